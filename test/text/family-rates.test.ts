import { expect, it } from "vitest";
import { familyRates } from "../../src/text/index.js";

const lines: Record<string, readonly number[]> = {
  pytorch: [2, 0, 1],
  keras: [1, 0, 1],
  en: [3, 0, 0],
  odd: [9, 9, 9],
};
const counts = { totals: [4, 0, 2], keys: Object.keys(lines), of: (key: string) => lines[key]! };
const familyOf = new Map([
  ["pytorch", "library"],
  ["keras", "library"],
  ["en", "language"],
]);

it("gives the uses of a family's tags a model, and no number where no model was made", () => {
  const rates = familyRates(counts, familyOf);
  expect(rates("library")).toEqual([0.75, Number.NaN, 1]);
  expect(rates("language")).toEqual([0.75, Number.NaN, 0]);
});

it("has zeros for a family without tags, and passes over tags of none", () => {
  expect(familyRates(counts, familyOf)("licence")).toEqual([0, Number.NaN, 0]);
  expect(familyRates({ ...counts, totals: [1, 1, 1] }, new Map())("odd")).toEqual([0, 0, 0]);
});
