import { describe, expect, it } from "vitest";
import { fitCitation, followAdditions, jaccard, random } from "../../src/stats/index.js";
import { normalCdf } from "../../src/stats/normal.js";

describe("the citation curve", () => {
  // scipy 1.17.1: minimize(f, x0, method="Nelder-Mead") of the Poisson likelihood of the additions below, with total(t) =
  // 30 expm1(lam * norm.cdf((log(t) - mu) / sigma)), prints lam 2.306259, mu 1.404219, sigma 0.700933, f -497.980644.
  const counts = [2, 9, 21, 30, 34, 31, 27, 22, 18, 15, 11, 9, 8, 6, 5, 4, 4, 3, 2, 2];

  it("is fitted as scipy fits it", () => {
    const fit = fitCitation(counts, { errors: "poisson" })!;
    expect(fit.converged).toBe(true);
    expect(fit.parameters.fitness!.value).toBeCloseTo(2.306259, 4);
    expect(fit.parameters.immediacy!.value).toBeCloseTo(1.404219, 4);
    expect(fit.parameters.longevity!.value).toBeCloseTo(0.700933, 4);
  });

  it("finds the curve that made the counts", () => {
    const [fitness, immediacy, longevity] = [4, 1.8, 0.9];
    const total = (t: number) =>
      t === 0 ? 0 : 30 * Math.expm1(fitness * normalCdf((Math.log(t) - immediacy) / longevity));
    const covered = { fitness: 0, immediacy: 0, longevity: 0 };
    for (let seed = 0; seed < 40; seed++) {
      const chance = random(seed);
      const drawn = Array.from({ length: 36 }, (_, t) => chance.poisson(total(t + 1) - total(t)));
      const { parameters } = fitCitation(drawn, { errors: "poisson" })!;
      for (const [name, planted] of Object.entries({ fitness, immediacy, longevity })) {
        const { low, high } = parameters[name]!;
        if (low! <= planted && planted <= high!) covered[name as keyof typeof covered]++;
      }
    }
    // Of 40 intervals of 95%, fewer than 34 cover with a chance of 1 in 300 (binomial).
    for (const times of Object.values(covered)) expect(times).toBeGreaterThanOrEqual(34);
  });

  it("is null where there is too little to fit", () => {
    expect(fitCitation([])).toBeNull();
    expect(fitCitation([0, 0, 0, 0, 0])).toBeNull();
    expect(fitCitation([3, 2, 0, 1, 0])).toBeNull();
  });
});

describe("what came to parents, followed by age", () => {
  const month = (365.25 / 12) * 86_400_000;
  const arriving = (parent: string, additions: readonly number[]) =>
    additions.flatMap((count, age) =>
      Array.from({ length: count }, () => ({ parent, bornMs: 0, atMs: (age + 0.5) * month })),
    );
  const rising = [2, 9, 21, 30, 34, 31, 27, 22, 18, 15, 11, 9];
  const growing = [2, 3, 4, 6, 8, 11, 15, 20];

  it("prefers the citation curve where additions rise and fall, exponential growth where they only grow", () => {
    const { followed, fits } = followAdditions([...arriving("a", rising), ...arriving("b", growing)], {
      asOfMs: 8 * month,
    });
    expect(followed).toBe(2);
    const [a, b] = ["a", "b"].map((name) => fits.find(({ parent }) => parent === name)!);
    expect(a!.additions).toEqual(rising.slice(0, 8));
    expect(a!.citation.aic).toBeLessThan(a!.exponential.aic);
    expect(a!.explained).toBeGreaterThan(0.99);
    expect(b!.exponential.aic).toBeLessThan(b!.citation.aic);
  });

  it("leaves out the young, the seldom chosen and what cannot be fitted, and says how many it followed", () => {
    const asOfMs = 12 * month;
    expect(followAdditions(arriving("few", [1, 2, 3, 4]), { asOfMs })).toEqual({ followed: 0, fits: [] });
    expect(followAdditions(arriving("young", rising), { asOfMs: 5 * month })).toEqual({
      followed: 0,
      fits: [],
    });
    expect(followAdditions(arriving("once", [40]), { asOfMs })).toEqual({ followed: 1, fits: [] });
    expect(followAdditions(arriving("few", [4, 4]), { asOfMs, months: 12, arrivals: 8 }).followed).toBe(1);
  });
});

describe("Jaccard's similarity", () => {
  // scikit-learn 1.x: jaccard_score([1, 1, 1, 0], [1, 1, 0, 1]) prints 0.5.
  it("is what is shared over what either holds", () => {
    expect(jaccard(["a", "b", "c"], ["a", "b", "d"])).toBe(0.5);
    expect(jaccard(["a", "a", "b"], ["a"])).toBe(0.5);
    expect(jaccard(["a"], [])).toBe(0);
    expect(jaccard(new Set([1, 2]), [2, 1])).toBe(1);
    expect(jaccard([], [])).toBeNull();
  });
});
