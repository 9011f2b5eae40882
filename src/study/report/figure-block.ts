import { trimFigure, trimSvg } from "../../plot/index.js";
import { joined } from "../notebook.js";
import type { ShownFigureIn } from "../notebook-outputs.js";
import { asMarkup, html, type Markup, preformatted } from "./html.js";
import { type Drawing, safeDrawing } from "./safe-drawing.js";

const drawingOf = ({ bundle }: ShownFigureIn): Drawing | undefined => {
  const drawing = bundle["application/vnd.plotly.v1+json"] as Drawing | undefined;
  return Array.isArray(drawing?.data) && drawing.layout ? drawing : undefined;
};

/** The traces that a figure needs drawn. */
export const traceTypes = (figure: ShownFigureIn): string[] =>
  drawingOf(figure)?.data.map(({ type }) => (typeof type === "string" ? type : "scatter")) ?? [];

/** JSON for a script element: no character in it can end the element or begin a comment. */
const embedded = (value: unknown): Markup => asMarkup(JSON.stringify(value).replaceAll("<", "\\u003c"));

/**
 * A figure of a notebook: its finding as a heading, the static picture, a button that starts the interactive form, the
 * caption, its numbers as CSV and the code that drew it. A picture stands in an `img` element, where nothing that it
 * holds can run or fetch.
 */
export function figureBlock(notebook: string, figure: ShownFigureIn, code: string): Markup {
  const { name, title, caption, bundle, cell } = figure;
  const id = `${notebook}--${name}`;
  const file = encodeURI(`figures/${notebook}-${name}`);
  const drawing = drawingOf(figure);
  const trimmed = trimFigure(drawing?.layout ?? {});
  const svg = bundle["image/svg+xml"];
  const picture =
    svg !== undefined &&
    html`<img src="data:image/svg+xml;base64,${Buffer.from(trimSvg(joined(svg), trimmed)).toString("base64")}" alt="${title}">`;
  return html`<figure id="${id}" aria-labelledby="${id}--title">
<h3 id="${id}--title">${title}</h3>
<div class="plate" data-scroller="Figure: ${title}">${picture}<div class="live" hidden></div></div>
${drawing && html`<script type="application/json" class="drawing">${embedded(safeDrawing({ data: drawing.data, layout: trimmed.layout }))}</script>`}
<figcaption>${caption}</figcaption>
<div class="tools">
${drawing && picture && html`<button type="button" class="explore" aria-pressed="false" aria-describedby="${id}--title" hidden>Explore the figure</button>`}
${bundle["text/csv"] !== undefined && html`<a href="${file}.csv" download>Numbers<span class="unseen"> of ${name}</span> (CSV)</a>`}
${svg !== undefined && html`<a href="${file}.svg" download>Picture<span class="unseen"> of ${name}</span> (SVG)</a>`}
</div>
<details><summary>Code<span class="unseen"> of ${name}</span>, cell ${cell}</summary><pre data-scroller="Code of ${name}"><code>${preformatted(code)}</code></pre></details>
</figure>
`;
}
