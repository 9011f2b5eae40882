export type { Axis, Place } from "./axis.js";
export { type BarSeries, type BarSpec, barFigure } from "./bar-figure.js";
export { type BoxGroup, type BoxSpec, boxFigure } from "./box-figure.js";
export { type CcdfSeries, type CcdfSpec, ccdfFigure } from "./ccdf-figure.js";
export {
  composeFigure,
  type FigureParts,
  type FigureRow,
  type FigureSpec,
  readSource,
  sourceAnnotation,
} from "./compose-figure.js";
export { estimateBars, estimateLine } from "./estimate-series.js";
export type { Figure, Provenance } from "./figure.js";
export {
  formatCompact,
  formatDate,
  formatInterval,
  formatNumber,
  formatShare,
  type IntervalNumbers,
  unknownMark,
} from "./format.js";
export { type Frame, frameRows } from "./frame-rows.js";
export { type HeatMapSpec, heatMapFigure } from "./heat-map-figure.js";
export { type HourOfWeekSpec, hourOfWeekFigure } from "./hour-of-week-figure.js";
export { type IntervalRow, type IntervalSpec, intervalFigure } from "./interval-figure.js";
export { escapeMarkup, plainLine } from "./label-text.js";
export { type LineSeries, type LineSpec, lineFigure } from "./line-figure.js";
export { type LorenzSeries, type LorenzSpec, lorenzFigure } from "./lorenz-figure.js";
export { mimeBundle } from "./mime-bundle.js";
export { type MosaicSpec, mosaicFigure } from "./mosaic-figure.js";
export { type NetworkEdge, type NetworkNode, type NetworkSpec, networkFigure } from "./network-figure.js";
export { powerLawColumns } from "./power-law-columns.js";
export { type PointGroup, type ScatterSpec, scatterFigure } from "./scatter-figure.js";
export { shareColumns } from "./share-columns.js";
export { shareLine } from "./share-line.js";
export { type Panel, type SmallMultiplesSpec, smallMultiplesFigure } from "./small-multiples-figure.js";
export { type SurvivalLine, type SurvivalSpec, survivalFigure } from "./survival-figure.js";
export { figureWidth, palette } from "./theme.js";
export { toCsv } from "./to-csv.js";
export { toSvg } from "./to-svg.js";
export {
  type CellFormat,
  type ShownTable,
  type TableOptions,
  type TableSource,
  toTable,
} from "./to-table.js";
export { type TrimmedFigure, trimFigure, trimSvg } from "./trim-figure.js";
export { type UpsetSpec, upsetFigure } from "./upset-figure.js";
