import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatCompact,
  formatDate,
  formatInterval,
  formatNumber,
  formatShare,
} from "../../src/plot/index.js";

describe("formatNumber", () => {
  it.each([
    [759950, "759,950"],
    [-1234, "−1,234"],
    [0, "0"],
    [0.123456, "0.123"],
    [12.345, "12.3"],
    [1234.567, "1,235"],
    [0.00001234, "1.23 × 10⁻⁵"],
    [2e20, "2 × 10²⁰"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NaN, "–"],
    [null, "–"],
    [9007199254740993n, "9.01 × 10¹⁵"],
  ])("%s reads %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it("reads back within its three digits", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e14, noNaN: true }), (value) => {
        const read = Number(formatNumber(value).replaceAll(",", ""));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(
          Math.max(0.5, 0) * 10 ** (Math.floor(Math.log10(value)) - 2) + 1e-12,
        );
      }),
    );
  });
});

it.each([
  [999_999, "1M"],
  [12_345, "12.3k"],
  [999, "999"],
  [3_400_000, "3.4M"],
  [1_200_000_000, "1.2B"],
])("formatCompact(%s) is %s", (value, text) => expect(formatCompact(value)).toBe(text));

describe("formatShare", () => {
  it.each([
    [0.42, "42.0%"],
    [0.000123, "0.012%"],
    [0.9996, "99.96%"],
    [0, "0%"],
    [1, "100%"],
    [null, "–"],
  ])("%s reads %s", (share, text) => expect(formatShare(share)).toBe(text));

  it("never rounds what is not all to 100% nor what is something to 0%", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) => {
        const read = Number.parseFloat(formatShare(share).replace(/ × 10⁻(.).*/, "e-5"));
        expect(read).toBeGreaterThan(0);
        expect(read).toBeLessThan(100);
      }),
    );
  });
});

describe("formatInterval", () => {
  it.each([
    [{ value: 0.41234, low: 0.401, high: 0.4229 }, {}, "0.412 (95% interval 0.401 to 0.423)"],
    [
      { value: 0.41234, low: 0.401, high: 0.4229 },
      { as: "share" as const },
      "41.2% (95% interval 40.1% to 42.3%)",
    ],
    [{ value: 1500, low: 1400, high: 1610, level: 0.9 }, {}, "1,500 (90% interval 1,400 to 1,610)"],
    [{ value: 2, low: null, high: null }, {}, "2 (interval unknown)"],
    [{ value: null, low: null, high: null }, {}, "–"],
    [{ value: 1.5, low: 1.5, high: 1.5 }, {}, "1.5 (95% interval 1.5 to 1.5)"],
  ])("%j %j reads %s", (interval, options, text) => expect(formatInterval(interval, options)).toBe(text));
});

it("formatDate speaks UTC", () => {
  expect(formatDate(new Date("2024-07-11T23:59:59Z"))).toBe("11 July 2024");
  expect(formatDate(new Date("no date"))).toBe("–");
  expect(formatDate(null)).toBe("–");
});
