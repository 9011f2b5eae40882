import type { Cells } from "./plotly-page.js";
import { fontFamily } from "./theme.js";

const svgNamespace = "http://www.w3.org/2000/svg";
const xlinkNamespace = "http://www.w3.org/1999/xlink";

/** Elements that a picture never needs and that could run or fetch something. */
const barred = new Set(["script", "foreignObject", "iframe", "object", "embed", "style", "animate", "set"]);

/** Set by plotly on every element although it is what SVG assumes anyway, or meant for a pointer. */
const idle =
  /(?:^|;)\s*(?:fill-opacity: 1|stroke-opacity: 1|opacity: 1|font-family: [^;]*|white-space: pre|pointer-events: [^;]*|cursor: [^;]*|vector-effect: [^;]*|text-decoration: none|font-style: normal|font-variant: normal|font-weight: normal|stroke-miterlimit: 2|display: inline|stroke-dasharray: none|will-change: [^;]*|text-decoration-line: none|text-shadow: none|text-transform: none)(?=;|$)/g;

/**
 * Turns plotly's export into the picture that is kept: cells as rectangles, one font for all, numbers at a
 * tenth or hundredth of a pixel, no empty groups, nothing that could run or fetch, and a title and description for
 * readers who do not see it.
 */
export function tidySvg(
  svg: Element,
  painted: ReadonlyMap<string, Cells>,
  title: string,
  caption: string,
): void {
  const document = svg.ownerDocument;
  for (const element of [...svg.querySelectorAll("*")]) {
    if (barred.has(element.localName)) element.remove();
    else if (element.localName === "a") element.replaceWith(...element.childNodes);
    else if (element.localName === "image") replaceImage(element, painted);
    else tidyAttributes(element);
  }
  removeEmpty(svg);
  for (const path of [...svg.querySelectorAll("path")]) asCircle(path);
  for (const group of svg.querySelectorAll("g")) shareStyle(group);
  const label = (name: "title" | "desc", text: string) => {
    const element = document.createElementNS(svgNamespace, name);
    element.textContent = text;
    return element;
  };
  svg.prepend(label("title", title), label("desc", caption));
  for (const { name } of [...svg.attributes]) {
    if (!["xmlns", "width", "height", "viewBox"].includes(name)) svg.removeAttribute(name);
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  svg.setAttribute("font-family", fontFamily);
}

function tidyAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const text = name === "style" ? styleText(value) : value;
    const fetches = /^(?:xlink:)?href$/.test(name) && !value.startsWith("#");
    const useless =
      /^(?:on|data-|class$)/.test(name) ||
      (name === "transform" && !text) ||
      (element.localName === "tspan" && name === "style" && !text);
    if (fetches || useless || text === "") element.removeAttribute(name);
    else if (/^(?:d|transform|x|y|dx|dy|width|height|cx|cy|r|points|style)$/.test(name)) {
      element.setAttribute(
        name,
        text.replace(/-?\d+\.\d{2,}/g, (number) => String(+Number(number).toFixed(name === "d" ? 1 : 2))),
      );
    }
  }
}

function styleText(style: string): string {
  return style
    .replace(idle, "")
    .replace(/rgb\((\d+), (\d+), (\d+)\)/g, (_, r, g, b) => hexColour([r, g, b].map(Number)))
    .replace(/\s*([:;])\s*/g, "$1")
    .replace(/^;+|;+$/g, "")
    .replace(/;{2,}/g, ";");
}

/** plotly draws points as moved circular paths, three times the bytes of a circle. */
function asCircle(path: Element): void {
  const [, radius] =
    /^M([\d.]+),0A\1,\1 0 1,1 0,-\1A\1,\1 0 0,1 \1,0Z$/.exec(path.getAttribute("d") ?? "") ?? [];
  const [, x, y] = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/.exec(path.getAttribute("transform") ?? "") ?? [];
  if (!radius || !x || !y) return;
  const circle = path.ownerDocument.createElementNS(svgNamespace, "circle");
  const style = path.getAttribute("style");
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: radius, ...(style && { style }) })) {
    circle.setAttribute(name, value);
  }
  path.replaceWith(circle);
}

/** A style that all children have is said once. */
function shareStyle(group: Element): void {
  const children = [...group.children];
  const style = children[0]?.getAttribute("style");
  // Opacity of a group is not opacity of each child where children overlap.
  if (!style || group.hasAttribute("style") || children.length < 4 || /(?:^|;)opacity:/.test(style)) return;
  if (!children.every((child) => child.getAttribute("style") === style)) return;
  group.setAttribute("style", style);
  for (const child of children) child.removeAttribute("style");
}

function removeEmpty(element: Element): void {
  for (const child of [...element.children]) removeEmpty(child);
  const hollow = ["g", "defs", "clipPath"].includes(element.localName) && element.childElementCount === 0;
  // A path without a `d` and a box without size or paint leave no mark.
  const markless =
    (element.localName === "path" && !element.getAttribute("d")) ||
    (element.localName === "rect" &&
      (!Number(element.getAttribute("width")) ||
        /fill-opacity:0(;|$)/.test(element.getAttribute("style") ?? "")) &&
      element.parentElement?.localName !== "clipPath");
  if (hollow || markless) element.remove();
}

/** Cells beyond this number are drawn in 64 levels of each primary, which the eye cannot tell apart. */
const manyCells = 1000;

/** An image of cells becomes one path a colour, equal neighbours in a row joined; any other image is dropped. */
function replaceImage(image: Element, painted: ReadonlyMap<string, Cells>): void {
  const cells = painted.get(image.getAttributeNS(xlinkNamespace, "href") ?? image.getAttribute("href") ?? "");
  if (!cells) {
    image.remove();
    return;
  }
  const number = (name: string) => Number.parseFloat(image.getAttribute(name) ?? "0") || 0;
  const across = (column: number) => +(number("x") + (number("width") * column) / cells.width).toFixed(1);
  const down = (row: number) => +(number("y") + (number("height") * row) / cells.height).toFixed(1);
  const step = cells.width * cells.height > manyCells ? 4 : 1;
  const paint = (row: number, column: number): string | undefined => {
    const at = 4 * (row * cells.width + column);
    if (cells.data[at + 3] === 0) return undefined;
    return hexColour(
      [...cells.data.subarray(at, at + 3)].map((part) => Math.min(255, Math.round(part / step) * step)),
    );
  };
  const paths = new Map<string, string[]>();
  for (let row = 0; row < cells.height; row++) {
    for (let from = 0, to = 1; from < cells.width; from = to, to++) {
      const colour = paint(row, from);
      while (to < cells.width && paint(row, to) === colour) to++;
      if (colour === undefined) continue;
      const rectangles = paths.get(colour) ?? [];
      rectangles.push(`M${across(from)} ${down(row)}H${across(to)}V${down(row + 1)}H${across(from)}Z`);
      paths.set(colour, rectangles);
    }
  }
  const group = image.ownerDocument.createElementNS(svgNamespace, "g");
  group.setAttribute("shape-rendering", "crispEdges");
  for (const [colour, rectangles] of paths) {
    const path = image.ownerDocument.createElementNS(svgNamespace, "path");
    path.setAttribute("fill", colour);
    path.setAttribute("d", rectangles.join(""));
    group.append(path);
  }
  image.replaceWith(group);
}

function hexColour(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
