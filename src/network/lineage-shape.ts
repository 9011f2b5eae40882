import { type Components, connectedComponents } from "./connected-components.js";
import { childCounts, firstBases, type Lineage } from "./lineage.js";
import { lineageChain } from "./lineage-chain.js";
import { lineageDepth } from "./lineage-depth.js";

export interface LineageShape {
  readonly components: Components;
  /** Models by generation, from those that declare no base on. */
  readonly generations: readonly number[];
  readonly cycles: readonly (readonly number[])[];
  /** Models that declare each node. */
  readonly children: Uint32Array;
  /** First base of each node, -1 where it has none. */
  readonly first: Int32Array;
  /** Chains of three models or more: from a model on which none is built up its first bases. */
  readonly chains: readonly (readonly number[])[];
}

/** The measures of a lineage that the notebooks ask for together. */
export function lineageShape(lineage: Lineage): LineageShape {
  const { depth, cycles } = lineageDepth(lineage);
  const generations: number[] = [];
  for (const generation of depth) generations[generation] = (generations[generation] ?? 0) + 1;
  const [first, children] = [firstBases(lineage), childCounts(lineage)];
  const chains: number[][] = [];
  first.forEach((base, node) => {
    if (base < 0 || children[node]! > 0) return;
    const chain = lineageChain(first, node);
    if (chain.length >= 3) chains.push(chain);
  });
  return {
    components: connectedComponents(lineage.nodes.length, lineage.child, lineage.parent),
    // A condensed cycle can leave no gap, but be explicit: an empty generation is a zero.
    generations: Array.from(generations, (count) => count ?? 0),
    cycles,
    children,
    first,
    chains,
  };
}
