/**
 * How often intervals hold the truth, and how the p-values of tests lie where nothing differs, on simulated samples whose
 * truth is known. Writes the tables in docs/methods.md between its calibration marks: `npx tsx scripts/calibrate.ts [RUNS]`,
 * 500 runs an interval by default, ten times as many a test.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { correctedPrevalence } from "../src/classify/corrected-prevalence.js";
import { chiSquareSf } from "../src/stats/distributions.js";
import {
  bootstrap,
  chiSquare,
  cliffsDelta,
  clusteredShare,
  cohensKappa,
  discreteHazard,
  doublingTime,
  fitExponential,
  fitPowerLaw,
  gini,
  holm,
  kaplanMeier,
  kendall,
  kolmogorovSmirnov,
  kruskalWallis,
  logisticRegression,
  logRank,
  mannKendall,
  mannWhitney,
  meanDifference,
  meanRatio,
  median,
  oddsTrends,
  ols,
  pageTrend,
  pearson,
  powerLawDeviates,
  powerLawGoodness,
  type Random,
  random,
  rateDifferences,
  restrictedMean,
  share,
  shareRatio,
  spearman,
  survivalAt,
  topShare,
  wilcoxonSignedRank,
} from "../src/stats/index.js";

const runs = Number(process.argv[2] ?? 500);
const level = 0.95;

type Interval = { low: number | null; high: number | null };
const intervals: { what: string; truth: number; of: (source: Random, seed: number) => Interval }[] = [];
/** Whether p can take any value, or only so few that it can be at most as often below a level as the level says. */
type Values = "any" | "steps";
const tests: {
  what: string;
  values: Values;
  p: (source: Random) => number;
  /** Where it is slow, fewer than testRuns. */
  runs?: number;
}[] = [];

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

/** How many of n fall into each class. */
function dealt(source: Random, shares: readonly number[], n: number): number[] {
  const counts = shares.map(() => 0);
  for (let i = 0; i < n; i++) {
    let left = source.next();
    let at = 0;
    while (at < shares.length - 1 && left >= shares[at]!) left -= shares[at++]!;
    counts[at]!++;
  }
  return counts;
}
// Three kinds of commit as a classifier sees them: a rare one, one in five, and the rest.
const classes = [0.08, 0.22, 0.7];
const mistakes = [
  [0.75, 0.05, 0.2],
  [0.04, 0.81, 0.15],
  [0.06, 0.09, 0.85],
];
for (const sample of ["any mix", "same mix"] as const) {
  for (const [at, truth] of classes.entries()) {
    intervals.push({
      what: `prevalence (correctedPrevalence, ${sample}), class of ${100 * truth}%, 360 labelled, 4,000 counted`,
      truth,
      of: (source, seed) => {
        const labelled = sample === "any mix" ? [120, 120, 120] : dealt(source, classes, 360);
        const confusion = mistakes.map((row, t) => dealt(source, row, labelled[t]!));
        const predicted = classes.map(() => 0);
        for (const [t, n] of dealt(source, classes, 4000).entries())
          for (const [p, count] of dealt(source, mistakes[t]!, n).entries()) predicted[p]! += count;
        return correctedPrevalence({ predicted, confusion, sample, seed, resamples: 500 })[at]!;
      },
    });
  }
}
for (const sample of ["any mix", "same mix"] as const) {
  intervals.push({
    // As notebook 07 uses it: yes or no to one kind, about seven labelled items of which are yes.
    what: `prevalence (correctedPrevalence, ${sample}), kind of 4%, 177 labelled, 8,000 counted`,
    truth: 0.04,
    of: (source, seed) => {
      const yesOf = (n: number, p: number) => dealt(source, [p, 1 - p], n)[0]!;
      const labelled = Math.max(1, yesOf(177, 0.04));
      const [found, wrong] = [yesOf(labelled, 0.9), yesOf(177 - labelled, 0.005)];
      const real = yesOf(8000, 0.04);
      const yes = yesOf(real, 0.9) + yesOf(8000 - real, 0.005);
      const confusion = [
        [found, labelled - found],
        [wrong, 177 - labelled - wrong],
      ];
      return correctedPrevalence({
        predicted: [yes, 8000 - yes],
        confusion,
        sample,
        seed,
        resamples: 500,
      })[0]!;
    },
  });
}
/** Cases of an exponential life with hazard 1, a third of which leave before, and whether each was seen to end. */
function lives(source: Random, n: number) {
  const death = Array.from({ length: n }, () => source.exponential());
  const leave = death.map(() => 3 * source.next());
  return {
    times: death.map((t, i) => Math.min(t, leave[i]!)),
    observed: death.map((t, i) => t <= leave[i]!),
  };
}
intervals.push(
  {
    // An owner's models are alike: each owner has its own chance, uniform, so that half of all cases hold.
    what: "share of cases in 60 clusters of 1 to 20 (clusteredShare)",
    truth: 0.5,
    of: (s, seed) => {
      const cases = Array.from({ length: 60 }, (_, owner) => {
        const chance = s.next();
        return Array.from({ length: 1 + s.int(20) }, () => ({ owner, holds: s.next() < chance }));
      }).flat();
      return clusteredShare(
        cases.map(({ holds }) => holds),
        cases.map(({ owner }) => owner),
        { seed, replicates: 500 },
      )!;
    },
  },
  {
    what: "ratio of shares (shareRatio), 20% of 150 to 10% of 200",
    truth: 2,
    of: (s) => {
      const [a, b] = [dealt(s, [0.2, 0.8], 150)[0]!, dealt(s, [0.1, 0.9], 200)[0]!];
      return shareRatio([a, 150], [b, 200])!;
    },
  },
  {
    what: "difference of paired means (meanDifference), 60 skewed pairs",
    truth: 0,
    of: (s, seed) => {
      const skew = () => Float64Array.from({ length: 60 }, () => s.exponential());
      return meanDifference(skew(), skew(), { seed, replicates: 500 })!;
    },
  },
  {
    what: "ratio of means (meanRatio), 80 and 120 skewed values",
    truth: 2,
    of: (s, seed) => {
      const skew = (n: number, mean: number) =>
        Float64Array.from({ length: n }, () => mean * s.exponential());
      return meanRatio(skew(80, 2), skew(120, 1), { seed, replicates: 500 })!;
    },
  },
  {
    what: "mean time alive within 1 (restrictedMean), 80 cases, a third censored",
    truth: 1 - Math.exp(-1),
    of: (s) => {
      const { times, observed } = lives(s, 80);
      return restrictedMean(kaplanMeier(times, observed)!, 1)!;
    },
  },
);

