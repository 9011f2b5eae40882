import type { MaintenanceFeatures } from "../../src/classify/index.js";
import { random } from "../../src/stats/index.js";

/** Features of invented models: a share of them well kept, with `apart` standard deviations (of the log) in between. */
export function plantedFeatures(
  n: number,
  { seed = 1, highShare = 0.3, apart = 4 }: { seed?: number; highShare?: number; apart?: number } = {},
): { rows: MaintenanceFeatures[]; high: boolean[] } {
  const source = random(seed);
  const high = Array.from({ length: n }, () => source.next() < highShare);
  const rows = high.map((kept, i): MaintenanceFeatures => {
    const level = kept ? apart * 0.4 : 0;
    const draw = (centre: number) => Math.exp(centre + level + 0.4 * source.normal());
    const commits = 2 + Math.round(draw(1));
    return {
      modelId: `owner/model-${i}`,
      commits,
      ageDays: 100 + 500 * source.next(),
      commitsPerMonth: draw(0),
      medianIntervalHours: Math.exp(2 + source.normal()),
      intervalVariation: 1,
      daysSinceLastCommit: Math.exp(5 - level + 0.4 * source.normal()),
      authors: Math.round(draw(0)),
      humanShare: 1,
      correctiveShare: null,
      activeMonths: 1 + Math.round(draw(0)),
      releases: 0,
      releaseResponseDays: null,
      leftOut: { undated: 0, before2016: 0, afterAsOf: 0 },
    };
  });
  return { rows, high };
}
