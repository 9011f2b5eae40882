import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareGrowth,
  doublingTime,
  fitExponential,
  fitLinear,
  fitLogistic,
  fitPower,
  growthMultiverse,
  random,
} from "../../src/stats/index.js";

const rising = [
  120, 135, 160, 150, 210, 190, 260, 310, 280, 400, 390, 520, 480, 700, 650, 900, 1010, 980, 1400, 1350, 1700,
  2100, 1900, 2600,
];
const bell = [
  52, 60, 85, 92, 130, 160, 190, 260, 300, 340, 450, 470, 560, 580, 610, 640, 600, 590, 540, 500, 430, 390,
  300, 280,
];
/** qt(.975, 22) in R. */
const t22 = 2.07387306790403;

describe("fitExponential", () => {
  it("is R's lm(log(y) ~ t) with log-normal errors", () => {
    const fit = fitExponential(rising, { errors: "log-normal" })!;
    const { start, ratePerMonth } = fit.parameters;
    // summary(lm(log(y)~t)), y = rising, t = 0:23, and confint()
    expect(Math.log(start!.value)).toBeCloseTo(4.722425081436257, 9);
    expect(ratePerMonth!.value).toBeCloseTo(0.133842464076248, 10);
    expect(ratePerMonth!.low).toBeCloseTo(0.127732360239671, 8);
    expect(ratePerMonth!.high).toBeCloseTo(0.139952567912825, 8);
    expect(Math.log(start!.low!)).toBeCloseTo(4.640411493360715, 7);
    expect(fit.dispersion).toBeCloseTo(0.00998230139881242, 10);
    // The expectation of a log-normal law lies half its variance above the median.
    expect(Math.log(fit.expected(0))).toBeCloseTo(4.722425081436257 + 0.00998230139881242 / 2, 9);
  });
  it("is R's glm(y ~ t, family = quasipoisson, epsilon = 1e-15) with quasi-Poisson errors", () => {
    const fit = fitExponential(rising, { errors: "quasi-poisson" })!;
    const { start, ratePerMonth } = fit.parameters;
    expect(Math.log(start!.value)).toBeCloseTo(4.701228984192479, 8);
    expect(ratePerMonth!.value).toBeCloseTo(0.135653435945262, 9);
    expect((ratePerMonth!.high! - ratePerMonth!.value) / t22).toBeCloseTo(0.0035266481736675, 8);
    expect(fit.dispersion).toBeCloseTo(7.10526302810702, 6);
  });
  it("is R's glm(family = MASS::negative.binomial(1/a)) with Pearson's chi-square at its degrees of freedom", () => {
    // a <- uniroot(function(a) sum(residuals(glm(y~t,family=negative.binomial(1/a)),"pearson")^2)-22, …)$root
    const fit = fitExponential(rising)!;
    const { start, ratePerMonth } = fit.parameters;
    expect(fit.dispersion).toBeCloseTo(0.00721645162729235, 9);
    expect(Math.log(start!.value)).toBeCloseTo(4.717661362274611, 7);
    expect(ratePerMonth!.value).toBeCloseTo(0.134497598780637, 8);
    expect((ratePerMonth!.high! - ratePerMonth!.value) / t22).toBeCloseTo(0.00300203536322314, 7);
    // sum(dnbinom(y, size=1/a, mu=fitted(g), log=TRUE)) and dnbinom(3000, size=1/a, mu=exp(coef %*% c(1,24)), log=TRUE)
    expect(fit.logLikelihood).toBeCloseTo(-128.144995048744, 7);
    expect(fit.logProbability(24, 3000)).toBeCloseTo(-6.73188904660622, 6);
    expect(fit.aic).toBeCloseTo(2 * (3 + 128.144995048744), 6);
  });
  it("is R's glm(family = poisson) with Poisson errors, whose estimates are those of quasi-Poisson", () => {
    const fit = fitExponential(rising, { errors: "poisson" })!;
    const { ratePerMonth } = fit.parameters;
    expect(ratePerMonth!.value).toBeCloseTo(0.135653435948705, 9);
    // The quasi-Poisson standard error over the square root of its dispersion.
    expect((ratePerMonth!.high! - ratePerMonth!.value) / t22).toBeCloseTo(
      0.0035266481736675 / Math.sqrt(7.10526302810702),
      9,
    );
    expect(fit.dispersion).toBe(1);
    // scipy.stats.poisson.logpmf(100, exp(4.701228984192479))
    expect(fit.logProbability(0, 100)).toBeCloseTo(-3.6988559916385952, 6);
  });
  it("keeps the rate when counts are multiplied under log-normal and quasi-Poisson errors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), (unit) => {
        const times = (errors: "log-normal" | "quasi-poisson", k: number) =>
          fitExponential(
            rising.map((y) => y * k),
            { errors },
          )!.parameters.ratePerMonth!.value;
        expect(times("log-normal", unit)).toBeCloseTo(times("log-normal", 1), 9);
        expect(times("quasi-poisson", unit)).toBeCloseTo(times("quasi-poisson", 1), 8);
      }),
      { numRuns: 10 },
    );
  });
  it("defines the edges", () => {
    expect(fitExponential([])).toBeNull();
    expect(fitExponential([5, 0, 0, 3])).toBeNull();
    expect(fitExponential([0, 0, 0, 0, 0])).toBeNull();
    expect(fitExponential([1, 0, 2, 4, 8], { errors: "log-normal" })).toMatchObject({ n: 4, excluded: 1 });
    expect(() => fitExponential([1, -2, 3, 4])).toThrow("-2 is no amount");
    expect(() => fitExponential([1, Number.NaN, 3, 4])).toThrow("no amount");
    const flat = fitExponential([7, 7, 7, 7, 7])!;
    expect(flat.parameters.ratePerMonth!.value).toBeCloseTo(0, 10);
    expect(flat.dispersion).toBe(0);
    for (const errors of ["log-normal", "quasi-poisson"] as const) {
      expect(fitExponential([7, 7, 7, 7, 7], { errors })!.parameters.ratePerMonth!.value).toBeCloseTo(0, 10);
    }
  });
});

