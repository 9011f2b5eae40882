/**
 * The statistics of a Hub's worth of values against scipy on the same values, interleaved, the best of several rounds.
 * Needs a Python with scipy (PYTHON, by default /usr/bin/python3); without one it gives our times alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bootstrap,
  gini,
  kendall,
  kolmogorovSmirnov,
  kruskalWallis,
  mannWhitney,
  pearson,
  random,
  spearman,
} from "../src/stats/index.js";

const n = 760_000;
const rounds = Number(process.env.ROUNDS ?? 5);
const python = process.env.PYTHON ?? "/usr/bin/python3";

/** Counts with a heavy tail and many zeros, as likes and downloads have. */
const source = random(1);
const counts = () => Float64Array.from({ length: n }, () => Math.floor(Math.exp(2.2 * source.normal() - 1)));
const x = counts();
const y = x.map((v) => Math.floor(v * Math.exp(source.normal())));
const half = n / 2;
const groups = [0, 1, 2, 3].map((g) => x.subarray((g * n) / 4, ((g + 1) * n) / 4));
const folder = mkdtempSync(join(tmpdir(), "stats-"));
writeFileSync(join(folder, "x.f64"), new Uint8Array(x.buffer));
writeFileSync(join(folder, "y.f64"), new Uint8Array(y.buffer));

const tasks: { name: string; ours: () => number; theirs: string }[] = [
  {
    name: "Mann-Whitney U, 2 × 380,000",
    ours: () => mannWhitney(x.subarray(0, half), x.subarray(half))!.p,
    theirs: "st.mannwhitneyu(x[:h], x[h:]).pvalue",
  },
  {
    name: "Kolmogorov-Smirnov, 2 × 380,000",
    ours: () => kolmogorovSmirnov(x.subarray(0, half), x.subarray(half))!.d,
    theirs: "st.ks_2samp(x[:h], x[h:], method='asymp').statistic",
  },
  {
    name: "Kruskal-Wallis, 4 × 190,000",
    ours: () => kruskalWallis(groups)!.h,
    theirs: "st.kruskal(*np.split(x, 4)).statistic",
  },
  { name: "Pearson, 760,000", ours: () => pearson(x, y)!.value, theirs: "st.pearsonr(x, y)[0]" },
  { name: "Spearman, 760,000", ours: () => spearman(x, y)!.value, theirs: "st.spearmanr(x, y)[0]" },
  { name: "Kendall tau-b, 760,000", ours: () => kendall(x, y)!.value, theirs: "st.kendalltau(x, y)[0]" },
  {
    name: "Gini of 760,000 with a bootstrap interval, 100 resamples",
    ours: () => bootstrap(x, gini, { seed: 1, replicates: 100 })!.value,
    theirs: "boot(x)",
  },
];

const script = `
import sys, time, numpy as np, scipy.stats as st
x = np.fromfile(sys.argv[1] + "/x.f64"); y = np.fromfile(sys.argv[1] + "/y.f64"); h = len(x) // 2
def gini(v):
    v = np.sort(v); k = np.arange(1, len(v) + 1); return 2 * (k * v).sum() / (len(v) * v.sum()) - (len(v) + 1) / len(v)
def boot(v):
    rng = np.random.default_rng(1); [gini(rng.choice(v, len(v))) for _ in range(100)]; return gini(v)
t = time.perf_counter(); r = eval(sys.argv[2]); print(time.perf_counter() - t, float(r))
`;
function peer(expression: string): { seconds: number; value: number } | undefined {
  const { status, stdout } = spawnSync(python, ["-W", "ignore", "-c", script, folder, expression], {
    encoding: "utf8",
  });
  if (status !== 0) return undefined;
  const [seconds, value] = stdout.trim().split(" ").map(Number);
  return { seconds: seconds!, value: value! };
}

try {
  for (const { name, ours, theirs } of tasks) {
    let best = Number.POSITIVE_INFINITY;
    let bestPeer = Number.POSITIVE_INFINITY;
    let value = 0;
    let peerValue = Number.NaN;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      value = ours();
      best = Math.min(best, (performance.now() - start) / 1000);
      const other = peer(theirs);
      if (other) {
        bestPeer = Math.min(bestPeer, other.seconds);
        peerValue = other.value;
      }
    }
    const against = Number.isFinite(bestPeer)
      ? `scipy ${bestPeer.toFixed(3)} s, ratio ${(bestPeer / best).toFixed(2)}, values differ by ${Math.abs(value - peerValue).toExponential(1)}`
      : `no scipy at ${python}`;
    console.log(`${name}: ${best.toFixed(3)} s; ${against}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
