import { describe, expect, it } from "vitest";
import {
  compareFigures,
  figureHash,
  figureHashesFile,
  figureHashesText,
  normaliseCsv,
} from "../../src/study/figure-hashes.js";

describe("normaliseCsv", () => {
  it("rounds fractions to six significant digits and leaves whole numbers, texts and dates", () => {
    const csv = 'month,value,what\r\n2024-01-01,0.123456789,"a, 0.123456789"\r\n1234567,-12.3456789e-7,x\r\n';
    expect(normaliseCsv(csv)).toBe(
      'month,value,what\r\n2024-01-01,0.123457,"a, 0.123456789"\r\n1234567,-0.00000123457,x\r\n'.replace(
        "-0.00000123457",
        String(-1.23457e-6),
      ),
    );
    expect(normaliseCsv("a,b,c\r\n3e-17,,-4.0\r\n")).toBe("a,b,c\r\n0,,-4\r\n");
  });
});

describe("figureHash", () => {
  it("does not see last digits, and sees a count or a sixth digit", () => {
    expect(figureHash("v\r\n0.30000000000000004\r\n")).toBe(figureHash("v\r\n0.3\r\n"));
    expect(figureHash("v\r\n0.300001\r\n")).not.toBe(figureHash("v\r\n0.3\r\n"));
    expect(figureHash("v\r\n12345678\r\n")).not.toBe(figureHash("v\r\n12345679\r\n"));
    // printf 'v\r\n1\r\n' | sha256sum
    expect(figureHash("v\r\n1\r\n")).toBe(
      "sha256:a46eebdfa78a580034fd5c8f0be87a9b142851a95123dcdbf76783270dab9d02",
    );
  });
});

describe("compareFigures", () => {
  it("names what moved, went and came, of the notebooks that ran", () => {
    const before = { "01-a/one": "x", "01-a/two": "x", "02-b/one": "x" };
    expect(compareFigures(before, { "01-a/one": "y", "01-a/three": "x" }, ["01-a"])).toEqual([
      "01-a: figure one is drawn from other numbers",
      "01-a: figure three is new",
      "01-a: figure two is missing",
    ]);
    expect(compareFigures(before, before, ["01-a", "02-b"])).toEqual([]);
  });
});

it("lies beside the results, one figure a line, sorted", () => {
  expect(figureHashesFile("data/results/published.json")).toBe("data/results/published-figures.json");
  expect(figureHashesText({ b: "2", a: "1" })).toBe('{\n  "a": "1",\n  "b": "2"\n}\n');
});
