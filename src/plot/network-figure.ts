import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { ascent, descent, textWidth } from "./font-metrics.js";
import { formatNumber } from "./format.js";
import { plainLine, plotlyLabel } from "./label-text.js";
import { figureWidth, fontSize, ink, muted, palette } from "./theme.js";

export interface NetworkNode {
  readonly id: string;
  /** Shown text; the id when absent. */
  readonly label?: string;
  /** Place in any unit; both axes are scaled alike. */
  readonly x: number;
  readonly y: number;
  /** Shown as area. */
  readonly size: number;
  /** The six groups with most nodes get a colour, the rest are grey. */
  readonly group?: string;
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** Default 1. */
  readonly weight?: number;
}

export interface NetworkSpec extends FigureSpec {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  /** What the size of a node is: "models". */
  readonly sizeOf: string;
  /** What joins two nodes. */
  readonly linkedBy: string;
  /** Labels at most, largest nodes first, where they do not overlap. Default 24. */
  readonly labels?: number;
  /** Edges drawn at most, heaviest first. Default 1,500. */
  readonly mostEdges?: number;
}

const height = 560;
const largestRadius = 17;

/** A graph whose layout was computed elsewhere. At most 600 nodes: more cannot be read. */
export function networkFigure(spec: NetworkSpec, provenance: Provenance): Figure {
  const { nodes, edges, mostEdges = 1500 } = spec;
  if (nodes.length > 600) {
    throw new RangeError(
      `figure ${spec.name}: ${nodes.length} nodes cannot be read; keep the largest few hundred`,
    );
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const { from, to } of edges) {
    for (const end of [from, to]) {
      if (!byId.has(end))
        throw new RangeError(`figure ${spec.name}: an edge ends at unknown node "${plainLine(end, 80)}"`);
    }
  }
  const drawn = [...edges].sort((a, b) => (b.weight ?? 1) - (a.weight ?? 1)).slice(0, mostEdges);
  const largest = Math.max(1e-12, ...nodes.map(({ size }) => size));
  const radius = ({ size }: NetworkNode) =>
    Math.max(3, largestRadius * Math.sqrt(Math.max(0, size) / largest));
  const groups = groupsBySize(nodes);
  const coloured = groups.slice(0, palette.length);
  const groupOf = ({ group }: NetworkNode) =>
    group !== undefined && coloured.includes(group) ? group : undefined;
  const frame = frameOf(nodes);
  const hasOthers = nodes.some((node) => groupOf(node) === undefined);
  const axis = { visible: false, showgrid: false, zeroline: false, fixedrange: false };
  return composeFigure(spec, provenance, {
    data: [
      ...edgeTraces(drawn, byId),
      ...[...coloured, ...(hasOthers ? [undefined] : [])].map((group, i) => {
        const own = nodes.filter((node) => groupOf(node) === group);
        return {
          type: "scatter",
          mode: "markers",
          name:
            group === undefined
              ? groups.length > 0
                ? "other groups"
                : plotlyLabel(spec.of)
              : plotlyLabel(group),
          x: own.map(({ x }) => x),
          y: own.map(({ y }) => y),
          marker: {
            color: group === undefined ? (groups.length > 0 ? muted : palette[0]) : palette[i],
            size: own.map((node) => +(2 * radius(node)).toFixed(1)),
            line: { color: "#FFFFFF", width: 0.8 },
          },
          hovertext: own.map(
            ({ id, label, size }) =>
              `${plotlyLabel(label ?? id)}: ${formatNumber(size)} ${plotlyLabel(spec.sizeOf)}`,
          ),
          hoverinfo: "text",
          showlegend: groups.length > 0,
        };
      }),
    ],
    layout: {
      xaxis: { ...axis, range: frame.x },
      yaxis: { ...axis, range: frame.y },
      annotations: placedLabels(nodes, radius, frame, spec.labels ?? 24),
      // Nodes differ in size, keys in the legend should not.
      legend: { itemsizing: "constant" },
      hovermode: "closest",
      margin: { l: 16 },
    },
    rows: [
      ...nodes.map((node) => ({
        kind: "node",
        id: node.id,
        group: node.group ?? null,
        size: node.size,
        x: +node.x.toFixed(4),
        y: +node.y.toFixed(4),
        from: null,
        to: null,
        weight: null,
      })),
      ...edges.map(({ from, to, weight }) => ({
        kind: "edge",
        id: null,
        group: null,
        size: null,
        x: null,
        y: null,
        from,
        to,
        weight: weight ?? 1,
      })),
    ],
    height,
    below: 10,
    remarks: [
      `Area: ${spec.sizeOf}; lines: ${spec.linkedBy}`,
      drawn.length < edges.length &&
        `the heaviest ${formatNumber(drawn.length)} of ${formatNumber(edges.length)} links are drawn`,
      groups.length > palette.length &&
        `${counted(groups.length - palette.length, "smaller group is", "smaller groups are")} grey`,
    ],
  });
}

