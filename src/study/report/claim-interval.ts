import type { LedgerRow } from "../claims/ledger-row.js";
import { asMarkup, html, type Markup } from "./html.js";
import { endsText, valueText } from "./value-text.js";

const width = 168;
const height = 26;
const margin = 8;

/**
 * The estimate with its interval against the published value, on one line from the least to the greatest of them:
 * a dot on a bar, and an upright mark. Nothing where one of the two is no number.
 */
export function claimInterval({ published, estimate, low, high, unit }: LedgerRow): Markup | null {
  if (typeof published !== "number" || typeof estimate !== "number") return null;
  const ends = [published, estimate, low ?? estimate, high ?? estimate];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = width - 2 * margin;
  const at = (value: number) =>
    Number((margin + (most > least ? (value - least) / (most - least) : 0.5) * room).toFixed(1));
  const middle = height / 2;
  const interval = endsText(estimate, low, high, unit);
  const words = `Found ${valueText(estimate, unit)}${interval && ` (${interval})`}, published ${valueText(published, unit)}.`;
  const bar =
    low !== null &&
    high !== null &&
    `<path class="bar" d="M${at(low)} ${middle}H${at(high)}M${at(low)} ${middle - 4}v8M${at(high)} ${middle - 4}v8"/>`;
  return html`<svg class="interval" role="img" aria-label="${words}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${asMarkup(
    [
      `<path class="axis" d="M${margin} ${middle}H${width - margin}"/>`,
      bar || "",
      `<path class="published" d="M${at(published)} 2V${height - 2}"/>`,
      `<circle cx="${at(estimate)}" cy="${middle}" r="4"/>`,
    ].join(""),
  )}</svg>`;
}
