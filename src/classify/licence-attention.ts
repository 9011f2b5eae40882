import { type CliffsDelta, cliffsDelta, type Numbers, type Share, share } from "../stats/index.js";
import { type LicenceClass, licenceClass } from "./licence-class.js";

export interface LicenceAttention {
  /** Models by class; "none" states no licence, "unknown" one that the table does not hold. */
  readonly classes: readonly { licence: LicenceClass | "none"; models: Share }[];
  /** Cliff's delta of permissive models against those with a restrictive licence or none. */
  readonly delta: CliffsDelta | null;
}

const order = ["permissive", "copyleft", "restrictive", "unknown", "none"] as const;

/**
 * An amount, such as likes, of permissively licensed models against that of models with a restrictive licence or none.
 * Copyleft licences are neither, unknown ones may be either: both are counted and left out of the comparison. An
 * association: licence, age, library and owner go together. Delta is null where a side is empty.
 * @throws RangeError where the columns differ in length
 */
export function licenceAttention(licences: readonly (string | null)[], amounts: Numbers): LicenceAttention {
  if (licences.length !== amounts.length) {
    throw new RangeError(`licenceAttention: ${licences.length} licences for ${amounts.length} amounts`);
  }
  const kinds = licences.map((name) => (name === null ? "none" : licenceClass(name)));
  const of = (...wanted: string[]) => {
    const chosen: number[] = [];
    kinds.forEach((kind, i) => {
      if (wanted.includes(kind)) chosen.push(amounts[i]!);
    });
    return chosen;
  };
  return {
    classes: order.flatMap((licence) => {
      const models = share(kinds.filter((kind) => kind === licence).length, kinds.length);
      return models ? [{ licence, models }] : [];
    }),
    delta: cliffsDelta(of("permissive"), of("restrictive", "none")),
  };
}
