import type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
import { bootstrapRows } from "./bootstrap-rows.js";
import type { Numbers } from "./numbers.js";

/**
 * The sum of `parts` over the sum of `wholes`, one pair a unit (a model's bot commits and all its commits), with the
 * bootstrap interval of drawing units: what a share of commits is worth where the commits of a model are alike. The
 * ratio estimator of Cochran (1977, chapter 6) for one-stage cluster samples. Here `n` is the sum of the wholes, the
 * denominator of the share. Null where the wholes add up to 0.
 * @throws RangeError where the columns differ in length
 */
export function ratioOfSums(
  parts: Numbers,
  wholes: Numbers,
  options: BootstrapOptions,
): BootstrapEstimate | null {
  if (parts.length !== wholes.length) {
    throw new RangeError(`ratioOfSums: ${parts.length} parts for ${wholes.length} wholes`);
  }
  const ratio = (rows: Uint32Array) => {
    let part = 0;
    let whole = 0;
    for (const row of rows) {
      part += parts[row]!;
      whole += wholes[row]!;
    }
    return whole === 0 ? null : part / whole;
  };
  const estimate = bootstrapRows(parts.length, ratio, options);
  if (estimate === null) return null;
  let n = 0;
  for (let row = 0; row < wholes.length; row++) n += wholes[row]!;
  return { ...estimate, n };
}
