import type { Random } from "../stats/random.js";
import type { Network } from "./network.js";

/**
 * A random network with the same number of links at every node: `swapsPerEdge` tries an edge to swap the ends of two
 * edges, those that would make a loop or a double edge left out (Maslov and Sneppen 2002; about 10 tries an edge mix
 * well, Milo et al. 2003). Weights stay with their edges' places, so they are dealt out anew: degrees are kept exactly,
 * strengths on average. Networks of fewer than two edges come back as they are.
 */
export function rewire(network: Network, chance: Random, swapsPerEdge = 10): Network {
  const edges = network.weights.length;
  const n = network.nodes.length;
  const from = network.from.slice();
  const to = network.to.slice();
  if (edges < 2) return { ...network, from, to };
  const key = (a: number, b: number) => (a < b ? a * n + b : b * n + a);
  const present = new Set<number>();
  for (let e = 0; e < edges; e++) present.add(key(from[e]!, to[e]!));
  for (let attempt = 0; attempt < edges * swapsPerEdge; attempt++) {
    const first = chance.int(edges);
    const second = chance.int(edges);
    const flipped = chance.next() < 0.5;
    const [a, b] = [from[first]!, to[first]!];
    const c = flipped ? to[second]! : from[second]!;
    const d = flipped ? from[second]! : to[second]!;
    if (first === second || a === d || c === b) continue;
    const [one, other] = [key(a, d), key(c, b)];
    if (one === other || present.has(one) || present.has(other)) continue;
    present.delete(key(a, b));
    present.delete(key(c, d));
    present.add(one).add(other);
    from[first] = Math.min(a, d);
    to[first] = Math.max(a, d);
    from[second] = Math.min(c, b);
    to[second] = Math.max(c, b);
  }
  return { ...network, from, to };
}