describe("fitLinear", () => {
  it("is scipy's least squares on the logs with log-normal errors", () => {
    // optimize.least_squares(lambda p: log(y) - log(exp(p[0]) + exp(p[1]) * t), [4, 3]): exp(x), 2 * cost / 22
    const fit = fitLinear(rising, { errors: "log-normal" })!;
    expect(fit.parameters.start!.value).toBeCloseTo(75.04166138, 3);
    expect(fit.parameters.stepPerMonth!.value).toBeCloseTo(49.68244609, 3);
    expect(fit.dispersion).toBeCloseTo(0.15066191292706738, 8);
  });
  it("is scipy's maximum of the Poisson likelihood with quasi-Poisson errors", () => {
    // optimize.minimize(lambda p: sum(m - y * log(m)), [4, 4], method="Nelder-Mead"), m = exp(p[0]) + exp(p[1]) * t
    const fit = fitLinear(rising, { errors: "quasi-poisson" })!;
    expect(fit.parameters.start!.value).toBeCloseTo(34.42037887, 3);
    expect(fit.parameters.stepPerMonth!.value).toBeCloseTo(65.46706945, 3);
  });
  it("finds a straight line, and loses to an exponential on one and wins on the other", () => {
    const line = Array.from({ length: 30 }, (_, t) => 100 + 20 * t);
    expect(fitLinear(line)!.parameters.stepPerMonth!.value).toBeCloseTo(20, 4);
    const laws = ["exponential", "linear"] as const;
    expect(compareGrowth(line, { laws })!.best.logScore).toBe("linear");
    expect(compareGrowth(rising, { laws })!.best.logScore).toBe("exponential");
    expect(fitLinear([0, 0, 5, 0])).toBe(null);
  });
});

