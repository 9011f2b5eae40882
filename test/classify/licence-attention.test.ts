import { describe, expect, it } from "vitest";
import { licenceAttention } from "../../src/classify/index.js";
import { cliffsDelta } from "../../src/stats/index.js";

describe("licenceAttention", () => {
  const licences = ["mit", "apache-2.0", null, "openrail", "gpl-3.0", "made-up", null];
  const likes = [5, 9, 0, 5, 100, 100, 7];

  it("compares permissive models with restrictive and unlicensed ones, and counts the rest", () => {
    const { classes, delta } = licenceAttention(licences, likes);
    expect(classes.map(({ licence, models }) => [licence, models.count])).toEqual([
      ["permissive", 2],
      ["copyleft", 1],
      ["restrictive", 1],
      ["unknown", 1],
      ["none", 2],
    ]);
    expect(delta).toEqual(cliffsDelta([5, 9], [0, 5, 7]));
  });
  it("has no delta without a side, nor a share without models", () => {
    expect(licenceAttention(["mit"], [1]).delta).toBe(null);
    expect(licenceAttention([], [])).toEqual({ classes: [], delta: null });
    expect(() => licenceAttention(["mit"], [])).toThrow(RangeError);
  });
});
