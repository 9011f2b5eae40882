import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendall, pearson, random, ranks, spearman } from "../../src/stats/index.js";

const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const y = [2, 1, 4, 3, 7, 5, 6, 10, 12, 8, 11, 9];
const tiedX = [1, 1, 3, 4, 5, 6, 6, 8, 9, 9, 9, 12];
const tiedY = [2, 2, 4, 3, 7, 7, 6, 10, 12, 8, 7, 9];

it("ranks with ties sharing their mean rank", () => {
  // scipy.stats.rankdata([10, 20, 20, 5]) -> [2, 3.5, 3.5, 1]
  expect([...ranks([10, 20, 20, 5])]).toEqual([2, 3.5, 3.5, 1]);
  expect([...ranks([])]).toEqual([]);
});

describe("pearson", () => {
  it("matches scipy", () => {
    // scipy.stats.pearsonr(x, tiedY) -> 0.8059342617132071, p 0.0015491835253521494, and .confidence_interval()
    const { value, low, high, p } = pearson(x, tiedY)!;
    expect(value).toBeCloseTo(0.8059342617132071, 13);
    expect(p).toBeCloseTo(0.0015491835253521494, 12);
    expect(low).toBeCloseTo(0.43171030794429494, 12);
    expect(high).toBeCloseTo(0.9434601216699874, 12);
  });
  it("is 1 for a line, with p 0", () =>
    expect(pearson([1, 2, 3, 4], [2, 4, 6, 8])).toMatchObject({ value: 1, p: 0 }));
});

describe("spearman", () => {
  it("matches scipy", () => {
    // scipy.stats.spearmanr(x, tiedY) -> 0.8219014459835725, 0.0010377433909177706
    const { value, low, high, p, n } = spearman(x, tiedY)!;
    expect(value).toBeCloseTo(0.8219014459835725, 13);
    expect(p).toBeCloseTo(0.0010377433909177706, 12);
    // Bonett and Wright: tanh(atanh(r) ± 1.96 sqrt((1 + r²/2) / (n - 3))), by hand
    const margin = 1.959963984540054 * Math.sqrt((1 + 0.8219014459835725 ** 2 / 2) / 9);
    expect(low).toBeCloseTo(Math.tanh(Math.atanh(0.8219014459835725) - margin), 12);
    expect(high).toBeCloseTo(Math.tanh(Math.atanh(0.8219014459835725) + margin), 12);
    expect(n).toBe(12);
  });
});

describe("kendall", () => {
  it("matches scipy, exact and with ties", () => {
    // scipy.stats.kendalltau(x, y) -> 0.6969696969696969, 0.0009744810873283095
    expect(kendall(x, y)!.value).toBeCloseTo(0.6969696969696969, 13);
    expect(kendall(x, y)!.p).toBeCloseTo(0.0009744810873283095, 13);
    // scipy.stats.kendalltau(tiedX, tiedY) -> 0.7479922005605529, 0.0012316883297441975
    expect(kendall(tiedX, tiedY)!.value).toBeCloseTo(0.7479922005605529, 13);
    expect(kendall(tiedX, tiedY)!.p).toBeCloseTo(0.0012316883297441975, 13);
  });
  it("takes the normal limit where one side alone has ties, or past 33 pairs", () => {
    // scipy 1.17.1: kendalltau([1,2,2,3,4,5,6,7], [2,1,4,3,6,5,8,7]) -> 0.6910233190806425, 0.017844011512848347
    const tied = [1, 2, 2, 3, 4, 5, 6, 7];
    const untied = [2, 1, 4, 3, 6, 5, 8, 7];
    for (const found of [kendall(tied, untied)!, kendall(untied, tied)!]) {
      expect(found.value).toBeCloseTo(0.6910233190806425, 13);
      expect(found.p).toBeCloseTo(0.017844011512848347, 13);
    }
    // kendalltau(range(33), [i * 7 % 33 for i in range(33)], method='exact') -> p 0.2348656206939674
    const order = Array.from({ length: 33 }, (_, i) => i);
    expect(
      kendall(
        order,
        order.map((i) => (i * 7) % 33),
      )!.p,
    ).toBeCloseTo(0.2348656206939674, 12);
  });
  it("counts pairs as the definition does", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 2, maxLength: 30 }), (rows) => {
        let s = 0;
        let untiedX = 0;
        let untiedY = 0;
        for (const [i, [xi, yi]] of rows.entries()) {
          for (const [xj, yj] of rows.slice(i + 1)) {
            s += Math.sign(xi - xj) * Math.sign(yi - yj);
            untiedX += xi === xj ? 0 : 1;
            untiedY += yi === yj ? 0 : 1;
          }
        }
        const result = kendall(
          rows.map(([v]) => v),
          rows.map(([, v]) => v),
        );
        if (untiedX === 0 || untiedY === 0) expect(result).toBeNull();
        else expect(result!.value).toBeCloseTo(s / Math.sqrt(untiedX * untiedY), 12);
      }),
    );
  });
});

describe.each([
  ["pearson", pearson],
  ["spearman", spearman],
  ["kendall", kendall],
] as const)("%s", (name, correlate) => {
  it("defines the edges", () => {
    expect(correlate([], [])).toBeNull();
    expect(correlate([1, 1, 1, 1], [1, 2, 3, 4])).toBeNull();
    expect(correlate([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(() => correlate([1, 2], [1])).toThrow("cannot be paired");
    expect(() => correlate([1, 2, Number.NaN], [1, 2, 3])).toThrow(`${name}: value 2 is NaN`);
  });
  it("is symmetric, ignores the order of pairs and turns with the sign", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 3,
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, (rows) => {
        const u = rows.map(([v]) => v);
        const v = rows.map(([, w]) => w);
        const forth = correlate(u, v);
        const close = (other: typeof forth, sign = 1) => {
          if (!forth) return expect(other).toBeNull();
          expect(other!.value).toBeCloseTo(sign * forth.value, 10);
          expect(other!.p).toBeCloseTo(forth.p, 8);
        };
        close(correlate(v, u));
        close(correlate([...u].reverse(), [...v].reverse()));
        close(
          correlate(
            u,
            v.map((w) => -w),
          ),
          -1,
        );
        close(
          correlate(
            u.map((w) => 3 * w + 7),
            v,
          ),
        );
        if (forth) {
          expect(forth.low).toBeLessThanOrEqual(forth.value + 1e-12);
          expect(forth.high).toBeGreaterThanOrEqual(forth.value - 1e-12);
        }
      }),
    );
  });
  it("keeps its level for independent columns", () => {
    let under = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const source = random(seed);
      const draw = () => Float64Array.from({ length: 40 }, () => source.normal());
      if (correlate(draw(), draw())!.p < 0.05) under++;
    }
    expect(Math.abs(under / 1000 - 0.05)).toBeLessThan(0.024);
  });
});
