/** Shown where a value is unknown. */
export const unknownMark = "–";

/**
 * A number for prose, tables and labels: whole numbers in full with thousands separators (759,950), others to
 * `digits` significant digits (default 3) without trailing zeros, and powers of ten outside 0.0001 to 10^15.
 * Null, undefined and NaN give an en dash.
 */
export function formatNumber(value: number | bigint | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return unknownMark;
  const number = Number(value);
  if (number === Number.POSITIVE_INFINITY) return "∞";
  if (number === Number.NEGATIVE_INFINITY) return "−∞";
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) {
    const [mantissa, exponent] = number.toExponential(digits - 1).split("e");
    return minus(`${Number(mantissa)} × 10${superscript(Number(exponent))}`);
  }
  if (Number.isInteger(number)) return minus(number.toLocaleString("en-US"));
  // A fraction of a number above 10^digits says nothing at this precision, but its whole digits are known.
  const options =
    size >= 10 ** digits ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: Math.max(1, digits) };
  return minus(number.toLocaleString("en-US", options));
}

/** A short number for axes: 12k, 3.4M, 1.2B. */
export function formatCompact(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return formatNumber(value);
  for (const [size, letter] of [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    // 999,999 at three digits is 1M, not 1000k.
    if (Math.abs(Number(value.toPrecision(digits))) >= size)
      return `${formatNumber(Number((value / size).toPrecision(digits)), digits)}${letter}`;
  }
  return formatNumber(value, digits);
}

/**
 * A share from 0 to 1 as a percentage with one decimal (42.0%), or as many decimals as show a small share's first
 * two digits (0.012%). Shares next to but not at 0 or 1 never read as 0% or 100%. Null and NaN give an en dash.
 */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return unknownMark;
  const percent = share * 100;
  const size = Math.abs(percent);
  if (size === 0) return "0%";
  if (size >= 100 || size < 1e-6) return minus(`${formatNumber(percent)}%`);
  const room = size < 1 ? size : size > 99 ? 100 - size : 1;
  const extra = size < 1 ? 1 : 0;
  const decimals = room >= 1 ? 1 : Math.min(12, Math.max(1, extra - Math.floor(Math.log10(room))));
  return minus(`${percent.toFixed(decimals)}%`);
}

export interface IntervalNumbers {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Confidence level, such as 0.95. */
  readonly level?: number;
}

/**
 * "0.412 (95% interval 0.401 to 0.423)". The three numbers have the same number of decimals, enough to tell the
 * ends apart. Unknown ends give "interval unknown".
 */
export function formatInterval(
  { value, low, high, level = 0.95 }: IntervalNumbers,
  { as = "number" }: { as?: "number" | "share" } = {},
): string {
  if (value === null || Number.isNaN(value)) return unknownMark;
  const factor = as === "share" ? 100 : 1;
  const unit = as === "share" ? "%" : "";
  const known = (end: number | null): end is number => end !== null && Number.isFinite(end);
  if (!known(low) || !known(high)) {
    return `${as === "share" ? formatShare(value) : formatNumber(value)} (interval unknown)`;
  }
  const span = Math.abs(high - low) * factor;
  const size = Math.max(Math.abs(value), Math.abs(low), Math.abs(high)) * factor;
  const whole = [value, low, high].every(Number.isInteger) && as === "number";
  const decimals =
    whole || span >= 100
      ? 0
      : Math.min(10, Math.max(0, 1 - Math.floor(Math.log10(span > 0 ? span : size || 1))));
  const show = (number: number) =>
    minus(
      (number * factor).toLocaleString("en-US", {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }),
    ) + unit;
  return `${show(value)} (${formatNumber(level * 100)}% interval ${show(low)} to ${show(high)})`;
}

/** A date as 11 July 2024, in UTC. Null and invalid dates give an en dash. */
export function formatDate(date: Date | null | undefined): string {
  if (!date || Number.isNaN(date.getTime())) return unknownMark;
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

function superscript(exponent: number): string {
  return [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("");
}

function minus(text: string): string {
  return text.replace(/^-/, "−");
}
