/**
 * k-means of 380,000 models by 6 features, 10 restarts, against scikit-learn's KMeans(n_init=10) on the same rows,
 * interleaved, the best of several rounds. Needs a Python with scikit-learn (PYTHON, by default /usr/bin/python3);
 * without one it gives our times alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kmeans, random } from "../src/stats/index.js";

const rows = 380_000;
const columns = 6;
const rounds = Number(process.env.ROUNDS ?? 3);
const python = process.env.PYTHON ?? "/usr/bin/python3";

const source = random(1);
const points = new Float64Array(rows * columns);
for (let i = 0; i < rows; i++) {
  const cluster = source.int(3);
  for (let j = 0; j < columns; j++) {
    points[i * columns + j] = source.normal() + cluster * 0.7 + (cluster === j ? 2 : 0);
  }
}
const folder = mkdtempSync(join(tmpdir(), "kmeans-"));
const file = join(folder, "points.f64");
writeFileSync(file, new Uint8Array(points.buffer));

const script = `
import sys, time, numpy as np
from sklearn.cluster import KMeans
X = np.fromfile(sys.argv[1]).reshape(-1, ${columns})
t = time.perf_counter(); m = KMeans(int(sys.argv[2]), n_init=10, random_state=int(sys.argv[3])).fit(X)
print(time.perf_counter() - t, m.inertia_)
`;
function peer(k: number, seed: number): { seconds: number; inertia: number } | undefined {
  const { status, stdout } = spawnSync(python, ["-c", script, file, String(k), String(seed)], {
    encoding: "utf8",
  });
  if (status !== 0) return undefined;
  const [seconds, inertia] = stdout.trim().split(" ").map(Number);
  return { seconds: seconds!, inertia: inertia! };
}

try {
  for (const k of [2, 3, 5]) {
    let ours = Number.POSITIVE_INFINITY;
    let theirs = Number.POSITIVE_INFINITY;
    let inertia = 0;
    let peerInertia = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      inertia = Math.max(inertia, kmeans(points, columns, { k, seed: round }).inertia);
      ours = Math.min(ours, (performance.now() - start) / 1000);
      const other = peer(k, round);
      if (other) {
        theirs = Math.min(theirs, other.seconds);
        peerInertia = Math.min(peerInertia, other.inertia);
      }
    }
    const against = Number.isFinite(theirs)
      ? `scikit-learn ${theirs.toFixed(2)} s, ratio ${(theirs / ours).toFixed(2)}, our worst inertia / its best ${(inertia / peerInertia).toFixed(6)}`
      : `no scikit-learn at ${python}`;
    console.log(
      `kmeans ${rows}x${columns} k=${k}, 10 restarts: ${ours.toFixed(2)} s (limit 5 s); ${against}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