const few = (source: Random, n: number) => Float64Array.from({ length: n }, () => source.int(12));
/** Cases of three groups that live equally long. */
const groups = (source: Random, n: number) => ({
  ...lives(source, n),
  group: Array.from({ length: n }, (_, i) => i % 3),
});
tests.push(
  {
    what: "mannWhitney, 25 and 30 with ties",
    values: "steps",
    p: (s) => mannWhitney(few(s, 25), few(s, 30))!.p,
  },
  {
    what: "kolmogorovSmirnov, 40 and 50",
    values: "steps",
    p: (s) => kolmogorovSmirnov(draws(s, 40), draws(s, 50))!.p,
  },
  {
    what: "kruskalWallis, 3 × 20 with ties",
    values: "any",
    p: (s) => kruskalWallis([few(s, 20), few(s, 20), few(s, 20)])!.p,
  },
  { what: "wilcoxonSignedRank, 30", values: "steps", p: (s) => wilcoxonSignedRank(draws(s, 30))!.p },
  { what: "mannKendall, 24", values: "steps", p: (s) => mannKendall(draws(s, 24))!.p },
  {
    what: "pageTrend, 20 × 3",
    values: "steps",
    p: (s) => pageTrend(Array.from({ length: 20 }, () => draws(s, 3)))!.p,
  },
  {
    what: "pageTrend, 300 × 3",
    values: "steps",
    p: (s) => pageTrend(Array.from({ length: 300 }, () => draws(s, 3)))!.p,
  },
  { what: "pearson, 40", values: "any", p: (s) => pearson(draws(s, 40), draws(s, 40))!.p },
  { what: "spearman, 40", values: "any", p: (s) => spearman(draws(s, 40), draws(s, 40))!.p },
  { what: "kendall, 40", values: "steps", p: (s) => kendall(draws(s, 40), draws(s, 40))!.p },
  {
    what: "chiSquare, 3 × 3 of 150",
    values: "any",
    p: (s) => {
      const table = [0, 1, 2].map(() => [0, 0, 0]);
      for (let i = 0; i < 150; i++) table[s.int(3)]![s.int(3)]!++;
      return chiSquare(table)!.p;
    },
  },
  {
    what: "powerLawGoodness, 200 of a law with a known xmin, 100 replicates",
    values: "steps",
    p: (s) => {
      const sample = powerLawDeviates(s, 200, 2.5, 2);
      return powerLawGoodness(sample, { seed: s.int(1e9), replicates: 100, xmin: 2 })!.p.value;
    },
    runs,
  },
  {
    what: "rateDifferences, 20% of 80 and of 120",
    values: "steps",
    p: (s) => {
      const hits = (n: number) => [dealt(s, [0.2, 0.8], n)[0]!, n] as const;
      return rateDifferences([{ name: "pair", first: hits(80), second: hits(120) }])[0]!.p;
    },
  },
  ...[12, 36].map((n) => ({
    what: `oddsTrends, 10% of 500 in each of ${n} periods`,
    values: "any" as const,
    p: (s: Random) => {
      const counts = Array.from({ length: n }, () => dealt(s, [0.1, 0.9], 500)[0]!);
      return oddsTrends([{ name: "kind", counts }], new Array<number>(n).fill(500))[0]!.p;
    },
  })),
  {
    what: "logisticRegression, slope, 300 rows",
    values: "any",
    p: (s) =>
      logisticRegression(
        draws(s, 300).map((v) => (v > 0 ? 1 : 0)),
        { x: draws(s, 300) },
      ).coefficients[1]!.p,
  },
  {
    what: "discreteHazard, slope, 150 cases",
    values: "any",
    p: (s) => {
      const { times, observed } = lives(s, 150);
      return discreteHazard(times, observed, { x: draws(s, 150) }, { periodLength: 0.25 }).coefficients.find(
        ({ name }) => name === "x",
      )!.p;
    },
  },
  ...[60, 600].map((n) => ({
    what: `logRank, 3 × ${n / 3}, a third censored`,
    values: "any" as const,
    p: (s: Random) => {
      const { times, observed, group } = groups(s, n);
      return logRank(times, observed, group)!.p;
    },
  })),
);

