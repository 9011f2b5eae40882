/**
 * The statistics of a Hub's worth of values against scipy on the same values: counts with a heavy tail and many zeros, as
 * likes and downloads have.
 */
import { readFileSync, writeFileSync } from "node:fs";
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
import type { Bench, Outcome } from "./harness/bench.js";

const n = 760_000;
const half = n / 2;
type Values = Float64Array;

const measures: Readonly<
  Record<string, { n: string; ours: (x: Values, y: Values) => number; theirs: string; reason?: string }>
> = {
  "Mann-Whitney U": {
    n: "2 × 380,000",
    ours: (x) => mannWhitney(x.subarray(0, half), x.subarray(half))!.p,
    theirs: "st.mannwhitneyu(x[:h], x[h:]).pvalue",
  },
  "Kolmogorov-Smirnov": {
    n: "2 × 380,000",
    ours: (x) => kolmogorovSmirnov(x.subarray(0, half), x.subarray(half))!.d,
    theirs: "st.ks_2samp(x[:h], x[h:], method='asymp').statistic",
  },
  "Kruskal-Wallis": {
    n: "4 × 190,000",
    ours: (x) => kruskalWallis([0, 1, 2, 3].map((g) => x.subarray((g * n) / 4, ((g + 1) * n) / 4)))!.h,
    theirs: "st.kruskal(*np.split(x, 4)).statistic",
  },
  "Pearson correlation": {
    n: "760,000 pairs",
    ours: (x, y) => pearson(x, y)!.value,
    theirs: "st.pearsonr(x, y)[0]",
  },
  "Spearman correlation": {
    n: "760,000 pairs",
    ours: (x, y) => spearman(x, y)!.value,
    theirs: "st.spearmanr(x, y)[0]",
  },
  "Kendall tau-b": {
    n: "760,000 pairs",
    ours: (x, y) => kendall(x, y)!.value,
    theirs: "st.kendalltau(x, y)[0]",
    reason:
      "slower: two radix sorts and a count of inversions in JavaScript against the same in compiled code, and ours checks its columns and gives an interval",
  },
  "Gini with bootstrap interval, 100 resamples": {
    n: "760,000",
    ours: (x) => bootstrap(x, gini, { seed: 1, replicates: 100 })!.value,
    theirs: "boot(x)",
  },
};

const python = (expression: string) => `
import numpy as np, scipy.stats as st
x = np.fromfile(sys.argv[1] + "/x.f64"); y = np.fromfile(sys.argv[1] + "/y.f64"); h = len(x) // 2
def gini(v):
    v = np.sort(v); k = np.arange(1, len(v) + 1); return 2 * (k * v).sum() / (len(v) * v.sum()) - (len(v) + 1) / len(v)
def boot(v):
    rng = np.random.default_rng(1); [gini(rng.choice(v, len(v))) for _ in range(100)]; return gini(v)
def task(): return float(${expression})
`;

export const bench: Bench = {
  name: "stats",
  needs: ["numpy", "scipy"],
  prepare(folder) {
    const source = random(1);
    const x = Float64Array.from({ length: n }, () => Math.floor(Math.exp(2.2 * source.normal() - 1)));
    const y = x.map((v) => Math.floor(v * Math.exp(source.normal())));
    writeFileSync(join(folder, "x.f64"), new Uint8Array(x.buffer));
    writeFileSync(join(folder, "y.f64"), new Uint8Array(y.buffer));
    return Object.entries(measures).map(([name, { n, theirs, reason }]) => ({
      task: name,
      n,
      passes: 5,
      ours: { side: "measure", args: [name, folder] },
      peer: { name: "scipy", python: python(theirs), args: [folder] },
      note: (ours, peer) => {
        const slower = reason && peer[0] && least(ours) > least(peer);
        return [difference(ours, peer), slower ? reason : ""].filter(Boolean).join("; ");
      },
    }));
  },
  sides: {
    measure([name, folder], clock) {
      const read = (file: string) =>
        new Float64Array(new Uint8Array(readFileSync(join(folder!, file))).buffer);
      const [x, y] = [read("x.f64"), read("y.f64")];
      return clock(() => measures[name!]!.ours(x, y));
    },
  },
};

const least = (outcomes: readonly Outcome[]) => Math.min(...outcomes.map(({ cpuSeconds }) => cpuSeconds));

function difference([ours]: readonly Outcome[], [peer]: readonly Outcome[]): string {
  if (!peer) return "";
  const apart = Math.abs((ours!.value as number) - (peer.value as number));
  return apart === 0 ? "equal values" : `values differ by ${apart.toExponential(0)}`;
}
