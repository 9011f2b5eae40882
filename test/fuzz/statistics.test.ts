import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adjustedRand,
  benjaminiHochberg,
  chiSquare,
  cliffsDelta,
  cohensKappa,
  effectiveNumber,
  gini,
  herfindahl,
  holm,
  kaplanMeier,
  kendall,
  kolmogorovSmirnov,
  kruskalWallis,
  logisticRegression,
  logRank,
  lorenz,
  mannWhitney,
  mean,
  median,
  ols,
  pageTrend,
  pearson,
  quantile,
  ranks,
  shannonEntropy,
  share,
  spearman,
  stratifiedMean,
  topShare,
  valueCounts,
  wilcoxonSignedRank,
  zeroShare,
} from "../../src/stats/index.js";

/** Few distinct whole numbers, so that ties abound and sums are exact. */
const amounts = fc.array(fc.nat(6), { minLength: 1, maxLength: 14 });
const values = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 14 });
const pairs = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
  minLength: 4,
  maxLength: 14,
});
/** Grows with x, bends hard, and tells neighbours in -5 … 5 apart. */
const bent = (x: number) => Math.exp(x / 2) + x ** 3 / 100;

/** Same structure, numbers equal to 9 digits. */
function expectAlike(actual: unknown, expected: unknown, path = "value"): void {
  if (typeof expected === "number" && Number.isFinite(expected)) {
    const off = Math.abs((actual as number) - expected);
    expect(off <= 1e-9 * Math.max(1, Math.abs(expected)), `${path}: ${actual}, not ${expected}`).toBe(true);
  } else if (ArrayBuffer.isView(expected)) {
    expectAlike([...(actual as Float64Array)], [...(expected as Float64Array)], path);
  } else if (expected === null || typeof expected !== "object") {
    expect(actual, path).toBe(expected);
  } else {
    for (const [name, value] of Object.entries(expected))
      expectAlike((actual as Record<string, unknown>)[name], value, `${path}.${name}`);
  }
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list
    .map((item, i) => [Math.sin((i + 1) * (seed + 1) * 12.9898) % 1, item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

type OneSample = (x: readonly number[]) => unknown;
const onAmounts: Record<string, OneSample> = {
  gini: (x) => gini(x),
  "unbiased gini": (x) => gini(x, { unbiased: true }),
  lorenz: (x) => lorenz(x, { points: 7 }),
  topShare: (x) => topShare(x, 0.3),
  zeroShare: (x) => zeroShare(x),
  shannonEntropy: (x) => shannonEntropy(x),
  effectiveNumber: (x) => effectiveNumber(x, 0.5),
  herfindahl: (x) => herfindahl(x),
};
const onValues: Record<string, OneSample> = {
  mean: (x) => mean(x),
  median: (x) => median(x),
  quantile: (x) => quantile(x, 0.37),
  wilcoxonSignedRank: (x) => wilcoxonSignedRank(x),
};

type TwoSamples = (a: readonly number[], b: readonly number[]) => unknown;
const ranked: Record<string, TwoSamples> = {
  mannWhitney: (a, b) => mannWhitney(a, b),
  cliffsDelta: (a, b) => cliffsDelta(a, b),
  kolmogorovSmirnov: (a, b) => kolmogorovSmirnov(a, b),
  kruskalWallis: (a, b) => kruskalWallis([a, b]),
};
const associations: Record<string, TwoSamples> = {
  spearman: (x, y) => spearman(x, y),
  kendall: (x, y) => kendall(x, y),
  pearson: (x, y) => pearson(x, y),
};

describe("the order of a sample changes nothing", () => {
  it.each(Object.entries({ ...onAmounts, ...onValues }))("%s", (_, statistic) => {
    fc.assert(
      fc.property(amounts, fc.nat(99), (x, seed) => expectAlike(statistic(shuffled(x, seed)), statistic(x))),
    );
  });

  it.each(Object.entries(ranked))("%s", (_, statistic) => {
    fc.assert(
      fc.property(values, values, fc.nat(99), (a, b, seed) =>
        expectAlike(statistic(shuffled(a, seed), shuffled(b, seed + 1)), statistic(a, b)),
      ),
    );
  });

  it.each(Object.entries(associations))("%s, pairs kept", (_, statistic) => {
    fc.assert(
      fc.property(pairs, fc.nat(99), (xy, seed) => {
        const other = shuffled(xy, seed);
        expectAlike(
          statistic(
            other.map(([x]) => x),
            other.map(([, y]) => y),
          ),
          statistic(
            xy.map(([x]) => x),
            xy.map(([, y]) => y),
          ),
        );
      }),
    );
  });

  const cases = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.constantFrom("a", "b", "c")),
    {
      minLength: 6,
      maxLength: 16,
    },
  );
  it("kaplanMeier and logRank, cases kept", () => {
    fc.assert(
      fc.property(cases, fc.nat(99), (rows, seed) => {
        const of = (list: typeof rows) => ({
          curve: kaplanMeier(
            list.map(([time]) => time),
            list.map(([, seen]) => seen),
          ),
          p: logRank(
            list.map(([time]) => time),
            list.map(([, seen]) => seen),
            list.map(([, , group]) => group),
          )?.p,
        });
        expectAlike(of(shuffled(rows, seed)), of(rows));
      }),
    );
  });

  it("adjustedRand and cohensKappa, items kept, and only adjustedRand forgets the names of groups", () => {
    fc.assert(
      fc.property(pairs, fc.nat(99), (items, seed) => {
        const other = shuffled(items, seed);
        const first = (list: typeof items) => list.map(([a]) => a);
        const second = (list: typeof items) => list.map(([, b]) => b);
        expectAlike(adjustedRand(first(other), second(other)), adjustedRand(first(items), second(items)));
        expectAlike(cohensKappa(first(other), second(other)), cohensKappa(first(items), second(items)));
        expectAlike(
          adjustedRand(
            first(items).map((name) => `group ${-name}`),
            second(items),
          ),
          adjustedRand(first(items), second(items)),
        );
      }),
    );
  });

  it("holm and benjaminiHochberg move with their p-values", () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(p, fc.nat(99), (list, seed) => {
        for (const adjust of [holm, benjaminiHochberg])
          expectAlike(adjust(shuffled(list, seed)), shuffled(adjust(list), seed));
      }),
    );
  });
});

