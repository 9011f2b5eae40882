import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a small archive that fills every table of a snapshot, below a folder; returns what to import. */
export function fullArchive(folder: string): string[] {
  const source = join(folder, "archive");
  mkdirSync(source);
  const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  const files = {
    "page-1.json": JSON.stringify([{ _id: "1", id: "ada/engine", likes: 3, tags: [] }]),
    "commits.ndjson": lines({
      repo: "ada/engine",
      commits: [
        { id: "c1", title: "Add", message: "", authors: [{ user: "ada" }], date: "2023-05-01T10:00:00Z" },
      ],
    }),
    "cards.jsonl": lines({ id: "ada/engine", card: "# Engine" }),
    "missing.json": JSON.stringify([{ repo: "ada/gone", reason: "not found" }]),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
  const weights = join(folder, "weights.csv");
  writeFileSync(
    weights,
    "repo_url,commit_hash,model_file_path,serialization_format,message,author,date\nada/second,c9,m.bin,bin,Add,ada,2023-08-04 06:46:32\n",
  );
  const changes = join(folder, "changes.csv");
  writeFileSync(changes, "owner,model_name,file_changed,changed_frequency\nada,third,m.bin,2\n");
  return [source, weights, changes];
}
