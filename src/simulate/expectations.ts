import { gini, mean, topShare, zeroShare } from "../stats/index.js";
import { ownersOf } from "./owners.js";
import { planCore } from "./plan-core.js";
import type { HubSettings } from "./settings.js";

/** Mean and standard deviation over simulated siblings: what a measure comes to under the planted law. */
export interface Expected {
  readonly mean: number;
  readonly sd: number;
}

const siblings = 6;
/** Concentration depends on n where tails are heavy, and beyond this n too slowly to pay for. */
const siblingModels = 20_000;

/** What concentration the planted law leads to, from hubs of other seeds and of the same settings. */
export function expectedConcentration(settings: HubSettings) {
  const models = Math.min(settings.models, siblingModels);
  const measured = Array.from({ length: siblings }, (_, k) => {
    const sibling = { ...settings, seed: settings.seed + 1_000_003 * (k + 1) };
    const owners = ownersOf(sibling);
    const likes = new Float64Array(models);
    const downloads = new Float64Array(models);
    const owned = new Map<number, number>();
    for (let i = 0; i < models; i++) {
      const core = planCore(sibling, owners, i);
      likes[i] = core.likes;
      downloads[i] = core.downloads30d;
      owned.set(core.ownerRank, (owned.get(core.ownerRank) ?? 0) + 1);
    }
    return {
      likesGini: gini(likes) ?? 0,
      likesTop1Share: topShare(likes, 0.01) ?? 0,
      likesZeroShare: zeroShare(likes) ?? 0,
      downloadsGini: gini(downloads) ?? 0,
      downloadsTop1Share: topShare(downloads, 0.01) ?? 0,
      downloadsZeroShare: zeroShare(downloads) ?? 0,
      ownersGini: gini([...owned.values()]) ?? 0,
    };
  });
  const names = Object.keys(measured[0]!) as (keyof (typeof measured)[0])[];
  const expected = Object.fromEntries(
    names.map((name): [string, Expected] => {
      const values = measured.map((values) => values[name]);
      const middle = mean(values)!;
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (siblings - 1));
      return [name, { mean: middle, sd }];
    }),
  );
  return { siblings, models, ...(expected as Record<(typeof names)[number], Expected>) };
}
