import type { Random } from "../stats/index.js";
import { hashUnit } from "./chance.js";
import { domainDrift, type PlantedDomain } from "./drift.js";
import { wordMaker } from "./names.js";
import { type HubSettings, yearMs } from "./settings.js";

/** Chance that an owner takes up a model outside the domain of the owner's community. */
export const foreignDomainAcceptance = 0.2;
/** Mean years that an owner stays; a share of owners never leaves. */
export const tenureYears = 1.5;
export const neverLeaves = 0.25;

/** An account that owns models: everything about it is a function of the seed and its rank. */
export interface Owner {
  /** 0 is the largest in expectation. */
  readonly rank: number;
  readonly name: string;
  readonly community: number;
  readonly organisation: boolean;
  /** Hours east of UTC where it works. */
  readonly placeHours: number;
}

/** The owners of a simulated Hub. */
export function ownersOf(settings: HubSettings) {
  const { seed, communities, ownerZipfExponent, ownerZipfShift } = settings;
  const word = wordMaker(seed, "owners");
  const given = wordMaker(seed, "given-names");
  const from = settings.launchMs - yearMs;
  const span = settings.asOfMs - from;
  const tail = -1 / (ownerZipfExponent - 1);
  const maxRank = 2 ** 24;
  const chance = (rank: number, what: number) => hashUnit(seed, rank, what);

  // Communities differ in size: community c is drawn with weight 1 / (c + 3).
  const weights = Array.from({ length: communities }, (_, c) => 1 / (c + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const communityOf = (rank: number) => {
    let left = chance(rank, 1) * total;
    for (let c = 0; c < communities; c++) {
      left -= weights[c]!;
      if (left < 0) return c;
    }
    return communities - 1;
  };
  const isActive = (rank: number, timeMs: number) => {
    const joined = from + chance(rank, 2) * span;
    if (timeMs < joined) return false;
    const stay = chance(rank, 3);
    if (stay < neverLeaves) return true;
    return timeMs < joined - Math.log1p(-chance(rank, 4)) * tenureYears * yearMs;
  };
  const homeDomain = (community: number): PlantedDomain =>
    // Language is the home of every other community, the rest share the next four domains.
    domainDrift[community % 2 === 0 ? 0 : 1 + (((community - 1) / 2) % 4)]!.name;

  return {
    communityOf,
    homeDomain,
    owner(rank: number): Owner {
      const organisation = chance(rank, 5) < (rank < 200 ? 0.6 : 0.15);
      const endings = organisation
        ? ["-ai", "-lab", "-nlp", "-research", "-team"]
        : ["", "", "-dev", String(Math.floor(chance(rank, 6) * 100)), "_ml"];
      return {
        rank,
        name: word(rank) + endings[Math.floor(chance(rank, 7) * endings.length)]!,
        community: communityOf(rank),
        organisation,
        placeHours: Math.floor(chance(rank, 8) * 4) * 3 + [-8, 0, -3, 1][communityOf(rank) % 4]!,
      };
    },
    /** The account that makes the k-th person's commits for an owner; a person's first is the owner. */
    member(owner: Owner, k: number): string {
      return k === 0 && !owner.organisation ? owner.name : `${given(k)}-${word(owner.rank)}`;
    },
    /**
     * The rank of an owner who was there at the time and works in the domain: P(rank > k) = (1 + k/shift)^(1 - exponent)
     * before those two conditions. Where none is found in 24 draws, an account with this one model.
     */
    drawRank(timeMs: number, domain: PlantedDomain, lonely: number, random: Random): number {
      for (let attempt = 0; attempt < 24; attempt++) {
        const rank = Math.floor(ownerZipfShift * ((1 - random.next()) ** tail - 1));
        if (rank >= maxRank || !isActive(rank, timeMs)) continue;
        if (random.next() < foreignDomainAcceptance || homeDomain(communityOf(rank)) === domain) return rank;
      }
      return maxRank + lonely;
    },
  };
}

export type Owners = ReturnType<typeof ownersOf>;
