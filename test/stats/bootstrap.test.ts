import { describe, expect, it } from "vitest";
import { dirichletDeviate } from "../../src/stats/dirichlet-deviate.js";
import {
  binomialDeviate,
  bootstrap,
  bootstrapRows,
  clusteredShare,
  gini,
  pairShares,
  random,
  ratioOfSums,
  type ValueCounts,
  zeroShare,
} from "../../src/stats/index.js";

const y = [
  8.26, 6.33, 10.4, 5.27, 5.35, 5.61, 6.12, 6.19, 5.2, 7.01, 8.74, 7.78, 7.02, 6.0, 6.5, 5.8, 5.12, 7.41,
  6.52, 6.21, 12.28, 5.6, 5.38, 6.6, 8.74,
];
/** Coefficient of variation, population form. */
function variation({ values, counts, n }: ValueCounts): number {
  let mean = 0;
  values.forEach((v, i) => {
    mean += (v * counts[i]!) / n;
  });
  let squares = 0;
  values.forEach((v, i) => {
    squares += (counts[i]! * (v - mean) ** 2) / n;
  });
  return Math.sqrt(squares) / mean;
}
const rowsVariation = (rows: Uint32Array) => {
  const drawn = Array.from(rows, (row) => y[row]!);
  const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
  return Math.sqrt(drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / drawn.length) / mean;
};

describe("bootstrap", () => {
  // scipy.stats.bootstrap((y,), cv, n_resamples=99999, method=…, random_state=1).confidence_interval:
  // percentile (0.14528918287536985, 0.31300447822984845), BCa (0.1752459813501979, 0.34742402784925136),
  // standard_error 0.04410378359230594. Monte Carlo error of a bound at 20,000 replicates is about 0.001.
  it.each([
    [
      "table",
      (method: "percentile" | "bca") => bootstrap(y, variation, { seed: 1, replicates: 20_000, method }),
    ],
    [
      "rows",
      (method: "percentile" | "bca") =>
        bootstrapRows(y.length, rowsVariation, { seed: 1, replicates: 20_000, method }),
    ],
  ])("agrees with scipy by %s", (_, run) => {
    const percentile = run("percentile")!;
    expect(percentile.value).toBeCloseTo(0.24737024423748963, 12);
    expect(Math.abs(percentile.low - 0.14529)).toBeLessThan(0.003);
    expect(Math.abs(percentile.high - 0.313)).toBeLessThan(0.003);
    expect(Math.abs(percentile.standardError - 0.0441)).toBeLessThan(0.001);
    const bca = run("bca")!;
    expect(Math.abs(bca.low - 0.17525)).toBeLessThan(0.003);
    expect(Math.abs(bca.high - 0.34742)).toBeLessThan(0.005);
  });
  it("gives the same interval for the same seed and any order of the values", () => {
    const once = bootstrap(y, gini, { seed: "a" });
    expect(bootstrap([...y].reverse(), gini, { seed: "a" })).toEqual(once);
    expect(bootstrap(y, gini, { seed: "b" })).not.toEqual(once);
  });
  it("covers a share as the binomial does", () => {
    const zeros = new Uint8Array(100_000).fill(1, 30_000);
    const { low, high } = bootstrap(zeros, zeroShare, { seed: 3 })!;
    const half = 1.96 * Math.sqrt((0.3 * 0.7) / 100_000);
    expect(low).toBeCloseTo(0.3 - half, 3);
    expect(high).toBeCloseTo(0.3 + half, 3);
  });
  it("is null where the statistic is, and counts replicates without one", () => {
    expect(bootstrap([], gini, { seed: 1 })).toBeNull();
    expect(bootstrap([0, 0], gini, { seed: 1 })).toBeNull();
    // One of two values is zero: a quarter of all resamples is all zero, where gini is undefined.
    const { undefinedReplicates } = bootstrap([0, 4], gini, { seed: 1, replicates: 1000 })!;
    expect(Math.abs(undefinedReplicates - 250)).toBeLessThan(60);
    expect(() => bootstrap(y, gini, { seed: 1, replicates: 0 })).toThrow("replicates");
  });
  it("draws whole clusters", () => {
    const clusters = ["a", "a", "b", "b", "b"];
    const seen = new Set<number>();
    bootstrapRows(
      5,
      (rows) => {
        const ofA = rows.filter((row) => row < 2).length;
        const ofB = rows.length - ofA;
        expect(ofA % 2).toBe(0);
        expect(ofB % 3).toBe(0);
        expect(ofA / 2 + ofB / 3).toBe(2);
        seen.add(rows.length);
        return rows.length;
      },
      { seed: 5, clusters, replicates: 200 },
    );
    expect([...seen].sort()).toEqual([4, 5, 6]);
  });
});

