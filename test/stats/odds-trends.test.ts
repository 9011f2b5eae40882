import { describe, expect, it } from "vitest";
import { oddsTrends, random } from "../../src/stats/index.js";

describe("oddsTrends", () => {
  const totals = [200, 210, 190, 220, 205, 215];
  const counts = [10, 14, 19, 30, 41, 60];

  it("has the slope of scipy's linregress on the log odds", () => {
    // stats.linregress(range(6), log((c + .5) / (n - c + .5))).slope
    const [trend] = oddsTrends([{ name: "rising", counts }], totals);
    expect(trend!.value).toBeCloseTo(0.3943287445979677, 12);
    expect(trend).toMatchObject({ cases: 174, verdict: "gains", p: trend!.q });
  });
  it("turns its sign when a kind and the rest change places", () => {
    const rest = totals.map((total, t) => total - counts[t]!);
    const [gain, loss] = oddsTrends(
      [
        { name: "falling", counts: rest },
        { name: "rising", counts },
      ],
      totals,
    );
    expect(gain!.name).toBe("rising");
    expect(loss!.value).toBeCloseTo(-gain!.value, 12);
    expect([gain!.verdict, loss!.verdict]).toEqual(["gains", "loses"]);
  });
  it("finds the planted drifts among kinds that stay, and few others", () => {
    const chance = random("odds");
    const months = Array.from({ length: 27 }, (_, t) => t);
    const whole = months.map(() => 4000);
    const draw = (share: (t: number) => number) =>
      months.map((t) => Array.from({ length: 4000 }, () => chance.next()).filter((u) => u < share(t)).length);
    const kinds = [
      { name: "up", counts: draw((t) => 1 / (1 + Math.exp(3 - 0.05 * t))) },
      { name: "down", counts: draw((t) => 1 / (1 + Math.exp(2 + 0.05 * t))) },
      ...Array.from({ length: 18 }, (_, i) => ({ name: `still ${i}`, counts: draw(() => 0.03) })),
    ];
    const trends = oddsTrends(kinds, whole);
    expect(trends[0]).toMatchObject({ name: "up", verdict: "gains" });
    expect(trends.at(-1)).toMatchObject({ name: "down", verdict: "loses" });
    expect(trends[0]!.low).toBeLessThan(0.05);
    expect(trends[0]!.high).toBeGreaterThan(0.05);
    expect(trends.filter(({ verdict }) => verdict !== "no clear trend").length).toBeLessThanOrEqual(4);
  });
  it("gives no row without kinds, and refuses counts above their total or of another length", () => {
    expect(oddsTrends([], totals)).toEqual([]);
    expect(() => oddsTrends([{ name: "x", counts: totals.map((n) => n + 1) }], totals)).toThrow(RangeError);
    expect(() => oddsTrends([{ name: "x", counts: [1, 2] }], totals)).toThrow("2 counts of x for 6 totals");
  });
});
