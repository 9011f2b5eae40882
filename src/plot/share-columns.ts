import { formatShare } from "./format.js";

/** A share and the ends of its interval as percentages, for three columns of a table; an unknown one gives dashes. */
export function shareColumns(
  share: { readonly value: number; readonly low: number; readonly high: number } | null | undefined,
): { share: string; low: string; high: string } {
  return { share: formatShare(share?.value), low: formatShare(share?.low), high: formatShare(share?.high) };
}
