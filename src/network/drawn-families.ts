import type { DrawnNetwork } from "./drawn-network.js";
import { layoutNetwork } from "./layout-network.js";
import type { Lineage } from "./lineage.js";
import { lineageBackbone } from "./lineage-backbone.js";
import { buildNetwork } from "./network.js";

export interface DrawnFamiliesOptions {
  readonly seed: number | string;
  /** Default 6. */
  readonly families?: number;
  /** Models drawn of a family at most. Default 26. */
  readonly perFamily?: number;
  /** What is written beside a node. Default its name. */
  readonly label?: (place: number) => string;
  /** Name of a family, by the place of its root and the number of its models. Default the root's label. */
  readonly group?: (root: number, models: number) => string;
}

export interface DrawnFamilies extends DrawnNetwork {
  /** Models of each drawn family, largest first, by the place of its root. */
  readonly familySizes: ReadonlyMap<number, number>;
}

/** The backbone of a lineage's largest families (lineageBackbone), laid out; a node is as large as the models that name it. */
export function drawnFamilies(
  lineage: Lineage,
  {
    seed,
    families = 6,
    perFamily = 26,
    label = (place) => lineage.nodes[place]!,
    group = label,
  }: DrawnFamiliesOptions,
): DrawnFamilies {
  const { places, root, children, edges, familySizes } = lineageBackbone(lineage, { families, perFamily });
  const name = (place: number) => lineage.nodes[place]!;
  const linked = buildNetwork(
    edges.map(([child]) => name(child)),
    edges.map(([, base]) => name(base)),
  );
  // A family whose root alone is built on has no edge to draw, but a place.
  const alone = places.map(name).filter((id) => !linked.nodes.includes(id));
  const drawn = { ...linked, nodes: [...linked.nodes, ...alone] };
  const spot = layoutNetwork(drawn, { seed });
  const at = new Map(places.map((place, i) => [name(place), i]));
  return {
    nodes: drawn.nodes.map((id, node) => {
      const i = at.get(id)!;
      return {
        id,
        label: label(places[i]!),
        x: spot.x[node]!,
        y: spot.y[node]!,
        size: children[i]!,
        group: group(root[i]!, familySizes.get(root[i]!)!),
      };
    }),
    edges: edges.map(([child, base]) => ({ from: name(child), to: name(base), weight: 1 })),
    familySizes,
  };
}
