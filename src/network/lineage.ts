import { byCodeUnit } from "./network.js";

/** Who is built on whom, in columns: edge e says that node `child[e]` is built on node `parent[e]` (places in `nodes`). */
export interface Lineage {
  readonly nodes: readonly string[];
  readonly child: Uint32Array;
  readonly parent: Uint32Array;
}

/**
 * A lineage from pairs of names. A model said to be built on itself and a pair said twice are left out and counted.
 * Nodes are in code-unit order; the edges of a child stay in the order given, so its first base stays its first.
 * @throws RangeError where the columns differ in length
 */
export function buildLineage(
  children: ArrayLike<string>,
  parents: ArrayLike<string>,
): Lineage & { readonly selfLoops: number; readonly repeated: number } {
  if (children.length !== parents.length) {
    throw new RangeError(`buildLineage: ${children.length} children against ${parents.length} parents`);
  }
  const nodes = [...new Set([...Array.from(children), ...Array.from(parents)])].sort(byCodeUnit);
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const seen = new Set<number>();
  const child: number[] = [];
  const parent: number[] = [];
  let selfLoops = 0;
  for (let e = 0; e < children.length; e++) {
    const [a, b] = [placeOf.get(children[e]!)!, placeOf.get(parents[e]!)!];
    if (a === b) {
      selfLoops++;
      continue;
    }
    const key = a * nodes.length + b;
    if (seen.has(key)) continue;
    seen.add(key);
    child.push(a);
    parent.push(b);
  }
  return {
    nodes,
    child: Uint32Array.from(child),
    parent: Uint32Array.from(parent),
    selfLoops,
    repeated: children.length - selfLoops - child.length,
  };
}

/** How many models name each node as their base. */
export function childCounts(lineage: Lineage): Uint32Array {
  const counts = new Uint32Array(lineage.nodes.length);
  for (const parent of lineage.parent) counts[parent]!++;
  return counts;
}

/** For each node the nodes at the other end of its edges, in the order of the edges: its bases, or its children. */
export function neighbours(lineage: Lineage, towards: "bases" | "children"): number[][] {
  const [own, other] =
    towards === "bases" ? [lineage.child, lineage.parent] : [lineage.parent, lineage.child];
  const lists = Array.from(lineage.nodes, () => [] as number[]);
  for (let e = 0; e < own.length; e++) lists[own[e]!]!.push(other[e]!);
  return lists;
}

/** The first base of each node, -1 where it names none. */
export function firstBases(lineage: Lineage): Int32Array {
  return Int32Array.from(neighbours(lineage, "bases"), (bases) => bases[0] ?? -1);
}
