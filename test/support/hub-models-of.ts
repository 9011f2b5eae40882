import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import type { HubCommit, HubModel } from "./hub-model.js";

interface ModelRow {
  id: string;
  created_at: Date | null;
  last_modified_at: Date | null;
  likes: number | null;
  downloads_30d: number | null;
  downloads_all_time: number | null;
  library: string | null;
  pipeline_tag: string | null;
  tags: string[] | null;
  gated: boolean | null;
  private: boolean | null;
  disabled: boolean | null;
}

/** The models of a snapshot as the test Hub serves them. Times that the snapshot does not know become the as-of time. */
export async function hubModelsOf(folder: string): Promise<HubModel[]> {
  const snapshot = await Snapshot.open(folder);
  try {
    const histories = new Map<string, HubCommit[]>();
    if (snapshot.has("commits")) {
      const files = snapshot.has("commit_files")
        ? await snapshot.rows<{ oid: string; model_id: string; path: string; change: string | null }>(
            "SELECT model_id, oid, path, change FROM commit_files",
          )
        : [];
      const filesOf = new Map<string, HubCommit["files"]>();
      for (const { model_id, oid, path, change } of files) {
        const key = `${model_id} ${oid}`;
        const list = filesOf.get(key) ?? filesOf.set(key, []).get(key)!;
        list.push({ path, change: change === "added" || change === "deleted" ? change : "modified" });
      }
      const commits = await snapshot.rows<{
        model_id: string;
        oid: string;
        title: string | null;
        message: string | null;
        authors: string[] | null;
        committed_at: Date;
      }>(
        "SELECT model_id, oid, title, message, authors, committed_at FROM commits ORDER BY model_id, position",
      );
      for (const { model_id, oid, title, message, authors, committed_at } of commits) {
        const history = histories.get(model_id) ?? histories.set(model_id, []).get(model_id)!;
        history.push({
          title: title ?? "",
          message: message ?? "",
          authors: authors ?? [],
          date: committed_at.toISOString(),
          files: filesOf.get(`${model_id} ${oid}`) ?? [],
        });
      }
    }
    const cards = new Map<string, string>();
    if (snapshot.has("cards")) {
      const rows = await snapshot.rows<{ model_id: string; text: string; front_matter_json: string | null }>(
        "SELECT model_id, text, front_matter_json FROM cards",
      );
      // JSON is YAML.
      for (const { model_id, text, front_matter_json } of rows)
        cards.set(model_id, front_matter_json === null ? text : `---\n${front_matter_json}\n---\n${text}`);
    }
    const models = await snapshot.rows<ModelRow>("SELECT * FROM models ORDER BY created_at, id");
    const asOf = snapshot.asOf.toISOString();
    return models.map((row, i) => ({
      _id: (0x10000000 + i).toString(16).padStart(24, "0"),
      id: row.id,
      createdAt: row.created_at?.toISOString() ?? asOf,
      lastModified: row.last_modified_at?.toISOString() ?? asOf,
      likes: row.likes ?? 0,
      downloads: row.downloads_30d ?? 0,
      downloadsAllTime: row.downloads_all_time,
      tags: row.tags ?? [],
      ...(row.pipeline_tag === null ? {} : { pipeline_tag: row.pipeline_tag }),
      ...(row.library === null ? {} : { library_name: row.library }),
      private: row.private ?? false,
      gated: row.gated ? "auto" : false,
      disabled: row.disabled ?? false,
      commits: histories.get(row.id) ?? [],
      ...(cards.has(row.id) ? { card: cards.get(row.id)! } : {}),
    }));
  } finally {
    snapshot.close();
  }
}
