import type { Figure } from "./figure.js";
import { toCsv } from "./to-csv.js";
import { toSvg } from "./to-svg.js";

/**
 * A figure in every form that a notebook front end may show, richest first: interactive plotly, a static picture,
 * the numbers as CSV, plain text, and the figure's own description for the report.
 */
export function mimeBundle(figure: Figure): Record<string, string | object> {
  const { name, title, caption, simulated } = figure;
  return {
    "application/vnd.plotly.v1+json": {
      data: figure.data,
      layout: figure.layout,
      config: { responsive: true, displaylogo: false },
    },
    "image/svg+xml": toSvg(figure),
    "text/csv": toCsv(figure),
    "text/plain": `${title}\n${caption}`,
    "application/vnd.hub-evolution.figure+json": { name, title, caption, simulated },
  };
}
