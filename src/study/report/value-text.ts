import { formatInterval, formatNumber, formatShare, unknownMark } from "../../plot/index.js";

/** A result as a reader sees it: a share as percent, a truth value as yes or no, unknown as an en dash. */
export function valueText(value: number | string | boolean | null, unit: string): string {
  if (value === null) return unknownMark;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return unit === "share" ? formatShare(value) : formatNumber(value, 4);
}

/** The ends of an interval with as many decimals as tell them apart, "40.1% to 42.3%"; empty where there is none. */
export function endsText(value: unknown, low: number | null, high: number | null, unit: string): string {
  if (typeof value !== "number" || low === null || high === null) return "";
  const text = formatInterval({ value, low, high }, { as: unit === "share" ? "share" : "number" });
  return / interval (.+)\)$/.exec(text)?.[1] ?? "";
}

/** The unit in words beside a number; a share says it with its percent sign. */
export const unitText = (unit: string): string => (unit === "share" ? "" : unit);
