import { describe, expect, it } from "vitest";
import { chiSquareSf, fSf, tTwoSided } from "../../src/stats/distributions.js";
import { normalCdf, normalLogSf, normalQuantile, normalTwoSided } from "../../src/stats/normal.js";
import { gammaLower, gammaUpper } from "../../src/stats/regularized-gamma.js";

describe("the incomplete gamma function", () => {
  it.each([
    // scipy.special.gammainc(a, x), scipy.special.gammaincc(a, x)
    [0.5, 2, 0.9544997361036415, 0.04550026389635857],
    [40, 30, 0.04625303764584204, 0.9537469623541579],
    [600, 600, 0.5054289668796126, 0.49457103312038736],
    [4500, 4500, 0.5019823625752028, 0.4980176374247972],
    [4500, 4300, 0.0012564355255710235, 0.998743564474429],
    [4500, 4800, 0.9999941038108783, 5.896189121757272e-6],
    [100000, 100100, 0.6244451307044055, 0.3755548692955945],
    [1000000, 999000, 0.15865521357430365, 0.8413447864256963],
  ])("shape %d at %d", (shape, x, lower, upper) => {
    expect(gammaLower(shape, x) / lower).toBeCloseTo(1, 9);
    expect(gammaUpper(shape, x) / upper).toBeCloseTo(1, 9);
  });
  it("starts at 0", () => {
    expect(gammaLower(3, 0)).toBe(0);
    expect(gammaUpper(3, 0)).toBe(1);
  });
});

it("has scipy's tails", () => {
  // scipy.stats.t.sf(2.3, 7) * 2
  expect(tTwoSided(2.3, 7) / 0.05499109520437154).toBeCloseTo(1, 11);
  // scipy.stats.f.sf(3.1, 2, 20)
  expect(fSf(3.1, 2, 20) / 0.06718727751094779).toBeCloseTo(1, 11);
  // scipy.stats.chi2.sf(60, 4)
  expect(chiSquareSf(60, 4) / 2.9008631203404573e-12).toBeCloseTo(1, 11);
  // scipy.stats.norm.logsf(3)
  expect(normalLogSf(3) / -6.60772622151035).toBeCloseTo(1, 11);
  // scipy.stats.norm.logsf(35)
  expect(normalLogSf(35) / -616.9751012619225).toBeCloseTo(1, 11);
  // scipy.stats.norm.sf(6) * 2
  expect(normalTwoSided(-6) / 1.973175290075389e-9).toBeCloseTo(1, 11);
  // scipy.stats.norm.ppf(0.975)
  expect(normalQuantile(0.975) / 1.959963984540054).toBeCloseTo(1, 11);
  // scipy.stats.norm.cdf(-1.3)
  expect(normalCdf(-1.3) / 0.09680048458561036).toBeCloseTo(1, 11);
  expect(chiSquareSf(0, 3)).toBe(1);
  expect(tTwoSided(Infinity, 3)).toBe(0);
});
