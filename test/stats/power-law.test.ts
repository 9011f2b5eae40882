import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comparePowerLaw,
  fitPowerLaw,
  hurwitzZeta,
  judgePowerLaw,
  powerLawDeviates,
  powerLawGoodness,
  random,
  valueCounts,
} from "../../src/stats/index.js";
import { mobyDickWords } from "../support/moby-dick-words.js";

const values = [1, 2, 3, 4, 5, 6, 8, 11, 15, 22, 40, 90, 300];
const counts = [500, 190, 101, 60, 41, 30, 35, 22, 14, 10, 7, 4, 1];
const invented = values.flatMap((value, i) => new Array<number>(counts[i]!).fill(value));

describe("hurwitzZeta", () => {
  it.each([
    // scipy.special.zeta(s, q)
    [2, 1, 1.6449340668482266],
    [1.05, 1, 20.58084430203699],
    [2.5, 7, 0.04008175793366071],
    [15, 3, 7.065818202049356e-8],
    [1.5, 1e7, 0.0006324555478450646],
    [3, 1.5, 0.41439832211716005],
  ])("zeta(%d, %d)", (s, q, scipy) => expect(hurwitzZeta(s, q) / scipy).toBeCloseTo(1, 12));
});

describe("fitPowerLaw", () => {
  it("maximises scipy's likelihood at a given xmin", () => {
    // minimize_scalar of n log(scipy.special.zeta(a, 1)) + a sum(log x): a 1.8911161615314247, -1877.7872398696986,
    // standard error 0.02942143254253726, KS over all whole numbers 0.07548746713524573
    const fit = fitPowerLaw(invented, { xmin: 1 })!;
    expect(fit.alpha.value).toBeCloseTo(1.8911161615314247, 7);
    expect(fit.logLikelihood).toBeCloseTo(-1877.7872398696986, 8);
    expect((fit.alpha.high - fit.alpha.value) / 1.959963984540054).toBeCloseTo(0.02942143254253726, 6);
    expect(fit.ks).toBeCloseTo(0.07548746713524573, 7);
    expect(fit).toMatchObject({ xmin: 1, tail: 1015, positive: 1015, zeros: 0, tailShare: 1 });
  });
  it("finds the lower bound that R's poweRlaw finds", () => {
    // estimate_xmin(displ$new(x)): gof 0.0386467988290747, xmin 3, pars 2.2859693552469817
    const fit = fitPowerLaw(invented)!;
    expect(fit.xmin).toBe(3);
    expect(fit.alpha.value).toBeCloseTo(2.2859690886122053, 7);
    expect(fit.ks).toBeCloseTo(0.03864672762371768, 7);
  });
  it("gives the published fit of the words of Moby Dick", () => {
    // Clauset et al. 2009, table 6.1: n 18,855, xmin 7 ± 2, alpha 1.95 ± 0.02, n_tail 2958 ± 987;
    // poweRlaw: gof 0.008252633954559, pars 1.95272835311662
    const fit = fitPowerLaw(mobyDickWords)!;
    expect(fit).toMatchObject({ xmin: 7, tail: 2958, positive: 18_855 });
    expect(fit.alpha.value).toBeCloseTo(1.95273, 5);
    expect((fit.alpha.high - fit.alpha.low) / 2 / 1.96).toBeCloseTo(0.0175, 3);
    expect(fit.ks).toBeCloseTo(0.00825, 5);
  });
  it("recovers a planted law under a body that is none", () => {
    const source = random("planted");
    const tail = powerLawDeviates(source, 20_000, 2.4, 12);
    const body = Float64Array.from({ length: 30_000 }, () => 1 + source.int(11));
    const planted = valueCounts(body);
    const joined = fitPowerLaw({
      values: Float64Array.from([...planted.values, ...tail.values]),
      counts: Float64Array.from([...planted.counts, ...tail.counts]),
      n: 50_000,
    })!;
    expect(Math.abs(joined.xmin - 12)).toBeLessThanOrEqual(3);
    expect(Math.abs(joined.alpha.value - 2.4)).toBeLessThan(0.05);
  });
  it("ignores order and zeros, and counts the zeros", () => {
    const fit = fitPowerLaw(invented)!;
    const shuffled = fitPowerLaw([0, 0, ...[...invented].reverse()])!;
    expect(shuffled).toEqual({ ...fit, zeros: 2 });
  });
  it("covers the planted exponent at its level", () => {
    const covered = Array.from({ length: 200 }, (_, seed) => {
      const { alpha } = fitPowerLaw(powerLawDeviates(random(seed), 400, 2.2, 3), { xmin: 3 })!;
      return alpha.low <= 2.2 && 2.2 <= alpha.high;
    }).filter(Boolean).length;
    // 190 expected, standard deviation 3.
    expect(covered).toBeGreaterThanOrEqual(180);
    expect(covered).toBeLessThanOrEqual(199);
  });
  it("defines the edges", () => {
    expect(fitPowerLaw([])).toBeNull();
    expect(fitPowerLaw([0, 0])).toBeNull();
    expect(fitPowerLaw(new Array(100).fill(3))).toBeNull();
    expect(fitPowerLaw([1, 2, 3])).toBeNull();
    expect(fitPowerLaw([1, 2, 3], { minTail: 2 })).not.toBeNull();
    expect(fitPowerLaw([1, 2, 3], { xmin: 9 })).toBeNull();
    expect(() => fitPowerLaw([1.5, 2])).toThrow("1.5 is not whole");
    expect(() => fitPowerLaw([-1, 2])).toThrow("-1 is no amount");
    expect(() => fitPowerLaw([1, Number.NaN])).toThrow("NaN");
    expect(() => fitPowerLaw([1, 2], { xmin: 0 })).toThrow("xmin");
  });
  it("keeps to the best of the candidates it may try", () => {
    const few = fitPowerLaw(invented, { maxCandidates: 3 })!;
    expect(few.ks).toBeGreaterThanOrEqual(fitPowerLaw(invented)!.ks);
  });
  it("does not fail on small random tables", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 40 }), (xs) => {
        const fit = fitPowerLaw(xs, { minTail: 2 });
        if (fit) {
          expect(fit.alpha.value).toBeGreaterThan(1);
          expect(Number.isFinite(fit.logLikelihood)).toBe(true);
          expect(fit.ks).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("powerLawDeviates", () => {
  it("has the law's probabilities, common and rare", () => {
    const n = 200_000;
    const drawn = powerLawDeviates(random(2), n, 2.5, 4);
    expect(drawn.counts.reduce((a, b) => a + b, 0)).toBe(n);
    const total = hurwitzZeta(2.5, 4);
    // Chi-square over the 40 smallest values and the rest: 40 degrees of freedom, 99.9% quantile 73.4.
    let chiSquare = 0;
    let rest = n;
    for (let x = 4; x < 44; x++) {
      const at = drawn.values.indexOf(x);
      const count = at < 0 ? 0 : drawn.counts[at]!;
      const expected = (n * x ** -2.5) / total;
      chiSquare += (count - expected) ** 2 / expected;
      rest -= count;
    }
    const expectedRest = (n * hurwitzZeta(2.5, 44)) / total;
    chiSquare += (rest - expectedRest) ** 2 / expectedRest;
    expect(chiSquare).toBeLessThan(73.4);
    // Far in the tail, drawn one by one: P(X >= 1000).
    const far = drawn.counts.reduce((sum, count, i) => sum + (drawn.values[i]! >= 1000 ? count : 0), 0);
    const expectedFar = (n * hurwitzZeta(2.5, 1000)) / total;
    expect(Math.abs(far - expectedFar)).toBeLessThan(4 * Math.sqrt(expectedFar));
  });
});

it("draws no value that did not come", () => {
  for (const seed of [1, 2, 3])
    expect(powerLawDeviates(random(seed), 300, 1.3, 1).counts.every((count) => count > 0)).toBe(true);
});

describe("powerLawGoodness", () => {
  it("does not see zeros", () => {
    const options = { seed: 1, replicates: 20, xmin: 2 };
    expect(powerLawGoodness([0, 0, 0, 0, ...invented], options)!.p).toEqual(
      powerLawGoodness(invented, options)!.p,
    );
  });
  it("finds Moby Dick's words consistent with a power law", () => {
    // Clauset et al. 2009, table 6.1: p = 0.49 (2,500 sets; they call p > 0.1 plausible)
    const { p, fit } = powerLawGoodness(mobyDickWords, { seed: 1, replicates: 200 })!;
    expect(fit.xmin).toBe(7);
    expect(p.value).toBeGreaterThan(0.4);
    expect(p.n).toBe(200);
  });
  it("rejects a geometric law and repeats by seed", () => {
    const source = random("geometric");
    const geometric = Float64Array.from({ length: 5000 }, () => 1 + Math.floor(source.exponential() * 8));
    const result = powerLawGoodness(geometric, { seed: 1, replicates: 60, xmin: 1 })!;
    expect(result.p.value).toBe(0);
    expect(powerLawGoodness(geometric, { seed: 1, replicates: 60, xmin: 1 })).toEqual(result);
  });
  it("gives p-values spread over [0, 1] under its own law", () => {
    const ps = Array.from({ length: 40 }, (_, seed) => {
      const sample = powerLawDeviates(random(`null ${seed}`), 500, 2.5, 2);
      return powerLawGoodness(sample, { seed, replicates: 40, xmin: 2 })!.p.value;
    });
    const mean = ps.reduce((a, b) => a + b, 0) / ps.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 40));
  });
  it("is null where there is no fit", () => {
    expect(powerLawGoodness([], { seed: 1 })).toBeNull();
    expect(() => powerLawGoodness(invented, { seed: 1, replicates: 0 })).toThrow("replicates");
  });
});

describe("comparePowerLaw", () => {
  const rivals = () => comparePowerLaw(invented, fitPowerLaw(invented, { xmin: 1 })!);
  it("matches a lognormal fitted with scipy and Vuong's statistic", () => {
    const [lognormal] = rivals();
    // minimize(nll, [0, 0], 'Nelder-Mead') with nll from scipy.stats.norm.cdf(log(x ± .5)): mu -0.47773242775574953,
    // sigma 1.5054132523841166, -1848.2109434663937; R -29.57629640330473, z -3.750612241247464,
    // p 0.00017640331843385735. poweRlaw: pars -0.4777, 1.5054, statistic -3.7488 (n - 1 in its variance).
    expect(lognormal!.parameters.mu).toBeCloseTo(-0.47773, 3);
    expect(lognormal!.parameters.sigma).toBeCloseTo(1.50541, 3);
    expect(lognormal!.logLikelihood).toBeCloseTo(-1848.2109434663937, 5);
    expect(lognormal!.logRatio).toBeCloseTo(-29.57629640330473, 5);
    expect(lognormal!.statistic).toBeCloseTo(-3.750612241247464, 3);
    expect(lognormal!.p).toBeCloseTo(0.00017640331843385735, 6);
    expect(lognormal!.favours).toBe("rival");
  });
  it("matches a truncated power law summed term by term", () => {
    const [, truncated] = rivals();
    // numpy: minimize(n log(sum(K**-a exp(-l K), K = 1..2e6)) + …, 'Nelder-Mead'): a 1.671200607652366,
    // l 0.024663453221127795, -1861.0871731933162; 2 x ratio 33.4001333527649; chi2.sf(…, 1) 7.501882123488987e-09
    expect(truncated!.parameters.alpha).toBeCloseTo(1.6712006, 4);
    expect(truncated!.parameters.lambda).toBeCloseTo(0.0246634, 5);
    expect(truncated!.logLikelihood).toBeCloseTo(-1861.0871731933162, 5);
    expect(truncated!.statistic).toBeCloseTo(33.4001333527649, 4);
    expect(truncated!.p / 7.501882123488987e-9).toBeCloseTo(1, 3);
  });
  it("seldom prefers a rival to a true power law", () => {
    let cutoffs = 0;
    for (let seed = 0; seed < 30; seed++) {
      const sample = powerLawDeviates(random(seed), 1000, 2.5, 5);
      const [asLognormal, asTruncated] = comparePowerLaw(sample, fitPowerLaw(sample, { xmin: 5 })!);
      if (asTruncated!.favours === "rival") cutoffs++;
      expect(asLognormal!.favours).not.toBe("power law");
      // Both rivals contain the power law as a limit: they fit no worse but for what the search leaves over.
      expect(asLognormal!.logRatio).toBeLessThan(0.5);
      expect(asTruncated!.logRatio).toBeLessThanOrEqual(0);
    }
    // At p < 0.05 and a cutoff on the edge of its range, 2.5% of 30 are expected.
    expect(cutoffs).toBeLessThanOrEqual(4);
  });
  it("names the values it cannot use", () => {
    expect(() => comparePowerLaw([1, 2], fitPowerLaw(mobyDickWords)!)).toThrow("no value reaches xmin 7");
  });
});

describe("judgePowerLaw", () => {
  it("keeps what the fit, its test and its rivals say, and draws the law through the tail's share", () => {
    const chance = random("judged");
    const values = powerLawDeviates(chance, 3000, 2.3, 1);
    const options = { seed: 1, replicates: 20 };
    const judged = judgePowerLaw(values, options)!;
    expect(judged).toMatchObject({ ...powerLawGoodness(values, options), verdict: "not ruled out" });
    expect(judged.rivals).toEqual(comparePowerLaw(values, judged.fit));
    const { x, y } = judged.line(5);
    expect([x[0], x[4]]).toEqual([judged.fit.xmin, values.values.at(-1)]);
    expect(y[0]).toBeCloseTo(judged.fit.tail / 3000, 12);
    // On log axes the line falls with 1 - alpha, from half a unit under each value.
    const slope = Math.log(y[4]! / y[1]!) / Math.log((x[4]! - 0.5) / (x[1]! - 0.5));
    expect(slope).toBeCloseTo(1 - judged.fit.alpha.value, 10);
  });
  it("rules out geometric values, and is null where nothing can be fitted", () => {
    const chance = random("geometric");
    const geometric = Array.from({ length: 5000 }, () => Math.ceil(Math.log(chance.next()) / Math.log(0.9)));
    expect(judgePowerLaw(geometric, { seed: 1, replicates: 20, minTail: 2000 })!.verdict).toBe("ruled out");
    expect(judgePowerLaw([1, 1, 2], { seed: 1 })).toBe(null);
  });
});
