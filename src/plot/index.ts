export type { Axis, Place } from "./axis.js";
export type { FigureRow, FigureSpec } from "./compose-figure.js";
export type { Figure, Provenance } from "./figure.js";
export {
  formatCompact,
  formatDate,
  formatInterval,
  formatNumber,
  formatShare,
  type IntervalNumbers,
} from "./format.js";
export { type LineSeries, type LineSpec, lineFigure } from "./line-figure.js";
export { mimeBundle } from "./mime-bundle.js";
export { toCsv } from "./to-csv.js";
export { toSvg } from "./to-svg.js";
