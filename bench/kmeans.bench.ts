/** k-means of as many models as the study's by 6 features, 10 restarts, against scikit-learn's on the same rows. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kmeans, random } from "../src/stats/index.js";
import type { Bench } from "./harness/bench.js";

const rows = 380_000;
const columns = 6;

const python = `
import numpy as np
from sklearn.cluster import KMeans
X = np.fromfile(sys.argv[1]).reshape(-1, ${columns})
def task(): return KMeans(int(sys.argv[2]), n_init=10, random_state=1).fit(X).inertia_
`;

export const bench: Bench = {
  name: "kmeans",
  needs: ["numpy", "sklearn"],
  prepare(folder) {
    const file = join(folder, "points.f64");
    const source = random(1);
    const points = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) {
      const cluster = source.int(3);
      for (let j = 0; j < columns; j++) {
        points[i * columns + j] = source.normal() + cluster * 0.7 + (cluster === j ? 2 : 0);
      }
    }
    writeFileSync(file, new Uint8Array(points.buffer));
    return [2, 3, 5].map((k) => ({
      task: `k-means, k = ${k}, 10 restarts`,
      n: "380,000 × 6",
      ours: { side: "kmeans", args: [file, String(k)] },
      peer: { name: "scikit-learn", python, args: [file, String(k)] },
      note([ours], [peer]) {
        const ratio = (ours!.value as number) / ((peer?.value as number | undefined) ?? Number.NaN);
        return peer ? `our inertia / its inertia ${ratio.toFixed(6)}; ours on one core, its on all` : "";
      },
    }));
  },
  sides: {
    kmeans([file, k], clock) {
      const points = new Float64Array(new Uint8Array(readFileSync(file!)).buffer);
      return clock(() => kmeans(points, columns, { k: Number(k), seed: 1 }).inertia);
    },
  },
};
