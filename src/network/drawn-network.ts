import type { Communities } from "./find-communities.js";
import { layoutNetwork } from "./layout-network.js";
import type { Network } from "./network.js";
import { type ReadableOptions, readableNetwork } from "./readable-network.js";

export interface DrawnOptions extends ReadableOptions {
  readonly seed: number | string;
  /** Size of a node, such as its models. */
  readonly size: (name: string) => number;
  /** Name of a community, by its number from 0. Default "community 1" and on. */
  readonly group?: (community: number) => string;
  /** What is written beside a node. Default its name. */
  readonly label?: (name: string) => string;
}

/** Nodes and links as networkFigure takes them. */
export interface DrawnNetwork {
  readonly nodes: { id: string; label: string; x: number; y: number; size: number; group: string }[];
  readonly edges: { from: string; to: string; weight: number }[];
}

/** The readable part of a network (readableNetwork), laid out, as nodes and links to draw. */
export function drawnNetwork(
  network: Network,
  communities: Communities,
  { seed, size, group = (c) => `community ${c + 1}`, label = (name) => name, ...readable }: DrawnOptions,
): DrawnNetwork {
  const drawn = readableNetwork(network, communities.of, readable);
  const place = layoutNetwork(drawn, { seed });
  return {
    nodes: drawn.nodes.map((name, i) => ({
      id: name,
      label: label(name),
      x: place.x[i]!,
      y: place.y[i]!,
      size: size(name),
      group: group(drawn.communityOf[i]!),
    })),
    edges: Array.from(drawn.weights, (weight, e) => ({
      from: drawn.nodes[drawn.from[e]!]!,
      to: drawn.nodes[drawn.to[e]!]!,
      weight,
    })),
  };
}
