import { random } from "../stats/random.js";
import { connectedComponents } from "./connected-components.js";
import { firstBases, type Lineage } from "./lineage.js";

/** A child, its base, another child of the base, and a child of an unrelated family (places in the lineage). */
export interface Relatives {
  readonly child: number;
  readonly base: number;
  readonly sibling: number;
  readonly stranger: number;
}

/**
 * One set of relatives for each base with two children or more, by chance: every base counts alike, however many are built
 * on it. Children are those who name the base first. A base whose component holds all children has no stranger and is left
 * out. With `eligible`, only such nodes take part.
 */
export function drawRelatives(
  lineage: Lineage,
  { seed, eligible = () => true }: { seed: number | string; eligible?: (place: number) => boolean },
): Relatives[] {
  const chance = random(seed);
  const { of } = connectedComponents(lineage.nodes.length, lineage.child, lineage.parent);
  const childrenOf = new Map<number, number[]>();
  const children: number[] = [];
  firstBases(lineage).forEach((base, child) => {
    if (base < 0 || !eligible(base) || !eligible(child)) return;
    children.push(child);
    const own = childrenOf.get(base);
    if (own) own.push(child);
    else childrenOf.set(base, [child]);
  });
  const drawn: Relatives[] = [];
  for (const [base, own] of childrenOf) {
    if (own.length < 2) continue;
    const first = chance.int(own.length);
    const second = (first + 1 + chance.int(own.length - 1)) % own.length;
    // A component of nearly all models makes strangers rare: a bounded search, then the base is left out.
    for (let attempt = 0; attempt < 100; attempt++) {
      const stranger = children[chance.int(children.length)]!;
      if (of[stranger] === of[base]) continue;
      drawn.push({ child: own[first]!, base, sibling: own[second]!, stranger });
      break;
    }
  }
  return drawn;
}
