import { type Lineage, neighbours } from "./lineage.js";

export interface LineageDepth {
  /**
   * Steps from a node up to the farthest node that names no base, 0 for that one. Nodes of a cycle share one depth, as
   * if they were one node.
   */
  readonly depth: Uint32Array;
  /** The cycles: sets of two or more nodes of which each is, by some path, built on every other; largest first. */
  readonly cycles: readonly (readonly number[])[];
}

/**
 * How many generations lie above each model, and the cycles that make the question moot for some (strong components by
 * Tarjan's algorithm, 1972, without recursion, so that a chain of any length is no danger).
 */
export function lineageDepth(lineage: Lineage): LineageDepth {
  const bases = neighbours(lineage, "bases");
  const n = lineage.nodes.length;
  const depth = new Uint32Array(n);
  const number = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const next = new Uint32Array(n);
  const open = new Uint8Array(n);
  const path: number[] = [];
  const waiting: number[] = [];
  const cycles: number[][] = [];
  let count = 0;

  const enter = (node: number) => {
    number[node] = low[node] = count++;
    open[node] = 1;
    waiting.push(node);
    path.push(node);
  };
  /** Bases are closed before those built on them, so their depths are known. */
  const close = (node: number) => {
    const members = waiting.splice(waiting.lastIndexOf(node));
    let deepest = 0;
    const own = new Set(members);
    for (const member of members) {
      open[member] = 0;
      for (const base of bases[member]!) {
        if (!own.has(base)) deepest = Math.max(deepest, depth[base]! + 1);
      }
    }
    for (const member of members) depth[member] = deepest;
    if (members.length > 1) cycles.push(members.sort((a, b) => a - b));
  };

  for (let start = 0; start < n; start++) {
    if (number[start] !== -1) continue;
    enter(start);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const base = bases[node]![next[node]!++];
      if (base === undefined) {
        path.pop();
        const above = path[path.length - 1];
        if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!);
        if (low[node] === number[node]) close(node);
      } else if (number[base] === -1) enter(base);
      else if (open[base]) low[node] = Math.min(low[node]!, number[base]!);
    }
  }
  return { depth, cycles: cycles.sort((a, b) => b.length - a.length || a[0]! - b[0]!) };
}