describe("units", () => {
  it.each(Object.entries(onAmounts))(
    "%s knows no unit: seven times as much of everything is the same",
    (_, statistic) => {
      fc.assert(fc.property(amounts, (x) => expectAlike(statistic(x.map((v) => 7 * v)), statistic(x))));
    },
  );

  it.each(["mean", "median", "quantile"] as const)("%s moves with scale and shift", (name) => {
    const statistic = onValues[name]!;
    fc.assert(
      fc.property(values, (x) =>
        expectAlike(statistic(x.map((v) => 3 * v - 40)), 3 * (statistic(x) as number) - 40),
      ),
    );
  });

  it("pearson knows neither scale nor shift, and turns with the sign", () => {
    fc.assert(
      fc.property(pairs, (xy) => {
        const x = xy.map(([v]) => v);
        const y = xy.map(([, v]) => v);
        const r = pearson(x, y);
        expectAlike(
          pearson(
            x.map((v) => 8 * v + 3),
            y,
          ),
          r,
        );
        const turned = pearson(
          x.map((v) => -v),
          y,
        );
        if (r) expectAlike(turned!.value, -r.value);
      }),
    );
  });

  it.each(Object.entries(ranked))("%s sees ranks alone", (_, statistic) => {
    // Where two distributions are farthest apart is a value, and moves with the values.
    const placeless = (result: unknown) => ({ ...(result as object), at: null });
    fc.assert(
      fc.property(values, values, (a, b) =>
        expectAlike(placeless(statistic(a.map(bent), b.map(bent))), placeless(statistic(a, b))),
      ),
    );
  });

  it.each(["spearman", "kendall"] as const)("%s sees ranks alone", (name) => {
    fc.assert(
      fc.property(pairs, (xy) => {
        const x = xy.map(([v]) => v);
        const y = xy.map(([, v]) => v);
        expectAlike(associations[name]!(x.map(bent), y.map(bent)), associations[name]!(x, y));
      }),
    );
  });

  it("ranks add up, keep the order and share the places of ties", () => {
    fc.assert(
      fc.property(values, (x) => {
        const rank = [...ranks(x)];
        expect(rank.reduce((sum, r) => sum + r, 0)).toBeCloseTo((x.length * (x.length + 1)) / 2, 9);
        x.forEach((a, i) => {
          x.forEach((b, j) => {
            expect(Math.sign(rank[i]! - rank[j]!)).toBe(Math.sign(a - b));
          });
        });
      }),
    );
  });

  it("pageTrend sees the ranks within each row alone", () => {
    const rows = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(rows, (table) =>
        expectAlike(pageTrend(table.map((row, i) => row.map((v) => (i + 1) * bent(v)))), pageTrend(table)),
      ),
    );
  });

  it("ols and logisticRegression: the effect moves against the predictor's unit, its p-value stays", () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -9, max: 9 }), fc.boolean()),
      {
        minLength: 12,
        maxLength: 24,
      },
    );
    fc.assert(
      fc.property(rows, (table) => {
        const x = table.map(([v]) => v);
        // The outcome overlaps over x both ways, or there is no maximum of the likelihood to speak of.
        fc.pre(new Set(x).size > 3);
        const y = table.map(([, v]) => v);
        const long = ols(y, { x: x.map((v) => 10 * v) }).coefficients.find(({ name }) => name === "x")!;
        const short = ols(y, { x }).coefficients.find(({ name }) => name === "x")!;
        expect(10 * long.estimate).toBeCloseTo(short.estimate, 8);
        const yes = [...table.map(([, , v]) => v), ...x.map(() => true), ...x.map(() => false)];
        const at = [...x, ...x, ...x];
        const far = logisticRegression(yes, { x: at.map((v) => 10 * v) }).coefficients.find(
          ({ name }) => name === "x",
        )!;
        const near = logisticRegression(yes, { x: at }).coefficients.find(({ name }) => name === "x")!;
        expect(10 * far.estimate).toBeCloseTo(near.estimate, 6);
        expect(far.p!).toBeCloseTo(near.p!, 6);
      }),
      { numRuns: 50 },
    );
  });
});