describe("fitLogistic", () => {
  it("is scipy's curve_fit on the logs with log-normal errors", () => {
    // N = lambda t,K,r,m: K/(1+exp(-r*(t-m))); curve_fit(log(N(t+1)-N(t)), arange(24), log(bell), theta = log K, r, m)
    // -> K 9813.741344453912, r 0.25661077 (se 0.00274756), m 15.67690291 (se 0.08017611), s2 0.002186813216143603
    const fit = fitLogistic(bell, { errors: "log-normal" })!;
    const { capacity, ratePerMonth, midpointMonth } = fit.parameters;
    expect(capacity!.value / 9813.741344453912).toBeCloseTo(1, 6);
    expect(ratePerMonth!.value).toBeCloseTo(0.25661077, 6);
    expect(midpointMonth!.value).toBeCloseTo(15.67690291, 5);
    expect(fit.dispersion).toBeCloseTo(0.002186813216143603, 8);
    // qt(.975, 21) = 2.07961384472768
    expect((midpointMonth!.high! - midpointMonth!.value) / 2.07961384472768).toBeCloseTo(0.08017611, 5);
    expect((Math.log(capacity!.high!) - Math.log(capacity!.value)) / 2.07961384472768).toBeCloseTo(
      0.01053238,
      5,
    );
  });
  it("does not claim a capacity where growth is still exponential", () => {
    const exponential = Array.from({ length: 30 }, (_, t) => Math.round(100 * Math.exp(0.12 * t)));
    const { capacity, ratePerMonth } = fitLogistic(exponential)!.parameters;
    expect(ratePerMonth!.value).toBeCloseTo(0.12, 2);
    expect(capacity!.low === null || capacity!.high! / capacity!.low! > 100 || capacity!.value > 1e7).toBe(
      true,
    );
  });
  it("fits a decline and a flat series without failing", () => {
    expect(fitLogistic([...rising].reverse())).not.toBeNull();
    expect(fitLogistic([7, 7, 7, 7, 7, 7])).not.toBeNull();
    expect(fitLogistic([1, 2, 3])).toBeNull();
  });
});

describe("fitPower", () => {
  it("is scipy's curve_fit on the logs with log-normal errors", () => {
    // curve_fit(lambda t,la,b: la+log((t+6)**b-(t+5)**b), arange(24), log(bell))
    // -> scale 2.533175954349799, exponent 2.407863439364087 (se 0.17151112)
    const { scale, exponent } = fitPower(bell, { errors: "log-normal", ageMonths: 5 })!.parameters;
    expect(scale!.value).toBeCloseTo(2.533175954349799, 5);
    expect(exponent!.value).toBeCloseTo(2.407863439364087, 6);
    expect(Math.log(exponent!.high! / exponent!.value) / t22).toBeCloseTo(0.17151112 / 2.407863439364087, 5);
  });
  it("recovers exact power growth", () => {
    const squares = Array.from({ length: 20 }, (_, t) => 10 * ((t + 1) ** 2 - t ** 2));
    expect(fitPower(squares)!.parameters.exponent!.value).toBeCloseTo(2, 6);
    expect(() => fitPower(squares, { ageMonths: -1 })).toThrow("ageMonths");
  });
});

