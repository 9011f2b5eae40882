import { formatNumber, formatShare } from "../../plot/index.js";
import type { LedgerRow } from "./ledger-row.js";

/** A number in a claim's unit: a share as percent. */
export const numberText = (value: number, unit: string): string =>
  unit === "share" ? formatShare(value) : formatNumber(value);

/** What was published, for a table: "70.0%", "5 files", "exponential beats linear". */
export function publishedText({ published, unit }: Pick<LedgerRow, "published" | "unit">): string {
  if (typeof published !== "number") return published;
  const text = numberText(published, unit);
  return unit === "share" || unit === "" ? text : `${text} ${unit}`;
}

/** Our estimate with its interval, for a table: "51.9% [51.8%, 52.1%]"; an en dash where there is none. */
export function estimateText({
  estimate,
  low,
  high,
  unit,
}: Pick<LedgerRow, "estimate" | "low" | "high" | "unit">): string {
  if (estimate === null) return formatNumber(null);
  if (typeof estimate !== "number") return String(estimate);
  const text = numberText(estimate, unit);
  return low === null || high === null
    ? text
    : `${text} [${numberText(low, unit)}, ${numberText(high, unit)}]`;
}
