import { random } from "../../stats/index.js";
import type { Claim, ClaimsFile } from "./claim.js";

/**
 * A placebo: the same claims with their published numbers dealt out anew among those of one unit, so that an agreement
 * means nothing. Claims without a number stay as they are.
 */
export function shuffledClaims(file: ClaimsFile, seed: number | string): ClaimsFile {
  const chance = random(seed);
  const numbered = file.claims.filter(({ expects }) => "near" in expects);
  const dealt = new Map<string, Claim>();
  for (const unit of new Set(numbered.map((claim) => claim.unit))) {
    const own = numbered.filter((claim) => claim.unit === unit);
    const from = chance.shuffle([...own]);
    own.forEach((claim, i) => {
      const { expects, published, wording } = from[i]!;
      dealt.set(claim.id, { ...claim, expects, published, wording });
    });
  }
  return { ...file, claims: file.claims.map((claim) => dealt.get(claim.id) ?? claim) };
}
