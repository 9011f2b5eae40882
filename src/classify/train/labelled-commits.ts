import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fromCSV } from "arquero";
import type { CommitActivity, CommitKind, CommitText } from "../commit-kind.js";

/** A commit message of a software project with the three intents that six studies labelled. */
export interface SoftwareCommit {
  readonly source: string;
  readonly id: string;
  /** sha1 of the canonical message: equal for commits that say the same. */
  readonly sha: string;
  readonly text: CommitText;
  readonly kinds: ReadonlySet<CommitKind>;
  /** Part of the source's own split, where it has one. */
  readonly split: string | null;
}

/** A commit of a model repository with its codes. */
export interface HubCommit {
  readonly modelId: string;
  readonly oid: string;
  readonly sha: string;
  readonly stratum: "prevalence" | "distinct";
  readonly text: CommitText;
  readonly kinds: ReadonlySet<CommitKind>;
  readonly activity: CommitActivity;
  readonly annotators: readonly {
    readonly kinds: ReadonlySet<CommitKind>;
    readonly activity: CommitActivity;
  }[];
}

const kindOfLetter: Record<string, CommitKind> = {
  C: "corrective",
  A: "adaptive",
  P: "perfective",
  N: "none",
};

function records(path: string): Record<string, string>[] {
  return fromCSV(readFileSync(path, "utf8"), { autoType: false }).objects() as Record<string, string>[];
}

/**
 * sha1 of the canonical message: lower case, a leading "[PATCH …]" off, everything from "git-svn-id:" off, only a-z and
 * 0-9 kept. Null where nothing is left: such messages are not duplicates of each other.
 */
export function messageSha(message: string): string | null {
  const canonical = message
    .toLowerCase()
    .replace(/^\s*\[patch[^\]]*\]/, "")
    .replace(/git-svn-id:[\s\S]*$/, "")
    .replace(/[^a-z0-9]/g, "");
  return canonical === "" ? null : createHash("sha1").update(canonical).digest("hex");
}

/** Title and rest of a message of which the sources kept, cut or re-spaced the line ends. */
export function textOfMessage(message: string): CommitText {
  const whole = message.trim();
  const at = whole.search(/\r?\n|\s{4,}| --? ?git-svn-id|--(?=[A-Za-z])/);
  if (at === -1) return { title: whole, message: "" };
  return { title: whole.slice(0, at), message: whole.slice(at).replace(/\s{4,}|--+/g, "\n") };
}

const softwareSources = [
  "levin-yehudai-1151",
  "ghadhab-1793",
  "sarwar",
  "amit-feitelson-random-batch-18-nov-2020",
  "amit-feitelson-commits-updated5",
  "amit-feitelson-stas-labeling2",
  "gesteves-fasttext",
  "maes95-linux",
] as const;

/**
 * The labelled commits of software projects in a commit-labels folder. amit-feitelson-repo2018-test is left out (it lies
 * inside updated5), as are rows without any label and gesteves' "nonfunctional" rows, whose Swanson class is a guess.
 */
export function softwareCommits(folder: string): SoftwareCommit[] {
  return softwareSources.flatMap((source) => {
    const rows = records(join(folder, `${source}.csv`));
    const extraPath = join(folder, `${source}.extra.csv`);
    const raw = existsSync(extraPath) ? records(extraPath).map((row) => row.raw ?? "") : [];
    return rows.flatMap((row, i) => {
      const kinds = new Set<CommitKind>();
      for (const kind of ["corrective", "perfective", "adaptive"] as const)
        if (row[kind] === "1") kinds.add(kind);
      if (kinds.size === 0 || (source === "gesteves-fasttext" && raw[i] === "nonfunctional")) return [];
      const message = row.message ?? "";
      return {
        source,
        id: row.id ?? `${source}-${i}`,
        sha: messageSha(message) ?? `${source}-${i}`,
        text: textOfMessage(message),
        kinds,
        split: source === "sarwar" ? (raw[i] ?? null) : null,
      };
    });
  });
}

/** The Hub's labelled commits, with the position in the repository where the commit lists beside the folder know it. */
export function hubCommits(folder: string): HubCommit[] {
  const positions = commitPositions(join(folder, "../popular-2024-12/commits.ndjson.gz"));
  return records(join(folder, "hub-commits-dev.csv")).map((row) => {
    const oid = row.oid ?? "";
    const message = row.message ?? "";
    const title = row.title ?? "";
    return {
      modelId: row.model_id ?? "",
      oid,
      sha: messageSha(`${title}\n${message}`) ?? oid,
      stratum: row.stratum === "prevalence" ? "prevalence" : "distinct",
      text: { title, message, position: positions.get(oid) ?? null },
      kinds: kindsOfLetters(row.kinds ?? ""),
      activity: row.activity as CommitActivity,
      annotators: (["a", "b"] as const).map((who) => ({
        kinds: kindsOfLetters(row[`annotator_${who}_kinds`] ?? ""),
        activity: row[`annotator_${who}_activity`] as CommitActivity,
      })),
    };
  });
}

function kindsOfLetters(letters: string): ReadonlySet<CommitKind> {
  return new Set([...letters].map((letter) => kindOfLetter[letter]!));
}

function commitPositions(path: string): Map<string, number> {
  const positions = new Map<string, number>();
  if (!existsSync(path)) return positions;
  for (const line of gunzipSync(readFileSync(path)).toString("utf8").split("\n")) {
    if (line === "") continue;
    const { commits } = JSON.parse(line) as { commits: { id: string }[] };
    for (const [i, { id }] of commits.entries()) positions.set(id, commits.length - i);
  }
  return positions;
}