/** Groups with most nodes first, ties by name. */
function groupsBySize(nodes: readonly NetworkNode[]): string[] {
  const counts = new Map<string, number>();
  for (const { group } of nodes) if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([group]) => group);
}

interface Frame {
  x: [number, number];
  y: [number, number];
  /** px a unit, on both axes. */
  scale: number;
}

/** Ranges that hold all nodes with one scale for both axes at the static size. */
function frameOf(nodes: readonly NetworkNode[]): Frame {
  const ends = (values: number[]) =>
    values.length ? ([Math.min(...values), Math.max(...values)] as const) : ([0, 1] as const);
  const [left, right] = ends(nodes.map(({ x }) => x));
  const [low, high] = ends(nodes.map(({ y }) => y));
  const [roomX, roomY] = [figureWidth - 40 - 160, height - 70];
  const scale = Math.min(roomX / (right - left || 1), roomY / (high - low || 1));
  const around = (a: number, b: number, px: number): [number, number] => [
    (a + b) / 2 - px / 2 / scale,
    (a + b) / 2 + px / 2 / scale,
  ];
  return { x: around(left, right, figureWidth - 40), y: around(low, high, height), scale };
}

/** Lines in three widths by thirds of the weights, so that a thousand links are three paths. */
function edgeTraces(edges: readonly NetworkEdge[], byId: ReadonlyMap<string, NetworkNode>) {
  const third = Math.ceil(edges.length / 3);
  const equal = new Set(edges.map(({ weight }) => weight ?? 1)).size <= 1;
  const classes = equal
    ? [edges]
    : [edges.slice(0, third), edges.slice(third, 2 * third), edges.slice(2 * third)];
  return classes
    .map((own, i) => ({
      type: "scatter",
      mode: "lines",
      x: own.flatMap(({ from, to }) => [byId.get(from)!.x, byId.get(to)!.x, null]),
      y: own.flatMap(({ from, to }) => [byId.get(from)!.y, byId.get(to)!.y, null]),
      line: { color: "rgba(90,100,115,0.35)", width: equal ? 0.9 : [2, 1.1, 0.6][i] },
      hoverinfo: "skip",
      showlegend: false,
    }))
    .filter(({ x }) => x.length > 0)
    .reverse();
}

/** Labels of the largest nodes, each above, below or beside its node where no other label and no large node lies. */
function placedLabels(
  nodes: readonly NetworkNode[],
  radius: (node: NetworkNode) => number,
  { x: [left], y: [, top], scale }: Frame,
  most: number,
): Record<string, unknown>[] {
  type Box = { x0: number; x1: number; y0: number; y1: number };
  const overlap = (a: Box, b: Box) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
  const bySize = [...nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  const centre = (node: NetworkNode) => ({ x: (node.x - left) * scale, y: (top - node.y) * scale });
  const taken: Box[] = bySize.slice(0, 60).map((node) => {
    const [{ x, y }, r] = [centre(node), radius(node)];
    return { x0: x - r, x1: x + r, y0: y - r, y1: y + r };
  });
  const placed: Record<string, unknown>[] = [];
  const size = fontSize.note;
  for (const node of bySize) {
    if (placed.length >= most) break;
    const text = plainLine(node.label ?? node.id, 28);
    const [width, tall] = [textWidth(text, size, true), (ascent + descent) * size];
    const [{ x, y }, r] = [centre(node), radius(node) + 2];
    const spots = [
      { dx: 0, dy: -(r + tall / 2) },
      { dx: 0, dy: r + tall / 2 },
      { dx: r + width / 2, dy: 0 },
      { dx: -(r + width / 2), dy: 0 },
    ];
    for (const { dx, dy } of spots) {
      const box = {
        x0: x + dx - width / 2,
        x1: x + dx + width / 2,
        y0: y + dy - tall / 2,
        y1: y + dy + tall / 2,
      };
      const inside = box.x0 >= 0 && box.x1 <= figureWidth - 40 && box.y0 >= 0 && box.y1 <= height;
      if (!inside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      placed.push({
        text: plotlyLabel(text),
        x: node.x,
        y: node.y,
        xshift: Math.round(dx),
        yshift: -Math.round(dy),
        showarrow: false,
        font: { size, color: ink, weight: "bold" },
        bgcolor: "rgba(255,255,255,0.7)",
        borderpad: 0,
      });
      break;
    }
  }
  return placed;
}
