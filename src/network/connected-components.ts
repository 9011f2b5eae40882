export interface Components {
  /** Component of each node, numbered from 0 by size, the largest first; ties by their first node. */
  readonly of: Uint32Array;
  /** Nodes of each component. */
  readonly sizes: readonly number[];
}

/**
 * Connected components of a graph of `nodes` nodes whose edge e joins `from[e]` and `to[e]`, directions ignored (weak
 * components of a directed graph). A node without edges is a component of its own.
 */
export function connectedComponents(
  nodes: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): Components {
  const head = Uint32Array.from({ length: nodes }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (head[at] !== at) {
      head[at] = head[head[at]!]!;
      at = head[at]!;
    }
    return at;
  };
  // The smaller place leads, so that a component's label is its first node.
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [find(from[e]!), find(to[e]!)];
    head[Math.max(a, b)] = Math.min(a, b);
  }
  const counts = new Map<number, number>();
  for (let node = 0; node < nodes; node++) {
    const first = find(node);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const order = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
  const numberOf = new Map(order.map((first, number) => [first, number]));
  return {
    of: head.map((_, node) => numberOf.get(find(node))!),
    sizes: order.map((first) => counts.get(first)!),
  };
}
