import forceAtlas2Module from "graphology-layout-forceatlas2";
import { random } from "../stats/random.js";
import { toGraph } from "./find-communities.js";
import type { Network } from "./network.js";

// The package is CommonJS whose export is the function itself; its types describe an ES module.
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default;

export interface LayoutOptions {
  readonly seed: number | string;
  /** Default 400. */
  readonly iterations?: number;
  /** Most nodes drawn; more are no longer readable. Default 400. */
  readonly maxNodes?: number;
}

/** Place of each node, scaled into the square from -1 to 1. */
export interface NetworkLayout {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Places for the nodes of a small network by ForceAtlas2 (Jacomy et al. 2014; graphology-layout-forceatlas2) from a
 * seeded start: linked nodes near each other. The same network and seed give the same picture. Distances are for the
 * eye and not for measuring.
 * @throws RangeError for more than `maxNodes` nodes: take a part first (readableNetwork)
 */
export function layoutNetwork(
  network: Network,
  { seed, iterations = 400, maxNodes = 400 }: LayoutOptions,
): NetworkLayout {
  const n = network.nodes.length;
  if (n > maxNodes) {
    throw new RangeError(
      `layoutNetwork draws at most ${maxNodes} nodes, not ${n}: take a part with readableNetwork`,
    );
  }
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  if (n === 0) return { x, y };
  const graph = toGraph(network);
  const chance = random(seed);
  graph.forEachNode((node) => {
    graph.mergeNodeAttributes(node, { x: chance.normal(), y: chance.normal() });
  });
  // Pull is relative to the mean weight, so that the unit of the weights does not decide between a clump and a cloud;
  // the strong but small gravity keeps separate components in the frame.
  const meanWeight = network.weights.reduce((sum, weight) => sum + weight, 0) / network.weights.length;
  const places = forceAtlas2(graph, {
    iterations,
    getEdgeWeight: (_, attributes) => attributes.weight / meanWeight,
    settings: { ...forceAtlas2.inferSettings(n), gravity: 0.05, strongGravityMode: true, scalingRatio: 10 },
  });
  for (let place = 0; place < n; place++) {
    x[place] = places[place]!.x;
    y[place] = places[place]!.y;
  }
  scale(x);
  scale(y);
  return { x, y };
}

function scale(values: Float64Array): void {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  for (let i = 0; i < values.length; i++) values[i] = span > 0 ? (2 * (values[i]! - low)) / span - 1 : 0;
}
