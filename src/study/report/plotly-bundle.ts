import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** plotly's bundles, smallest first, with the traces that each draws; the last draws them all. */
const bundles: readonly (readonly [string, ReadonlySet<string> | null])[] = [
  ["basic", new Set(["bar", "pie", "scatter"])],
  [
    "cartesian",
    new Set([
      ..."bar box contour heatmap histogram histogram2d histogram2dcontour image pie scatter".split(" "),
      ..."scatterternary violin".split(" "),
    ]),
  ],
  ["strict", null],
];

/** Name of the smallest bundle of plotly.js that draws all of these traces; undefined where there are none. */
export function plotlyBundle(traceTypes: Iterable<string>): string | undefined {
  const wanted = [...new Set(traceTypes)];
  if (wanted.length === 0) return undefined;
  return bundles.find(([, draws]) => draws === null || wanted.every((type) => draws.has(type)))?.[0];
}

/** The bundle's program, with what would end a script element written so that it does not. */
export function plotlyProgram(bundle: string): string {
  const path = createRequire(import.meta.url).resolve(`plotly.js/dist/plotly-${bundle}.min.js`);
  return readFileSync(path, "utf8")
    .replace(/<(?=\/script)/gi, "\\x3c")
    .replaceAll("<!--", "\\x3c!--");
}
