/** The census import, pages to Parquet, against pandas reading the same pages into a frame with exploded tags. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { importArchive } from "../src/snapshot/index.js";
import type { Bench } from "./harness/bench.js";

const archive = join(import.meta.dirname, "../../shared/data/census-2024-07-11");

const python = `
import glob, gzip, pandas as pd
def task():
    rows = []
    for path in sorted(glob.glob(sys.argv[1] + "/pages/*.json.gz")):
        with gzip.open(path, "rt") as page: rows.extend(json.load(page))
    frame = pd.DataFrame(rows)
    frame["createdAt"] = pd.to_datetime(frame["createdAt"])
    return [len(frame), len(frame[["id", "tags"]].explode("tags"))]
`;

export const bench: Bench = {
  name: "import",
  needs: ["pandas"],
  prepare(folder) {
    if (!existsSync(archive)) return "the census archive is not beside the project";
    return [
      {
        task: "Import of the census, pages to a snapshot",
        n: "760,000 models",
        ours: { side: "import", args: [archive, join(folder, "census-{round}")] },
        peer: { name: "pandas", python, args: [archive] },
        note: ([ours], [peer]) =>
          `ours checks, merges the 8,650 full answers, types, sorts, hashes and keeps the raw files and writes Parquet; the peer ends with a frame in memory of ${peer ? ((peer.value as number[])[0] as number).toLocaleString("en-US") : "–"} rows; ours has ${(ours!.value as number).toLocaleString("en-US")} distinct models`,
      },
    ];
  },
  sides: {
    async import([source, out], clock) {
      const { distinctModels } = await clock(() =>
        importArchive({ sources: [source!], out: out!, tool: "bench" }),
      );
      rmSync(out!, { recursive: true });
      return distinctModels;
    },
  },
};