const percent = (v: number) => `${(100 * v).toFixed(1)}%`;
const rate = (count: number, of: number) => {
  const { value, low, high } = share(count, of)!;
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
    `| ${what} | ${percent(level)} | ${rate(runs - below - above, runs)} | ${percent(below / runs)} | ${percent(above / runs)} |`,
  );
}

/**
 * Where p may take any value, Pearson's test that it falls equally often into 20 bins; where it comes in steps, that it is
 * nowhere below a level more often than the level says (one-sided Kolmogorov-Smirnov, P(D > d) <= exp(-2 n d²), Massart 1990).
 */
function misfit(ps: readonly number[], values: Values): number {
  const n = ps.length;
  if (values === "any") {
    const bins = new Array<number>(20).fill(0);
    for (const p of ps) bins[Math.min(19, Math.floor(20 * p))]!++;
    return chiSquareSf(
      bins.reduce((sum, count) => sum + (count - n / 20) ** 2 / (n / 20), 0),
      19,
    );
  }
  const sorted = Float64Array.from(ps).sort();
  const excess = sorted.reduce((most, p, i) => Math.max(most, (i + 1) / n - p), 0);
  return Math.exp(-2 * n * excess ** 2);
}
const testRuns = 10 * runs;
const found = tests.map(({ what, values, p, runs: few = testRuns }) => {
  const ps = Array.from({ length: few }, (_, seed) => p(random(`${what} ${seed}`)));
  return { what, values, ps, misfit: misfit(ps, values) };
});
const adjusted = holm(found.map((test) => test.misfit));
rows.push(
  "",
  `${testRuns} samples a test where nothing differs (${runs} of powerLawGoodness); sizes with Monte Carlo 95% intervals.`,
  "",
  "| test | p takes | p ≤ 0.01 | p ≤ 0.05 | p ≤ 0.1 | p ≤ 0.5 | p of uniform, or of not too small | Holm |",
  "|---|---|---|---|---|---|---|---|",
);
for (const [at, { what, values, ps, misfit: own }] of found.entries()) {
  const sizes = [0.01, 0.05, 0.1, 0.5].map((size) => rate(ps.filter((v) => v <= size).length, ps.length));
  const shown = [own, adjusted[at]!].map((p) => (p < 0.0001 ? "< 0.0001" : p.toFixed(p < 0.01 ? 4 : 2)));
  rows.push(`| ${[what, values === "any" ? "any value" : "steps", ...sizes, ...shown].join(" | ")} |`);
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
  `${page.slice(0, from + marks[0].length)}\n${runs} simulated samples an interval.\n\n${rows.join("\n")}\n${page.slice(to)}`,
);