describe("compareGrowth", () => {
  const noisy = (mean: (t: number) => number, seed: number) => {
    const source = random(seed);
    return Array.from({ length: 36 }, (_, t) => source.poisson(mean(t) * Math.exp(0.05 * source.normal())));
  };
  it.each([
    ["exponential", (t: number) => 50 * Math.exp(0.13 * t)],
    [
      "logistic",
      (t: number) => 40_000 * (1 / (1 + Math.exp(-0.25 * (t - 19))) - 1 / (1 + Math.exp(-0.25 * (t - 20)))),
    ],
    ["power", (t: number) => 30 * ((t + 1) ** 2 - t ** 2)],
  ] as const)("finds the planted law: %s", (law, mean) => {
    const { scores, best } = compareGrowth(noisy(mean, 4), { heldOutMonths: 8 })!;
    // The exponential is a logistic without a capacity in sight: the two may tie, never more.
    const winner = scores[0]!;
    const planted = scores.find((score) => score.law === law)!;
    expect(winner.logScore - planted.logScore).toBeLessThan(0.3);
    if (law !== "exponential") expect(best).toEqual({ rmse: law, mape: law, logScore: law });
    else expect(scores.at(-1)!.law).toBe("power");
  });
  it("scores by hand", () => {
    const result = compareGrowth([1, 2, 4, 8, 16, 40, 0], { heldOutMonths: 2, errors: "log-normal" })!;
    const exponential = result.scores.find((score) => score.law === "exponential")!;
    expect(exponential.rmse).toBeCloseTo(Math.sqrt((8 ** 2 + 64 ** 2) / 2), 6);
    expect(exponential.mape).toBeCloseTo(8 / 40, 6);
    expect(result).toMatchObject({ trainingMonths: 5, heldOutMonths: 2 });
  });
  it("defines the edges", () => {
    expect(() => compareGrowth([1, 2, 3], { heldOutMonths: 3 })).toThrow("cannot hold out 3 of 3");
    expect(compareGrowth([1, 2, 3], { heldOutMonths: 1 })).toBeNull();
  });
});

describe("doublingTime", () => {
  it.each([
    ["independent months", 0],
    ["months that remember", 0.5],
  ])("covers the truth at its level with %s", (_, memory) => {
    let covered = 0;
    for (let seed = 0; seed < 60; seed++) {
      const source = random(`series ${seed}`);
      let error = source.normal();
      const counts = Array.from({ length: 36 }, (_, t) => {
        error = memory * error + Math.sqrt(1 - memory ** 2) * source.normal();
        return source.poisson(200 * Math.exp(0.07 * t + 0.15 * error));
      });
      const { low, high } = doublingTime(counts, { seed, replicates: 60 })!;
      if (low! <= Math.LN2 / 0.07 && Math.LN2 / 0.07 <= high!) covered++;
    }
    // 57 of 60 expected, standard deviation 1.7.
    expect(covered).toBeGreaterThanOrEqual(51);
  });
  it("matches the fit and repeats by seed", () => {
    const result = doublingTime(rising, { seed: 9, replicates: 100 })!;
    expect(result.value).toBeCloseTo(Math.LN2 / 0.134497598780637, 6);
    expect(result.low!).toBeLessThan(result.value!);
    expect(result.high!).toBeGreaterThan(result.value!);
    expect(result.autocorrelation).toBeGreaterThanOrEqual(0);
    expect(doublingTime(rising, { seed: 9, replicates: 100 })).toEqual(result);
  });
  it("has no upper bound where growth is in doubt, and no value where there is none", () => {
    const flat = [50, 61, 47, 55, 52, 60, 49, 53, 57, 50, 56, 51];
    expect(doublingTime(flat, { seed: 1 })!.high).toBeNull();
    const falling = doublingTime([...rising].reverse(), { seed: 1, replicates: 50 })!;
    expect(falling).toMatchObject({ value: null, low: null, high: null });
    expect(falling.ratePerMonth.high).toBeLessThan(0);
    expect(doublingTime([3], { seed: 1 })).toBeNull();
    expect(() => doublingTime(rising, { seed: 1, replicates: 0 })).toThrow("replicates");
    const unknown = { seed: 1, errors: "gaussian" as "poisson" };
    expect(() => doublingTime(rising, unknown)).toThrow("errors must be one of");
  });
});

describe("growthMultiverse", () => {
  it("is compareGrowth once a series, length and error law, short series left out", () => {
    const laws = ["exponential", "linear"] as const;
    const rows = growthMultiverse({ rising, short: [1, 2, 3, 4] }, { laws, heldOutMonths: [4, 6] });
    expect(rows).toHaveLength(6);
    for (const { series, heldOutMonths, errors, byLogScore, byRmse } of rows) {
      const { best } = compareGrowth(rising, { laws, heldOutMonths, errors })!;
      expect([series, byLogScore, byRmse]).toEqual(["rising", best.logScore, best.rmse]);
    }
    expect(growthMultiverse({})).toEqual([]);
  });
});
