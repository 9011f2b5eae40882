/**
 * The census import, pages to Parquet, against pandas reading the same pages into a frame with exploded tags; and a
 * snapshot opened to its first aggregate. Run by `npm run bench`; needs the archives in ../shared/data and python3-pandas.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const census = join(root, "../shared/data/census-2024-07-11");
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const python = "/usr/bin/python3";

const pandas = `
import glob, gzip, json, resource, sys, time
import pandas as pd
began = time.perf_counter()
rows = []
for path in sorted(glob.glob(sys.argv[1] + "/pages/*.json.gz")):
    with gzip.open(path, "rt") as page:
        rows.extend(json.load(page))
frame = pd.DataFrame(rows)
frame["createdAt"] = pd.to_datetime(frame["createdAt"])
tags = frame[["id", "tags"]].explode("tags")
print(json.dumps({"seconds": time.perf_counter() - began, "rows": len(frame), "tags": len(tags), "rssMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;
const ours = `
const { importArchive, Snapshot } = await import(process.argv[1]);
const out = process.argv[3];
const began = performance.now();
const summary = await importArchive({ sources: [process.argv[2]], out, tool: "bench" });
const seconds = (performance.now() - began) / 1000;
const opens = [];
for (let i = 0; i < 5; i++) {
  const start = performance.now();
  const hub = await Snapshot.open(out);
  await hub.value("SELECT count(*) FROM models WHERE likes > 0");
  opens.push(performance.now() - start);
  hub.close();
}
console.log(JSON.stringify({ seconds, rows: summary.distinctModels, rssMb: process.resourceUsage().maxRSS / 1024, openMs: Math.min(...opens) }));
`;

interface Round {
  seconds: number;
  rows: number;
  rssMb: number;
  openMs?: number;
}

if (!existsSync(census) || spawnSync(python, ["-c", "import pandas"]).status !== 0) {
  console.log("import: skipped (needs ../shared/data and python3-pandas)");
} else {
  const results: { ours: Round[]; pandas: Round[] } = { ours: [], pandas: [] };
  const scratch = mkdtempSync(join(tmpdir(), "hub-evolution-bench-"));
  const read = (command: string, args: string[]): Round =>
    JSON.parse(execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 }));
  try {
    for (let round = 0; round < rounds; round++) {
      const out = join(scratch, `round-${round}`);
      results.ours.push(
        read(process.execPath, ["--input-type=module", "-e", ours, join(root, "dist/index.js"), census, out]),
      );
      rmSync(out, { recursive: true });
      results.pandas.push(read(python, ["-c", pandas, census]));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const least = (of: Round[], key: keyof Round) => Math.min(...of.map((round) => round[key] ?? Infinity));
  const most = (of: Round[]) => Math.max(...of.map(({ rssMb }) => rssMb));
  const [a, b] = [least(results.ours, "seconds"), least(results.pandas, "seconds")];
  console.log(
    `import census: ours ${a.toFixed(2)} s, pandas ${b.toFixed(2)} s, ratio ${(b / a).toFixed(2)} (min of ${rounds}, interleaved); ` +
      `peak memory ours ${most(results.ours).toFixed(0)} MB, pandas ${most(results.pandas).toFixed(0)} MB; ` +
      `open to first aggregate ${least(results.ours, "openMs").toFixed(0)} ms; n = ${results.ours[0]!.rows}`,
  );
}
