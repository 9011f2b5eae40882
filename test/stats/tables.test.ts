import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg, chiSquare, cohensKappa, holm } from "../../src/stats/index.js";
import { noncentralCdf } from "../../src/stats/noncentrality-interval.js";

const table = [
  [20, 15, 30],
  [10, 40, 5],
  [25, 18, 22],
];

describe("chiSquare", () => {
  it("matches scipy", () => {
    const result = chiSquare(table)!;
    // scipy.stats.chi2_contingency(table, correction=False) -> 39.86772551038134, 4.6098073387220675e-08, df 4
    expect(result.statistic).toBeCloseTo(39.86772551038134, 11);
    expect(result.p / 4.6098073387220675e-8).toBeCloseTo(1, 10);
    expect(result).toMatchObject({ df: 4, n: 185, sparseCells: 0, emptyRows: 0, emptyColumns: 0 });
    expect(result.expected[1]![1]).toBeCloseTo(21.7027027027027, 12);
    // numpy: (T-e)/sqrt(e*(1-row/n)*(1-column/n))
    expect(result.residuals[1]!.map((r) => r!.toFixed(9))).toEqual([
      "-2.235206692",
      "6.021727172",
      "-4.161814360",
    ]);
  });
  it("has Cramér's V with scipy's noncentral chi-square interval", () => {
    const result = chiSquare(table)!;
    // sqrt(chi2/n/2) -> 0.32825387962294844; brentq on scipy.stats.ncx2.cdf(chi2, 4, l) - .975 and - .025 ->
    // 16.47251746370222, 65.02178517946763 -> V 0.23522569647101968 to 0.4319089780844021
    expect(result.cramersV.value).toBeCloseTo(0.32825387962294844, 13);
    expect(result.cramersV.low).toBeCloseTo(0.23522569647101968, 9);
    expect(result.cramersV.high).toBeCloseTo(0.4319089780844021, 9);
    expect(
      chiSquare([
        [10, 10],
        [11, 9],
      ])!.cramersV.low,
    ).toBe(0);
  });
  it("has scipy's noncentral distribution, far out too", () => {
    // scipy.stats.ncx2.cdf(10, 3, 4), (9000, 4, 9100), (25000, 20, 24500)
    expect(noncentralCdf(10, 3, 4)).toBeCloseTo(0.7759219956986723, 12);
    expect(noncentralCdf(9000, 4, 9100)).toBeCloseTo(0.29413029497436255, 9);
    expect(noncentralCdf(25000, 20, 24500)).toBeCloseTo(0.9368351645143768, 5);
  });
  it("leaves empty rows and columns out, and counts them", () => {
    const padded = chiSquare([...table.map((row) => [...row, 0]), [0, 0, 0, 0]])!;
    expect(padded).toMatchObject({ df: 4, p: chiSquare(table)!.p, emptyRows: 1, emptyColumns: 1 });
    expect(padded.residuals[3]).toEqual([null, null, null, null]);
    expect(chiSquare([])).toBeNull();
    expect(chiSquare([[1, 2]])).toBeNull();
    expect(
      chiSquare([
        [1, 0],
        [2, 0],
      ]),
    ).toBeNull();
    expect(() => chiSquare([[1, 2], [3]])).toThrow("same columns");
    expect(() =>
      chiSquare([
        [1, -2],
        [3, 4],
      ]),
    ).toThrow("-2 is no amount");
  });
  it("does not change when the table is turned or shuffled", () => {
    const cells = fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(cells, (rows) => {
        const one = chiSquare(rows);
        const turned = chiSquare(rows[0]!.map((_, j) => rows.map((row) => row[j]!)));
        const shuffled = chiSquare([...rows].reverse());
        for (const other of [turned, shuffled]) {
          expect(other === null).toBe(one === null);
          if (one) {
            expect(other!.statistic).toBeCloseTo(one.statistic, 8);
            expect(other!.cramersV.value).toBeCloseTo(one.cramersV.value, 8);
          }
        }
        if (one) expect(one.cramersV.value).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe("holm and benjaminiHochberg", () => {
  const pValues = [0.01, 0.04, 0.03, 0.005, 0.5, 0.02];
  it("match statsmodels", () => {
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12));
    // statsmodels multipletests(p, method='holm')[1] and method='fdr_bh'
    expect(holm(pValues)).toEqual(near([0.05, 0.09, 0.09, 0.03, 0.5, 0.08]));
    expect(benjaminiHochberg(pValues)).toEqual(near([0.03, 0.048, 0.045, 0.03, 0.5, 0.04]));
  });
  it("define the edges", () => {
    for (const adjust of [holm, benjaminiHochberg]) {
      expect(adjust([])).toEqual([]);
      expect(adjust([0.3])).toEqual([0.3]);
      expect(() => adjust([0.1, 1.2])).toThrow("value 1 is 1.2");
      expect(() => adjust([Number.NaN])).toThrow("no probability");
    }
  });
  it("never lower a p-value, keep its order and follow permutation", () => {
    const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ps, (values) => {
        const strict = holm(values);
        const mild = benjaminiHochberg(values);
        values.forEach((p, i) => {
          expect(mild[i]!).toBeGreaterThanOrEqual(p - 1e-15);
          expect(strict[i]!).toBeGreaterThanOrEqual(mild[i]! - 1e-12);
          values.forEach((q, j) => {
            if (p < q) expect(strict[i]!).toBeLessThanOrEqual(strict[j]!);
          });
        });
        expect(holm([...values].reverse())).toEqual([...strict].reverse());
      }),
    );
  });
});

describe("cohensKappa", () => {
  const cells = [
    [20, 5, 2],
    [3, 15, 4],
    [1, 6, 30],
  ];
  const coded = cells.flatMap((row, i) =>
    row.flatMap((count, j) => new Array<[number, number]>(count).fill([i, j])),
  );
  const a = coded.map(([i]) => i);
  const b = coded.map(([, j]) => j);
  it("matches statsmodels", () => {
    // cohens_kappa(cells): kappa 0.6271676300578035, interval 0.49046723944534093 to 0.7638680206702662
    const kappa = cohensKappa(a, b)!;
    expect(kappa.value).toBeCloseTo(0.6271676300578035, 12);
    expect(kappa.low).toBeCloseTo(0.49046723944534093, 10);
    expect(kappa.high).toBeCloseTo(0.7638680206702662, 10);
    expect(kappa.agreement).toBeCloseTo(65 / 86, 12);
    expect(kappa.n).toBe(86);
  });
  it("defines the edges", () => {
    expect(cohensKappa([], [])).toBeNull();
    expect(cohensKappa(["x", "x"], ["x", "x"])).toBeNull();
    expect(cohensKappa(["x", "y"], ["x", "y"])).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(cohensKappa(["x", "y"], ["y", "x"])!.value).toBe(-1);
    expect(() => cohensKappa([1], [])).toThrow("cannot be paired");
  });
  it("is symmetric and ignores names and order", () => {
    const names = ["corrective", "adaptive", "perfective"];
    const kappa = cohensKappa(a, b)!;
    const close = (other: ReturnType<typeof cohensKappa>) => {
      expect(other!.value).toBeCloseTo(kappa.value, 12);
      expect(other!.low).toBeCloseTo(kappa.low, 10);
    };
    close(cohensKappa(b, a));
    close(
      cohensKappa(
        a.map((i) => names[i]!),
        b.map((j) => names[j]!),
      ),
    );
    close(cohensKappa([...a].reverse(), [...b].reverse()));
  });
});
