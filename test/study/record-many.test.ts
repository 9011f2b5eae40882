import { expect, it } from "vitest";
import { recordEstimates, recordValues } from "../../src/study/index.js";

const snapshot = { name: "invented", asOf: new Date("2024-07-11T00:00:00Z") };
const one = { value: 1, low: 0, high: 2, n: 3 };

it("records each by its key, so that a second time refuses", () => {
  recordEstimates({ "many-a": one, "many-b": one }, { snapshot });
  recordValues({ "many-c": 1, "many-d": "word", "many-e": true }, { n: 3, snapshot });
  for (const name of ["many-a", "many-b"])
    expect(() => recordEstimates({ [name]: one }, { snapshot })).toThrow(`record("${name}")`);
  expect(() => recordValues({ "many-d": "word" }, { n: 3, snapshot })).toThrow('record("many-d")');
});

it("says which of them is unknown or misnamed", () => {
  expect(() => recordEstimates({ "many-f": one, "many-g": null }, { snapshot })).toThrow('record("many-g")');
  expect(() => recordValues({ "Many H": 1 }, { n: 1, snapshot })).toThrow('record("Many H")');
});
