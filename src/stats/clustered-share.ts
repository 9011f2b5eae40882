import type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
import { ratioOfSums } from "./ratio-of-sums.js";

/**
 * The share of cases that hold, with the bootstrap interval of drawing whole clusters: commits of a model, or models of
 * an owner, are alike. `n` is the number of cases; null without any.
 * @throws RangeError where the columns differ in length
 */
export function clusteredShare(
  holds: ArrayLike<boolean>,
  clusters: ArrayLike<string | number>,
  options: BootstrapOptions,
): BootstrapEstimate | null {
  if (holds.length !== clusters.length) {
    throw new RangeError(`clusteredShare: ${clusters.length} cluster labels for ${holds.length} cases`);
  }
  const sums = new Map<string | number, [number, number]>();
  for (let i = 0; i < holds.length; i++) {
    const [part, whole] = sums.get(clusters[i]!) ?? [0, 0];
    sums.set(clusters[i]!, [part + (holds[i] ? 1 : 0), whole + 1]);
  }
  const rows = [...sums.values()];
  return ratioOfSums(
    rows.map(([part]) => part),
    rows.map(([, whole]) => whole),
    options,
  );
}
