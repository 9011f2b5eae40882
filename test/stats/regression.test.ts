import { describe, expect, it } from "vitest";
import { logisticRegression, ols, random } from "../../src/stats/index.js";

const age = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const likes = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3];
const y = [2.1, 2.9, 4.2, 3.8, 6.0, 8.3, 5.9, 8.8, 8.5, 8.1, 10.2, 12.9, 12.1, 12.8, 15.5, 12.0];
const kept = [0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1];
const owner = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4];
const near = (values: number[], digits = 10) => values.map((value) => expect.closeTo(value, digits));

describe("ols", () => {
  it("matches statsmodels with HC1 errors and Student's t", () => {
    // sm.OLS(y, sm.add_constant(np.c_[age, likes])).fit(cov_type='HC1', use_t=True)
    const fit = ols(y, { age, likes });
    expect(fit.coefficients.map((c) => c.name)).toEqual(["intercept", "age", "likes"]);
    expect(fit.coefficients.map((c) => c.estimate)).toEqual(
      near([0.46832984683024037, 0.6576726705431852, 0.4645404907105373]),
    );
    expect(fit.coefficients.map((c) => c.standardError)).toEqual(
      near([0.34303130761185485, 0.027600777472233013, 0.06291699645035877]),
    );
    expect(fit.coefficients.map((c) => c.low)).toEqual(near([-0.27274424, 0.59804482, 0.32861658], 7));
    expect(fit.coefficients.map((c) => c.high)).toEqual(near([1.20940393, 0.71730053, 0.6004644], 7));
    expect(fit.coefficients[0]!.p).toBeCloseTo(0.195329464, 8);
    expect(fit.coefficients[2]!.p).toBeCloseTo(5.32035782e-6, 12);
    expect(fit.rSquared).toBeCloseTo(0.9831433320498624, 12);
    expect(fit.residualStandardDeviation).toBeCloseTo(0.5589263189688876, 11);
  });
  it("matches statsmodels with clustered errors", () => {
    // ….fit(cov_type='cluster', cov_kwds={'groups': owner}).bse
    expect(ols(y, { age, likes }, { clusters: owner }).coefficients.map((c) => c.standardError)).toEqual(
      near([0.19881382253797053, 0.012984688141594813, 0.0630439480912011]),
    );
  });
  it("is not troubled by a column far from zero", () => {
    const far = age.map((v) => v + 1e9);
    const [intercept, slope] = ols(y, { far, likes }).coefficients;
    expect(slope!.estimate).toBeCloseTo(0.6576726705431852, 7);
    expect(slope!.standardError).toBeCloseTo(0.027600777472233013, 7);
    expect(Number.isFinite(intercept!.standardError)).toBe(true);
  });
  it("scales with its units and ignores the order of rows", () => {
    const base = ols(y, { age, likes }).coefficients[1]!;
    const scaled = ols(
      y.map((v) => 10 * v),
      { age: age.map((v) => v / 12), likes },
    ).coefficients[1]!;
    expect(scaled.estimate).toBeCloseTo(120 * base.estimate, 9);
    expect(scaled.p).toBeCloseTo(base.p, 12);
    const reversed = ols([...y].reverse(), { age: [...age].reverse(), likes: [...likes].reverse() });
    expect(reversed.coefficients[1]!.estimate).toBeCloseTo(base.estimate, 12);
  });
  it("names the column it cannot use", () => {
    expect(() => ols(y, { age, doubled: age.map((v) => 2 * v + 1) })).toThrow(
      "doubled is constant or a combination",
    );
    expect(() => ols(y, { same: y.map(() => 7) })).toThrow("same is constant");
    expect(() => ols(y, { age: age.slice(1) })).toThrow("cannot be paired");
    expect(() => ols([1, 2, 3], { a: [1, Number.NaN, 2] })).toThrow("ols, a: value 1 is NaN");
    expect(() => ols([1, 2], { a: [1, 2] })).toThrow("2 rows cannot determine 2 coefficients");
    expect(() => ols(y, { intercept: age })).toThrow("added by itself");
    expect(() => ols(y, { age }, { clusters: y.map(() => "one") })).toThrow("one cluster");
    const flat = ols(
      y.map(() => 0),
      { age },
    );
    expect(flat.rSquared).toBeNull();
    expect(flat.coefficients[1]).toMatchObject({ estimate: 0, standardError: 0, statistic: 0, p: 1 });
  });
  it("covers the true slope where the scatter grows with the predictor", () => {
    let covered = 0;
    for (let seed = 0; seed < 400; seed++) {
      const source = random(seed);
      const x = Float64Array.from({ length: 120 }, () => source.exponential());
      const { low, high } = ols(
        x.map((v) => 1 + 0.5 * v + v * source.normal()),
        { x },
      ).coefficients[1]!;
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.88);
  });
});

