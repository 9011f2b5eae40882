import { childCounts, firstBases, type Lineage } from "./lineage.js";
import { lineageRoots } from "./lineage-roots.js";

export interface LineageBackbone {
  /** Places of the drawn models, the largest families first. */
  readonly places: readonly number[];
  /** Family of each drawn model, as the place of its root, and how many models name it as a base. */
  readonly root: readonly number[];
  readonly children: readonly number[];
  /** Edges from a drawn child to its drawn first base (places). */
  readonly edges: readonly (readonly [child: number, base: number])[];
  /** Models in each drawn family, by its root. */
  readonly familySizes: ReadonlyMap<number, number>;
}

/**
 * The part of a lineage that can be looked at: of the largest families (models with one root) those models on which most
 * are built, with the models between them and the root, so that every drawn model hangs on its family. Models on which none
 * is built are not drawn; they are the area of their base.
 */
export function lineageBackbone(
  lineage: Lineage,
  { families = 6, perFamily = 30 }: { families?: number; perFamily?: number } = {},
): LineageBackbone {
  const root = lineageRoots(lineage);
  const first = firstBases(lineage);
  const children = childCounts(lineage);
  const sizes = new Map<number, number>();
  for (const family of root) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  const largest = [...sizes].sort(([a, m], [b, n]) => n - m || a - b).slice(0, families);
  const places = largest.flatMap(([family]) => {
    const kept = new Set([family]);
    const own = Array.from(root.keys()).filter((place) => root[place] === family && children[place]! > 0);
    own.sort((a, b) => children[b]! - children[a]! || a - b);
    for (const place of own) {
      const path: number[] = [];
      for (let at = place; !kept.has(at) && !path.includes(at); at = first[at]!) path.push(at);
      if (kept.size + path.length > perFamily) continue;
      for (const step of path) kept.add(step);
    }
    return [...kept];
  });
  const drawn = new Set(places);
  return {
    places,
    root: places.map((place) => root[place]!),
    children: places.map((place) => children[place]!),
    edges: places
      .filter((place) => root[place] !== place && drawn.has(first[place]!))
      .map((place) => [place, first[place]!] as const),
    familySizes: new Map(largest),
  };
}
