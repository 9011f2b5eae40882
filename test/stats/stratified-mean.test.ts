import { describe, expect, it } from "vitest";
import { random } from "../../src/stats/random.js";
import { stratifiedMean } from "../../src/stats/stratified-mean.js";

const cases = (stratum: string, weight: number, values: number[]) =>
  values.map((value) => ({ stratum, weight, value }));

describe("stratifiedMean", () => {
  it("gives Cochran's estimate and variance, worked by hand", () => {
    // Strata of 10 and 20: mean (10 * 0.75 + 20 * 0.2) / 30; variance (1/3)^2 * 0.6 * 0.25 / 4 + (2/3)^2 * 0.75 * 0.2 / 5 = 0.0175.
    const result = stratifiedMean([...cases("a", 2.5, [1, 0, 1, 1]), ...cases("b", 4, [0, 0, 1, 0, 0])])!;
    expect(result.value).toBeCloseTo(11.5 / 30, 12);
    expect(result.high - result.value).toBeCloseTo(1.959963984540054 * Math.sqrt(0.0175), 10);
    expect(result).toMatchObject({ n: 9, population: 30, singletonStrata: 0, level: 0.95 });
  });

  it("has no error where everything was drawn, and is unknown where nothing was", () => {
    expect(stratifiedMean(cases("a", 1, [1, 2, 6]))).toMatchObject({ value: 3, low: 3, high: 3 });
    expect(stratifiedMean([])).toBeNull();
    expect(() => stratifiedMean(cases("a", 1, [Number.NaN]))).toThrow(RangeError);
    expect(() => stratifiedMean(cases("a", 0.5, [1]))).toThrow(RangeError);
  });

  it("covers the population's mean as often as it says", () => {
    const chance = random(5);
    const strata = [
      { name: "small", size: 40, share: 0.8, n: 20 },
      { name: "large", size: 900, share: 0.3, n: 60 },
    ].map((stratum) => ({
      ...stratum,
      values: Array.from({ length: stratum.size }, (_, i) => (i < stratum.size * stratum.share ? 1 : 0)),
    }));
    const truth = strata.reduce((sum, { size, share }) => sum + size * share, 0) / 940;
    let covered = 0;
    for (let i = 0; i < 1000; i++) {
      const sample = strata.flatMap(({ name, size, n, values }) =>
        cases(name, size / n, chance.shuffle([...values]).slice(0, n)),
      );
      const { low, high } = stratifiedMean(sample)!;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered).toBeGreaterThan(920);
    expect(covered).toBeLessThan(980);
  });
});