describe("logisticRegression", () => {
  it("keeps a finite likelihood where a row is far out on its own side", () => {
    const x = [...Array.from({ length: 40 }, (_, i) => i / 10), 5000];
    const y = x.map((v, i) => Number(i === 40 || v > 2 !== (i % 4 === 0)));
    const far = logisticRegression(y, { x });
    const near = logisticRegression(y.slice(0, 40), { x: x.slice(0, 40) });
    // The far row is as good as sure: it adds next to nothing.
    expect(far.logLikelihood).toBeCloseTo(near.logLikelihood, 3);
    expect(far.coefficients[1]!.estimate).toBeCloseTo(near.coefficients[1]!.estimate, 3);
  });
  it("matches statsmodels; errors by the sandwich with n / (n - k), which its Logit leaves out", () => {
    // sm.Logit(kept, sm.add_constant(np.c_[age, likes])).fit(): params, llf, prsquared;
    // H = inv(-hessian); np.sqrt(np.diag(H @ meat @ H) * 16/13) -> 1.50325472 0.1679033 0.22448264
    const fit = logisticRegression(kept, { age, likes });
    expect(fit.coefficients.map((c) => c.estimate)).toEqual(
      near([-2.788879456563845, 0.10437694488737148, 0.38135915797545444]),
    );
    expect(fit.coefficients.map((c) => c.standardError)).toEqual(
      near([1.50325472, 0.1679033, 0.22448264], 7),
    );
    expect(fit.logLikelihood).toBeCloseTo(-8.543257020772744, 11);
    expect(fit.pseudoRSquared).toBeCloseTo(0.22966784144320884, 11);
    expect(fit).toMatchObject({ n: 16, events: 8 });
    const { oddsRatio, low, high } = fit.coefficients[2]!;
    expect(oddsRatio).toEqual({
      value: Math.exp(fit.coefficients[2]!.estimate),
      low: Math.exp(low),
      high: Math.exp(high),
    });
  });
  it("clusters errors", () => {
    // numpy: scores summed by owner, np.sqrt(np.diag(H @ (S.T @ S) @ H) * 5/4 * 15/13), as cov_type='cluster' gives
    expect(
      logisticRegression(kept, { age, likes }, { clusters: owner }).coefficients.map((c) => c.standardError),
    ).toEqual(near([1.2943455051675001, 0.07155205208796613, 0.24913138023251968]));
  });
  it("takes booleans and gives the log odds when there is nothing to explain them", () => {
    const fit = logisticRegression(
      kept.map((v) => v === 1),
      { age, likes },
    );
    expect(fit).toEqual(logisticRegression(kept, { age, likes }));
    expect(logisticRegression([1, 1, 1, 0], {}).coefficients[0]!.estimate).toBeCloseTo(Math.log(3), 12);
  });
  it("refuses what has no answer", () => {
    expect(() => logisticRegression([0, 0, 1, 1], { x: [1, 2, 3, 4] })).toThrow("separate the outcomes");
    expect(() => logisticRegression([1, 1, 1], { x: [1, 2, 3] })).toThrow("all 3 outcomes are 1");
    expect(() => logisticRegression([0, 2, 1], { x: [1, 2, 4] })).toThrow("outcome 1 is 2");
    expect(() => logisticRegression([0, null as unknown as number, 1], { x: [1, 2, 4] })).toThrow(
      "outcome 1 is null",
    );
    expect(() => logisticRegression(kept, { age, again: age })).toThrow("again is constant or a combination");
  });
  it("recovers planted odds", () => {
    const source = random("odds");
    const x = Float64Array.from({ length: 20_000 }, () => source.normal());
    const outcome = x.map((v) => (source.next() < 1 / (1 + Math.exp(1 - 0.8 * v)) ? 1 : 0));
    const [intercept, slope] = logisticRegression(outcome, { x }).coefficients;
    expect(Math.abs(intercept!.estimate + 1)).toBeLessThan(4 * intercept!.standardError);
    expect(Math.abs(slope!.estimate - 0.8)).toBeLessThan(4 * slope!.standardError);
    expect(slope!.standardError).toBeLessThan(0.03);
  });
});
