import { expect, it } from "vitest";
import { readClaims } from "../../../src/study/claims/read-claims.js";
import { shuffledClaims } from "../../../src/study/claims/shuffled-claims.js";

const file = readClaims();
const numbered = file.claims.filter(({ expects }) => "near" in expects);

it("deals the numbers of one unit out anew, and keeps everything else", () => {
  const { claims } = shuffledClaims(file, 1);
  expect(claims.map(({ id }) => id)).toEqual(file.claims.map(({ id }) => id));
  const numbersOf = (unit: string, of: typeof claims) =>
    of
      .filter((claim) => claim.unit === unit && "near" in claim.expects)
      .map(({ published }) => published)
      .sort();
  for (const { unit } of numbered) expect(numbersOf(unit, claims)).toEqual(numbersOf(unit, file.claims));
  const moved = claims.filter(({ published }, i) => published !== file.claims[i]!.published);
  expect(moved.length).toBeGreaterThan(numbered.length / 3);
  for (const [i, claim] of claims.entries()) {
    expect(claim.answers).toBe(file.claims[i]!.answers);
    if (!("near" in file.claims[i]!.expects)) expect(claim).toBe(file.claims[i]);
  }
});

it("is the same for the same seed", () => {
  expect(shuffledClaims(file, 7)).toEqual(shuffledClaims(file, 7));
  expect(shuffledClaims(file, 7)).not.toEqual(shuffledClaims(file, 8));
});
