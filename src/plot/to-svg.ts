import type { Figure } from "./figure.js";
import { plotlyPage } from "./plotly-page.js";
import { figureWidth } from "./theme.js";
import { tidySvg } from "./tidy-svg.js";

/**
 * A static picture of the figure as one self-contained SVG, drawn by plotly itself in a page without a browser,
 * {@link figureWidth} px wide. The same figure gives the same bytes, in whatever order figures are drawn; names
 * inside differ between figures, so that several can stand in one HTML page. Labels are text, never markup.
 * The first call loads plotly (about a second), later ones take a fraction of that.
 * @throws Error when plotly cannot draw the figure, with the figure's name
 */
export function toSvg({ name, title, caption, data, layout }: Figure): string {
  const { document, painted, plotly, seed } = plotlyPage();
  const element = document.createElement("div");
  document.body.append(element);
  try {
    const json = JSON.stringify([name, data, layout]);
    seed(json);
    // plotly writes defaults into what it is given; a copy keeps the figure as it was.
    const [, ownData, ownLayout] = JSON.parse(json);
    let failure: unknown;
    plotly
      .newPlot(element, ownData, { ...ownLayout, width: figureWidth }, { staticPlot: true })
      .catch((error: unknown) => {
        failure = error;
      });
    if (!("_fullLayout" in element)) throw failure ?? new Error("plotly drew nothing");
    const holder = document.createElement("div");
    holder.innerHTML = plotly.Snapshot.toSVG(element, "svg");
    const svg = holder.querySelector("svg");
    if (!svg) throw new Error("plotly gave no svg");
    tidySvg(svg, painted, title, caption);
    const text = new (document.defaultView as Window & typeof globalThis).XMLSerializer().serializeToString(
      svg,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
  } catch (error) {
    throw new Error(`figure ${name} cannot be drawn: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  } finally {
    plotly.purge(element);
    element.remove();
  }
}
