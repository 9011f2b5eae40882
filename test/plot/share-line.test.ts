import { expect, it } from "vitest";
import { shareLine } from "../../src/plot/index.js";
import { share } from "../../src/stats/index.js";

it("draws shares with Wilson's interval, and leaves a gap where there is no whole", () => {
  const line = shareLine("tagged", [1, 2, 3], [0, 5, 0], [10, 20, 0], { muted: true });
  const half = share(5, 20)!;
  expect(line).toEqual({
    name: "tagged",
    x: [1, 2, 3],
    y: [0, half.value, null],
    low: [0, half.low, null],
    high: [share(0, 10)!.high, half.high, null],
    muted: true,
  });
  expect(() => shareLine("x", [1], [3], [2])).toThrow(RangeError);
});
