/**
 * How often intervals hold the truth and how often tests cry wolf, on simulated samples whose truth is known. Writes the
 * table in docs/methods.md between its calibration marks: `npx tsx scripts/calibrate.ts [RUNS]`, 500 runs by default.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  bootstrap,
  chiSquare,
  cliffsDelta,
  cohensKappa,
  doublingTime,
  fitExponential,
  fitPowerLaw,
  gini,
  kaplanMeier,
  kendall,
  kolmogorovSmirnov,
  kruskalWallis,
  logisticRegression,
  logRank,
  mannKendall,
  mannWhitney,
  median,
  ols,
  pageTrend,
  pearson,
  powerLawDeviates,
  type Random,
  random,
  share,
  spearman,
  survivalAt,
  topShare,
  wilcoxonSignedRank,
} from "../src/stats/index.js";

const runs = Number(process.argv[2] ?? 500);
const level = 0.95;

type Interval = { low: number | null; high: number | null };
const intervals: { what: string; truth: number; of: (source: Random, seed: number) => Interval }[] = [];
const tests: { what: string; p: (source: Random) => number }[] = [];

/** Monthly additions that double every log 2 / 0.07 months, months scattered by 15% and remembering each other. */
function months(source: Random, n: number, memory: number): number[] {
  let error = source.normal();
  return Array.from({ length: n }, (_, t) => {
    error = memory * error + Math.sqrt(1 - memory ** 2) * source.normal();
    return source.poisson(300 * Math.exp(0.07 * t + 0.15 * error));
  });
}
for (const memory of [0, 0.5]) {
  const scatter = `36 months, memory ${memory}`;
  intervals.push(
    {
      what: `growth rate, Wald (fitExponential), ${scatter}`,
      truth: 0.07,
      of: (source) => fitExponential(months(source, 36, memory))!.parameters.ratePerMonth!,
    },
    {
      what: `growth rate, bootstrap (doublingTime), ${scatter}`,
      truth: 0.07,
      of: (source, seed) => doublingTime(months(source, 36, memory), { seed, replicates: 200 })!.ratePerMonth,
    },
  );
}

/** Counts with the skew of likes: rounded log-normal. Truths from four million draws. */
const skewed = (source: Random, n: number) =>
  Float64Array.from({ length: n }, () => Math.round(20 * Math.exp(1.2 * source.normal())));
const population = skewed(random("population"), 4_000_000);
const topTenth = (values: Parameters<typeof topShare>[0]) => topShare(values, 0.1);
for (const n of [300, 3000]) {
  for (const method of ["percentile", "bca"] as const) {
    for (const [name, statistic] of [
      ["Gini", gini],
      ["share of the top 10%", topTenth],
      ["median", median],
    ] as const) {
      intervals.push({
        what: `${name}, ${method} bootstrap, ${n} skewed counts`,
        truth: statistic(population)!,
        of: (source, seed) => bootstrap(skewed(source, n), statistic, { seed, replicates: 500, method })!,
      });
    }
  }
}

const draws = (source: Random, n: number, shift = 0) =>
  Float64Array.from({ length: n }, () => source.normal() + shift);
const line = (source: Random, n: number) => {
  const x = draws(source, n);
  return { x, y: x.map((v) => 0.5 * v + Math.sqrt(0.75) * source.normal()) };
};
intervals.push(
  {
    what: "share (Wilson), 3% of 200",
    truth: 0.03,
    of: (s) => share(draws(s, 200).filter((z) => z > 1.880793608).length, 200)!,
  },
  // Two normals one half apart: P(a > b) - P(a < b) = 2 Φ(0.5 / √2) - 1.
  {
    what: "Cliff's delta, 40 against 60",
    truth: 0.2763263902,
    of: (s) => cliffsDelta(draws(s, 40, 0.5), draws(s, 60))!,
  },
  {
    what: "Pearson's r of 0.5, 50 pairs",
    truth: 0.5,
    of: (s) => {
      const { x, y } = line(s, 50);
      return pearson(x, y)!;
    },
  },
  {
    what: "Spearman's rho, 50 pairs",
    truth: (6 / Math.PI) * Math.asin(0.25),
    of: (s) => {
      const { x, y } = line(s, 50);
      return spearman(x, y)!;
    },
  },
  {
    what: "Kendall's tau, 50 pairs",
    truth: (2 / Math.PI) * Math.asin(0.5),
    of: (s) => {
      const { x, y } = line(s, 50);
      return kendall(x, y)!;
    },
  },
  {
    what: "Sen's slope, 24 months",
    truth: 0.5,
    of: (s) => mannKendall(draws(s, 24).map((z, t) => 0.5 * t + 3 * z))!.slope,
  },
  {
    what: "power-law exponent at a known xmin, tail of 400",
    truth: 2.2,
    of: (s) => fitPowerLaw(powerLawDeviates(s, 400, 2.2, 3), { xmin: 3 })!.alpha,
  },
  {
    what: "slope, ols with HC1, scatter growing with x, 150 rows",
    truth: 0.5,
    of: (s) => {
      const x = Float64Array.from({ length: 150 }, () => s.exponential());
      return ols(
        x.map((v) => 0.5 * v + v * s.normal()),
        { x },
      ).coefficients[1]!;
    },
  },
  {
    what: "log odds, logistic regression, 300 rows",
    truth: 0.8,
    of: (s) => {
      const x = draws(s, 300);
      return logisticRegression(
        x.map((v) => (s.next() < 1 / (1 + Math.exp(1 - 0.8 * v)) ? 1 : 0)),
        { x },
      ).coefficients[1]!;
    },
  },
  {
    what: "survival at one time, Kaplan-Meier log-log, 80 cases, a third censored",
    truth: Math.exp(-0.7),
    of: (s) => {
      const death = Array.from({ length: 80 }, () => s.exponential());
      const leave = death.map(() => 3 * s.next());
      return survivalAt(
        kaplanMeier(
          death.map((t, i) => Math.min(t, leave[i]!)),
          death.map((t, i) => t <= leave[i]!),
        )!,
        0.7,
      )!;
    },
  },
  {
    // Coders who copy the truth with probability 0.8 and else guess among three: kappa 0.64.
    what: "Cohen's kappa, 120 items",
    truth: 0.64,
    of: (s) => {
      const coder = (label: number) => (s.next() < 0.8 ? label : s.int(3));
      const items = Array.from({ length: 120 }, () => s.int(3));
      return cohensKappa(items.map(coder), items.map(coder))!;
    },
  },
);