describe("aggregated and raw forms agree", () => {
  const both: Record<string, (x: Parameters<typeof mean>[0]) => unknown> = {
    mean,
    median,
    gini,
    zeroShare,
    quantile: (x) => quantile(x, 0.81),
    topShare: (x) => topShare(x, 0.1),
    lorenz: (x) => lorenz(x, { points: 9 }),
  };
  it.each(Object.entries(both))("%s of values and of a table of counts", (_, statistic) => {
    fc.assert(fc.property(amounts, (x) => expectAlike(statistic(valueCounts(x)), statistic(x))));
  });

  it("everybody twice changes no concentration, and doubles n of a share", () => {
    fc.assert(
      fc.property(amounts, (x) => {
        const twice = [...x, ...x];
        for (const name of ["gini", "lorenz", "topShare", "zeroShare"])
          expectAlike(onAmounts[name]!(twice), onAmounts[name]!(x));
        const count = x.filter((v) => v > 2).length;
        expect(share(2 * count, 2 * x.length)!.value).toBe(share(count, x.length)!.value);
        expect(share(2 * count, 2 * x.length)!.n).toBe(2 * x.length);
      }),
    );
  });

  it("a table turned over has the same chi-square, and rows in another order too", () => {
    const table = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(table, fc.nat(99), (rows, seed) => {
        const turned = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const { statistic, p, df } = chiSquare(rows)!;
        for (const other of [turned, shuffled(rows, seed)]) {
          const again = chiSquare(other)!;
          expectAlike([again.statistic, again.p, again.df], [statistic, p, df]);
        }
      }),
    );
  });

  it("a sample that takes everybody of every stratum gives the mean itself, with an interval of no width", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.constantFrom("a", "b")), { minLength: 4, maxLength: 12 }),
        (rows) => {
          const estimate = stratifiedMean(rows.map(([value, stratum]) => ({ value, stratum, weight: 1 })));
          const whole = mean(rows.map(([value]) => value))!;
          expectAlike([estimate!.value, estimate!.low, estimate!.high], [whole, whole, whole]);
        },
      ),
    );
  });
});
