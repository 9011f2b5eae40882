import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { DOMWindow } from "jsdom";
import { measureSvg, measureText } from "./measure-svg.js";

/** Colours of a heat map's cells, row by row, four bytes a cell. */
export interface Cells {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A page without a browser, with plotly in it. */
export interface PlotlyPage {
  readonly document: Document;
  /** What plotly painted on canvases since the last seed, by the address it was given for each. */
  readonly painted: Map<string, Cells>;
  /** Makes the random names that plotly gives to clips and gradients follow from the text alone. */
  seed(text: string): void;
  readonly plotly: {
    newPlot(element: Element, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
    purge(element: Element): void;
    Snapshot: { toSVG(element: Element, format: "svg"): string };
  };
}

let page: PlotlyPage | undefined;

/** The one page of this Node process, made on first use (about a second); importing this file loads nothing. */
export function plotlyPage(): PlotlyPage {
  page ??= openPage();
  return page;
}

function openPage(): PlotlyPage {
  const require = createRequire(import.meta.url);
  const { JSDOM, VirtualConsole } = require("jsdom") as typeof import("jsdom");
  // "outside-only": no script, handler or address in a figure is ever run or fetched.
  const dom = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(),
  });
  const { window } = dom;
  const painted = new Map<string, Cells>();
  lendMeasures(window);
  lendCanvas(window, painted);
  let state = 1;
  window.Math.random = () => {
    // Park and Miller's minimal standard generator: names need no better.
    state = (state * 48271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
  window.eval(readFileSync(require.resolve("plotly.js/dist/plotly-cartesian.min.js"), "utf8"));
  return {
    document: window.document,
    painted,
    seed(text) {
      painted.clear();
      state = 1;
      for (const letter of text) state = (state * 31 + letter.codePointAt(0)!) % 0x7ffffffe || 1;
    },
    plotly: (window as unknown as { Plotly: PlotlyPage["plotly"] }).Plotly,
  };
}

/** jsdom lays nothing out, so texts get their extents from font metrics. */
function lendMeasures(window: DOMWindow): void {
  const nothing = { x: 0, y: 0, width: 0, height: 0 };
  const rect = (box: typeof nothing) => ({
    ...box,
    left: box.x,
    top: box.y,
    right: box.x + box.width,
    bottom: box.y + box.height,
  });
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: Element) {
      return measureSvg(this, false) ?? nothing;
    },
    getBoundingClientRect(this: Element) {
      return rect(measureSvg(this, true) ?? nothing);
    },
    getComputedTextLength(this: Element) {
      return measureText(this);
    },
  });
  Object.assign(window.URL, { createObjectURL: () => "", revokeObjectURL: () => undefined });
}

/** plotly paints heat maps on a canvas; the cells are kept, to be drawn as rectangles. */
function lendCanvas(window: DOMWindow, painted: Map<string, Cells>): void {
  const kept = new WeakMap<object, Cells>();
  Object.assign(window.HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement) {
      return {
        createImageData: (width: number, height: number) => ({
          width,
          height,
          data: new Uint8ClampedArray(width * height * 4),
        }),
        putImageData: (cells: Cells) => kept.set(this, cells),
      };
    },
    toDataURL(this: HTMLCanvasElement) {
      const address = `cells:${painted.size}`;
      const cells = kept.get(this);
      if (cells) painted.set(address, cells);
      return address;
    },
  });
}
