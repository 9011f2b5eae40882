import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retention } from "../../src/stats/index.js";

const quarter = (i: number) => new Date(Date.UTC(2023, 3 * i, 1));

describe("retention", () => {
  it("is a small table worked by hand", () => {
    // Three cohorts of 10, 20 and 40; the last cannot be watched at all, the second for one quarter.
    const rows = [
      { cohort: quarter(1), age: 0, members: 20 },
      { cohort: quarter(0), age: 0, members: 10 },
      { cohort: quarter(0), age: 2, members: 3 },
      { cohort: quarter(1), age: 1, members: 6 },
      { cohort: quarter(2), age: 0, members: 40 },
    ];
    const { overall, cohorts } = retention(rows);
    expect(overall.map(({ age, count, n, cohorts: watched }) => [age, count, n, watched])).toEqual([
      [1, 6, 30, 2],
      [2, 3, 10, 1],
    ]);
    expect(cohorts).toEqual([
      { cohort: quarter(0), size: 10, shares: [0, 0.3] },
      { cohort: quarter(1), size: 20, shares: [0.3, null] },
      { cohort: quarter(2), size: 40, shares: [null, null] },
    ]);
  });
  it("lies between the cohorts' own shares, whatever the order of the rows", () => {
    const table = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(50))), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (drawn) => {
        const rows = drawn.flatMap(([size, back], i) => [
          { cohort: quarter(i), age: 0, members: size },
          ...back
            .slice(0, drawn.length - 1 - i)
            .map((count, j) => ({ cohort: quarter(i), age: j + 1, members: Math.min(count, size) })),
        ]);
        const { overall, cohorts } = retention(rows);
        expect(retention([...rows].reverse())).toEqual({ overall, cohorts });
        overall.forEach(({ value }, i) => {
          const own = cohorts.map(({ shares }) => shares[i]!).filter((one) => one !== null);
          expect(value).toBeGreaterThanOrEqual(Math.min(...own) - 1e-12);
          expect(value).toBeLessThanOrEqual(Math.max(...own) + 1e-12);
        });
      }),
    );
  });
  it("is empty without cohorts, and has no age with one", () => {
    expect(retention([])).toEqual({ overall: [], cohorts: [] });
    expect(retention([{ cohort: quarter(0), age: 0, members: 5 }])).toEqual({
      overall: [],
      cohorts: [{ cohort: quarter(0), size: 5, shares: [] }],
    });
  });
});
