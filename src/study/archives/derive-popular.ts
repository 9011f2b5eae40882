import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Database } from "../../snapshot/duckdb.js";
import { readCsv } from "../../snapshot/import/model-groups.js";
import { byCodePoint } from "./by-code-point.js";

interface PopularRow {
  readonly modelId: string;
  readonly size: string;
  readonly datasets: string | null;
  readonly downloads: string;
  readonly likes: string;
  readonly library_name: string | null;
  readonly created_at: string | null;
  readonly commits: string;
  readonly files: string;
}

/**
 * The commits and metadata of the most downloaded models from datasets/HF_topmodels.csv, in the Hub's own shape. Times of
 * the European summer are an hour early in the source, which took its own clock's summer time off twice; they are put
 * right. Models whose commits the source was refused go to failures.json.
 */
export async function derivePopular(repository: string, out: string): Promise<void> {
  const database = await Database.open();
  let rows: PopularRow[];
  try {
    rows = await database.rows(`SELECT * FROM ${readCsv([join(repository, "datasets/HF_topmodels.csv")])}`);
  } finally {
    database.close();
  }
  rows.sort((a, b) => byCodePoint(a.modelId, b.modelId));
  const known = rows.filter(({ commits }) => commits.startsWith("["));
  const refused = rows.filter((row) => !known.includes(row));
  const lines = (values: readonly object[]) =>
    gzipSync(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "commits.ndjson.gz"), lines(known.map(commitsOf)));
  await writeFile(join(out, "models.ndjson.gz"), lines(known.map(modelOf)));
  await writeFile(
    join(out, "failures.json"),
    JSON.stringify(
      refused.map(({ modelId }) => ({
        repo: modelId,
        reason: "the source holds no metadata for this model",
      })),
    ),
  );
}

function commitsOf({ modelId, commits }: PopularRow) {
  const listed = JSON.parse(commits) as {
    commit_id: string;
    title: string;
    message: string;
    authors: string[];
    created_at: string;
  }[];
  return {
    repo: modelId,
    commits: listed.map(({ commit_id, title, message, authors, created_at }) => ({
      id: commit_id,
      title,
      message,
      authors: authors.map((user) => ({ user })),
      date: utc(created_at),
    })),
  };
}

function modelOf(row: PopularRow) {
  return {
    id: row.modelId,
    createdAt: row.created_at && utc(row.created_at),
    downloads: Number(row.downloads),
    likes: Number(row.likes),
    library_name: row.library_name || null,
    sizeBytes: row.size ? Number(row.size) : null,
    datasets: row.datasets || null,
    siblings: pythonStrings(row.files).map((rfilename) => ({ rfilename })),
  };
}

/** The strings of a Python list as Python prints it. */
function pythonStrings(list: string): string[] {
  return [...list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, single, double]) =>
    (single ?? double)!.replace(/\\(.)/g, "$1"),
  );
}

const hourMs = 3_600_000;

/** A time of the source ("2023-03-19T21:35:48.0000Z") as the UTC that it was. */
function utc(time: string): string {
  const said = Date.parse(`${time.slice(0, 19)}Z`);
  const put = said + hourMs;
  const year = new Date(put).getUTCFullYear();
  const summer = put >= lastSunday(year, 3) && put < lastSunday(year, 10);
  return new Date(summer ? put : said).toISOString();
}

/** One o'clock UTC on the last Sunday of a month of 31 days: when European clocks change. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month - 1, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * hourMs;
}
