import { expect, it } from "vitest";
import { estimateBars, estimateLine, powerLawColumns, shareColumns } from "../../src/plot/index.js";
import { share } from "../../src/stats/index.js";

const estimates = [{ value: 1, low: 0, high: 2 }, null, { value: 3 }];

it("draws what is known of each estimate, and leaves a gap for the rest", () => {
  expect(estimateLine("seen", [1, 2, 3], estimates, { dashed: true })).toEqual({
    name: "seen",
    x: [1, 2, 3],
    y: [1, null, 3],
    low: [0, null, null],
    high: [2, null, null],
    dashed: true,
  });
  expect(estimateBars("seen", estimates, { muted: true })).toMatchObject({
    values: [1, null, 3],
    muted: true,
  });
});

it("writes a share and its interval as percentages, and dashes where it is unknown", () => {
  const half = share(5, 10)!;
  expect(shareColumns(half)).toEqual({ share: "50.0%", low: "23.7%", high: "76.3%" });
  expect(shareColumns(null)).toEqual({ share: "–", low: "–", high: "–" });
});

it("lays a judged power law out in columns, one a rival", () => {
  const fit = { alpha: { value: 2.5, low: 2.4, high: 2.6 }, xmin: 3, tail: 100 };
  const rivals = [{ rival: "log-normal", favours: "neither", p: 0.21 }];
  expect(powerLawColumns({ fit, p: { value: 0.4 }, rivals })).toEqual({
    exponent: 2.5,
    low: 2.4,
    high: 2.6,
    from: 3,
    tail: 100,
    "goodness-of-fit p": 0.4,
    "against log-normal": "neither (p = 0.21)",
  });
});
