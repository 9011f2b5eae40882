/** An undirected weighted network in columns: edge e joins nodes `from[e]` < `to[e]` (places in `nodes`), once a pair. */
export interface Network {
  readonly nodes: readonly string[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * Adds up edges given as pairs of names, in either direction and any number of times. Self-loops are left out and
 * counted. Nodes and edges are in code-unit order, so the order of the input does not matter.
 * @throws RangeError where the columns differ in length, or a weight is not above 0
 */
export function buildNetwork(
  from: ArrayLike<string>,
  to: ArrayLike<string>,
  weights?: ArrayLike<number>,
): Network & { readonly selfLoops: number } {
  if (from.length !== to.length || (weights && weights.length !== from.length)) {
    throw new RangeError(`buildNetwork: ${from.length} sources against ${to.length} targets`);
  }
  const nodes = [...new Set([...Array.from(from), ...Array.from(to)])].sort(byCodeUnit);
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const sums = new Map<number, number>();
  let selfLoops = 0;
  for (let e = 0; e < from.length; e++) {
    const a = placeOf.get(from[e]!)!;
    const b = placeOf.get(to[e]!)!;
    const weight = weights ? weights[e]! : 1;
    if (!(weight > 0 && Number.isFinite(weight))) {
      throw new RangeError(`buildNetwork: the weight of ${from[e]} to ${to[e]} is ${weight}, not above 0`);
    }
    if (a === b) {
      selfLoops++;
      continue;
    }
    const key = Math.min(a, b) * nodes.length + Math.max(a, b);
    sums.set(key, (sums.get(key) ?? 0) + weight);
  }
  const keys = Float64Array.from(sums.keys()).sort();
  return {
    nodes,
    from: Uint32Array.from(keys, (key) => Math.floor(key / nodes.length)),
    to: Uint32Array.from(keys, (key) => key % nodes.length),
    weights: Float64Array.from(keys, (key) => sums.get(key)!),
    selfLoops,
  };
}

export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sum of each node's edge weights. */
export function strengths(network: Network): Float64Array {
  const sums = new Float64Array(network.nodes.length);
  for (let e = 0; e < network.weights.length; e++) {
    sums[network.from[e]!]! += network.weights[e]!;
    sums[network.to[e]!]! += network.weights[e]!;
  }
  return sums;
}

/** The number of links of each node. */
export function degrees(network: Network): Uint32Array {
  const counts = new Uint32Array(network.nodes.length);
  for (let e = 0; e < network.weights.length; e++) {
    counts[network.from[e]!]!++;
    counts[network.to[e]!]!++;
  }
  return counts;
}
