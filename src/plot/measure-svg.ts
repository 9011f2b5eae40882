import { ascent, descent, textWidth } from "./font-metrics.js";

/** A rectangle in px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * The extent of an SVG element's texts and rectangles as a browser would lay them out, from font metrics alone.
 * `withOwnTransform` gives it in the coordinates of the outermost svg (getBoundingClientRect), otherwise in the
 * element's own (getBBox). An element without text or rectangle has no extent: null.
 */
export function measureSvg(element: Element, withOwnTransform: boolean): Box | null {
  const corners: [number, number][] = [];
  collect(element, withOwnTransform ? toRoot(element) : identity, corners);
  if (corners.length === 0) return null;
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Width in px of all the text in an element, on one line. */
export function measureText(element: Element): number {
  return textWidth(element.textContent ?? "", ...fontOf(element));
}

function toRoot(element: Element): Matrix {
  let matrix = parseTransform(element.getAttribute("transform"));
  for (let above = element.parentElement; above && above.localName !== "svg"; above = above.parentElement) {
    matrix = multiply(parseTransform(above.getAttribute("transform")), matrix);
  }
  return matrix;
}

function collect(element: Element, matrix: Matrix, corners: [number, number][]): void {
  if (element.localName === "text") {
    for (const box of textLines(element)) addCorners(box, matrix, corners);
    return;
  }
  if (element.localName === "rect") addCorners(rectangle(element), matrix, corners);
  for (const child of element.children) {
    if (child.localName === "defs" || child.localName === "clipPath") continue;
    collect(child, multiply(matrix, parseTransform(child.getAttribute("transform"))), corners);
  }
}

function rectangle(element: Element): Box {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => numberOf(element, name));
  return { x: x!, y: y!, width: width!, height: height! };
}

/** plotly sets each line of a text as a tspan of class line, its offset in em in dy. */
function textLines(text: Element): Box[] {
  const lines = [...text.querySelectorAll("tspan.line")];
  const x = numberOf(text, "x");
  const y = numberOf(text, "y");
  if (lines.length === 0) return [lineBox(text, text, x, y)];
  return lines.map((line) => {
    const [size] = fontOf(text);
    const offset = Number.parseFloat(line.getAttribute("dy") ?? "0") * size;
    return lineBox(line, text, line.hasAttribute("x") ? numberOf(line, "x") : x, y + offset);
  });
}

function lineBox(line: Element, text: Element, x: number, y: number): Box {
  const [size, bold] = fontOf(text);
  const width = textWidth(line.textContent ?? "", size, bold);
  const anchor = inherited(text, "text-anchor") ?? "start";
  const left = anchor === "middle" ? x - width / 2 : anchor === "end" ? x - width : x;
  return { x: left, y: y - ascent * size, width, height: (ascent + descent) * size };
}

function fontOf(element: Element): [size: number, bold: boolean] {
  const weight = inherited(element, "font-weight") ?? "normal";
  return [
    Number.parseFloat(inherited(element, "font-size") ?? "12"),
    weight === "bold" || Number.parseInt(weight, 10) >= 600,
  ];
}

function inherited(element: Element, property: string): string | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const own =
      new RegExp(`(?:^|;)\\s*${property}:\\s*([^;]+)`).exec(at.getAttribute("style") ?? "")?.[1] ??
      at.getAttribute(property);
    if (own) return own.trim();
  }
  return undefined;
}

function numberOf(element: Element, name: string): number {
  return Number.parseFloat(element.getAttribute(name) ?? "") || 0;
}

function addCorners(
  { x, y, width, height }: Box,
  [a, b, c, d, e, f]: Matrix,
  corners: [number, number][],
): void {
  for (const px of [x, x + width]) {
    for (const py of [y, y + height]) corners.push([a * px + c * py + e, b * px + d * py + f]);
  }
}

function parseTransform(transform: string | null): Matrix {
  let matrix = identity;
  for (const [, kind, list] of (transform ?? "").matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const [p = 0, q, r, ...more] = list!
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    if (kind === "translate") matrix = multiply(matrix, [1, 0, 0, 1, p, q ?? 0]);
    else if (kind === "scale") matrix = multiply(matrix, [p, 0, 0, q ?? p, 0, 0]);
    else if (kind === "rotate") matrix = multiply(matrix, rotation(p, q ?? 0, r ?? 0));
    else if (kind === "matrix")
      matrix = multiply(matrix, [p, q ?? 0, r ?? 0, more[0] ?? 1, more[1] ?? 0, more[2] ?? 0]);
  }
  return matrix;
}

function rotation(degrees: number, x: number, y: number): Matrix {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}

function multiply([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}