describe("binomialDeviate", () => {
  it.each([
    [20, 0.1],
    [1000, 0.004],
    [60, 0.5],
    [1000, 0.3],
    [1_000_000, 0.97],
  ])("has the binomial's mean, variance and third moment for n = %d, p = %d", (n, p) => {
    const source = random(`binomial ${n} ${p}`);
    const draws = Array.from({ length: 40_000 }, () => binomialDeviate(source, n, p));
    const sd = Math.sqrt(n * p * (1 - p));
    const z = draws.map((k) => (k - n * p) / sd);
    const moment = (k: number) => z.reduce((sum, v) => sum + v ** k, 0) / z.length;
    expect(Math.abs(moment(1))).toBeLessThan(4 / 200);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / sd ** 2) / 40_000));
    expect(Math.abs(moment(3) - (1 - 2 * p) / sd)).toBeLessThan(4 * Math.sqrt(20 / 40_000));
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThanOrEqual(n);
  });
  it("defines the edges", () => {
    const source = random(1);
    expect(binomialDeviate(source, 0, 0.5)).toBe(0);
    expect(binomialDeviate(source, 9, 0)).toBe(0);
    expect(binomialDeviate(source, 9, 1)).toBe(9);
  });
});

describe("ratioOfSums", () => {
  it("is a ratio of sums, with the interval that drawing whole units gives", () => {
    const [parts, wholes] = [
      [1, 0, 4, 2, 0, 3],
      [2, 5, 8, 2, 1, 12],
    ];
    const found = ratioOfSums(parts, wholes, { seed: "ratio" })!;
    expect([found.value, found.n]).toEqual([10 / 30, 30]);
    // Cochran's linearised standard error: sqrt(sum (y - r x)^2 / (m - 1) / m) / mean x.
    const residuals = parts.map((part, i) => (part - wholes[i]! / 3) ** 2);
    const standardError = Math.sqrt(residuals.reduce((a, b) => a + b, 0) / 5 / 6) / 5;
    expect(found.standardError).toBeGreaterThan(0.7 * standardError);
    expect(found.standardError).toBeLessThan(1.4 * standardError);
  });

  it("is unknown where there is nothing to share, and refuses columns that do not match", () => {
    expect(ratioOfSums([0, 0], [0, 0], { seed: 1 })).toBeNull();
    expect(ratioOfSums([], [], { seed: 1 })).toBeNull();
    expect(() => ratioOfSums([1], [], { seed: 1 })).toThrow(/1 parts for 0 wholes/);
  });
});

describe("dirichletDeviate", () => {
  it.each([[[0.5, 0.5]], [[0.02, 3, 40]], [[7.5, 0.5, 1, 1]]])(
    "has the mean and the variance of shapes %j",
    (shapes) => {
      const n = 40_000;
      const chance = random("dirichlet");
      const drawn = Array.from({ length: n }, () => dirichletDeviate(chance, shapes));
      const whole = shapes.reduce((sum, shape) => sum + shape, 0);
      for (const [i, shape] of shapes.entries()) {
        // Mean a / A, variance a (A - a) / (A² (A + 1)).
        const mean = shape / whole;
        const variance = (shape * (whole - shape)) / (whole ** 2 * (whole + 1));
        const found = drawn.reduce((sum, shares) => sum + shares[i]!, 0) / n;
        expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
        const spread = drawn.reduce((sum, shares) => sum + (shares[i]! - mean) ** 2, 0) / n;
        expect(spread / variance).toBeGreaterThan(0.85);
        expect(spread / variance).toBeLessThan(1.15);
      }
      for (const shares of drawn.slice(0, 100))
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    },
  );
  it("is none of no shapes, and refuses shapes that are not above 0", () => {
    expect(dirichletDeviate(random(1), [])).toEqual([]);
    for (const shape of [0, -1, Number.NaN])
      expect(() => dirichletDeviate(random(1), [1, shape])).toThrow(`a shape is ${shape}`);
  });
});

describe("pairShares", () => {
  it("counts each value of a unit once, most common first", () => {
    const found = pairShares([["b", "a", "b"], ["a"], [], ["a", "c"]], { seed: "pairs", replicates: 200 });
    expect(found.map(({ value, count, share }) => [value, count, share.value, share.n])).toEqual([
      ["a", 3, 3 / 5, 5],
      ["b", 1, 1 / 5, 5],
      ["c", 1, 1 / 5, 5],
    ]);
    expect(found.reduce((sum, { share }) => sum + share.value, 0)).toBeCloseTo(1, 12);
    for (const { share } of found) expect(share.low <= share.value && share.value <= share.high).toBe(true);
    const tied = pairShares([["b"], ["c"], ["a"]], { seed: 1, replicates: 20 });
    expect(tied.map(({ value }) => value)).toEqual(["a", "b", "c"]);
    expect(pairShares([[], []], { seed: 1 })).toEqual([]);
  });
});

describe("clusteredShare", () => {
  it("is a share whose interval knows that cases of a cluster are alike", () => {
    const clusters = Array.from({ length: 400 }, (_, i) => Math.floor(i / 20));
    const alike = clusters.map((cluster) => cluster % 2 === 0);
    const alone = alike.map((_, i) => i);
    const [wide, narrow] = [clusters, alone].map(
      (labels) => clusteredShare(alike, labels, { seed: "share" })!,
    );
    expect([wide!.value, wide!.n, narrow!.value]).toEqual([0.5, 400, 0.5]);
    // Design effect of clusters of 20 that are wholly alike: the error is sqrt(20) times as large.
    expect(wide!.standardError / narrow!.standardError).toBeGreaterThan(3.8);
    expect(wide!.standardError / narrow!.standardError).toBeLessThan(5.2);
    expect(clusteredShare([], [], { seed: 1 })).toBeNull();
    expect(() => clusteredShare([true], [], { seed: 1 })).toThrow(/0 cluster labels for 1 cases/);
  });
});
