import { describe, expect, it } from "vitest";
import { nelderMead } from "../../src/stats/nelder-mead.js";

describe("nelderMead", () => {
  it("finds the bottom of Rosenbrock's valley from the usual start", () => {
    const { x, value } = nelderMead(([a, b]) => (1 - a!) ** 2 + 100 * (b! - a! ** 2) ** 2, [-1.2, 1]);
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(1, 6);
    expect(value).toBeLessThan(1e-12);
  });
  it("goes far by growing its steps, and stops after as many as allowed", () => {
    const far = ([a]: readonly number[]) => (a! - 1e5) ** 2;
    expect(nelderMead(far, [0]).x[0]).toBeCloseTo(1e5, 6);
    expect(Math.abs(nelderMead(far, [0], { maxSteps: 3 }).x[0]!)).toBeLessThan(100);
  });
  it("finds a corner, where it has to draw in around its best point", () => {
    // By hand: at the corner (3, -2) only 0.1 × |3 - 2| is left.
    const { x, value } = nelderMead(
      ([a, b]) => Math.max(Math.abs(a! - 3), Math.abs(b! + 2)) + 0.1 * Math.abs(a! + b!),
      [10, 10],
    );
    expect(value).toBeCloseTo(0.1, 6);
    expect(x[0]).toBeCloseTo(3, 5);
  });
  it("keeps out of where the function is infinite", () => {
    const fenced = ([a]: readonly number[]) => (a! < 2 ? Number.POSITIVE_INFINITY : a!);
    const { x, value } = nelderMead(fenced, [5]);
    expect(x[0]).toBeGreaterThanOrEqual(2);
    expect(value).toBeCloseTo(2, 4);
  });
});
