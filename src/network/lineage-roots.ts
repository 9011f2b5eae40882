import { firstBases, type Lineage } from "./lineage.js";

/**
 * The family of each node: the last node of its chain of first bases. The nodes of a cycle, which have no last, belong to
 * the least place among them, and so do those below.
 */
export function lineageRoots(lineage: Lineage): Uint32Array {
  const first = firstBases(lineage);
  const root = new Int32Array(lineage.nodes.length).fill(-1);
  for (let node = 0; node < root.length; node++) {
    const path: number[] = [];
    const placeOnPath = new Map<number, number>();
    let at = node;
    while (root[at] === -1 && !placeOnPath.has(at) && first[at]! >= 0) {
      placeOnPath.set(at, path.length);
      path.push(at);
      at = first[at]!;
    }
    const cycle = placeOnPath.has(at) ? path.slice(placeOnPath.get(at)) : [at];
    const found = root[at] === -1 ? Math.min(...cycle) : root[at]!;
    if (root[at] === -1) root[at] = found;
    for (const step of path) root[step] = found;
  }
  return Uint32Array.from(root);
}
