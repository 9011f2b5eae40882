import { derivationKind } from "../classify/index.js";
import { firstBases } from "../network/index.js";
import type { Arrival } from "../stats/index.js";
import type { ReadLineage } from "./read-lineage.js";

/**
 * The fine-tunes and adapters of bases made at or after a time: each with its first base (place in the lineage) and when
 * both were made. Models of unknown time, or at the creation-time floor, are left out, and so are their children.
 */
export function fineTuneArrivals(
  { lineage, models }: Pick<ReadLineage, "lineage" | "models">,
  since: Date,
): Arrival<number>[] {
  const first = firstBases(lineage);
  return models.flatMap(({ name, library, tags, createdAt }, place) => {
    const born = models[first[place]!]?.createdAt;
    if (!createdAt || !born || born < since) return [];
    const { kind } = derivationKind(name, { library, tags, hasBase: true })!;
    if (kind !== "fine-tuned" && kind !== "adapter") return [];
    return [{ parent: first[place]!, bornMs: born.getTime(), atMs: createdAt.getTime() }];
  });
}
