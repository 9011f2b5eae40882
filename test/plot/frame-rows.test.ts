import { DataFrame } from "danfojs-node";
import { expect, it } from "vitest";
import { frameRows } from "../../src/plot/index.js";

it("gives the rows of a danfojs description", () => {
  const frame = new DataFrame([
    { likes: 1, tags: 4 },
    { likes: 3, tags: 6 },
  ]);
  const rows = frameRows(frame.describe(), "statistic");
  expect(rows.find(({ statistic }) => statistic === "mean")).toEqual({
    statistic: "mean",
    likes: 2,
    tags: 5,
  });
  expect(rows.map(({ statistic }) => statistic)).toContain("median");
});