const few = (source: Random, n: number) => Float64Array.from({ length: n }, () => source.int(12));
tests.push(
  { what: "mannWhitney, 25 and 30 with ties", p: (s) => mannWhitney(few(s, 25), few(s, 30))!.p },
  { what: "kolmogorovSmirnov, 40 and 50", p: (s) => kolmogorovSmirnov(draws(s, 40), draws(s, 50))!.p },
  {
    what: "kruskalWallis, 3 × 20 with ties",
    p: (s) => kruskalWallis([few(s, 20), few(s, 20), few(s, 20)])!.p,
  },
  { what: "wilcoxonSignedRank, 30", p: (s) => wilcoxonSignedRank(draws(s, 30))!.p },
  { what: "mannKendall, 24", p: (s) => mannKendall(draws(s, 24))!.p },
  { what: "pageTrend, 20 × 3", p: (s) => pageTrend(Array.from({ length: 20 }, () => draws(s, 3)))!.p },
  { what: "pearson, 40", p: (s) => pearson(draws(s, 40), draws(s, 40))!.p },
  { what: "spearman, 40", p: (s) => spearman(draws(s, 40), draws(s, 40))!.p },
  { what: "kendall, 40", p: (s) => kendall(draws(s, 40), draws(s, 40))!.p },
  {
    what: "chiSquare, 3 × 3 of 150",
    p: (s) => {
      const table = [0, 1, 2].map(() => [0, 0, 0]);
      for (let i = 0; i < 150; i++) table[s.int(3)]![s.int(3)]!++;
      return chiSquare(table)!.p;
    },
  },
  {
    what: "logRank, 3 × 20, censored",
    p: (s) => {
      const times = Array.from({ length: 60 }, () => s.exponential());
      return logRank(
        times,
        times.map(() => s.next() < 0.7),
        times.map((_, i) => i % 3),
      )!.p;
    },
  },
);

const percent = (v: number) => `${(100 * v).toFixed(1)}%`;
const rate = (count: number) => {
  const { value, low, high } = share(count, runs)!;
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
};

const rows = [
  "| interval | nominal | holds the truth (Monte Carlo 95%) | truth below | truth above |",
  "|---|---|---|---|---|",
];
for (const { what, truth, of } of intervals) {
  let below = 0;
  let above = 0;
  for (let seed = 0; seed < runs; seed++) {
    const { low, high } = of(random(`${what} ${seed}`), seed);
    if (low !== null && truth < low) below++;
    else if (high !== null && truth > high) above++;
  }
  rows.push(
    `| ${what} | ${percent(level)} | ${rate(runs - below - above)} | ${percent(below / runs)} | ${percent(above / runs)} |`,
  );
}
rows.push("", "| test where nothing differs | p < 0.05 | p < 0.5 |", "|---|---|---|");
for (const { what, p } of tests) {
  const ps = Array.from({ length: runs }, (_, seed) => p(random(`${what} ${seed}`)));
  rows.push(
    `| ${what} | ${rate(ps.filter((v) => v < 0.05).length)} | ${rate(ps.filter((v) => v < 0.5).length)} |`,
  );
}

const file = join(import.meta.dirname, "..", "docs", "methods.md");
const marks = [
  "<!-- calibration: written by scripts/calibrate.ts -->",
  "<!-- end of calibration -->",
] as const;
const page = readFileSync(file, "utf8");
const [from, to] = marks.map((mark) => page.indexOf(mark)) as [number, number];
if (from < 0 || to < from)
  throw new Error(`${file} lacks the marks ${marks.join(" and ")}; put them where the table goes`);
writeFileSync(
  file,
  `${page.slice(0, from + marks[0].length)}\n${runs} simulated samples a row.\n\n${rows.join("\n")}\n${page.slice(to)}`,
);
