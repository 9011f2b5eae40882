import type { Network } from "./network.js";

export interface CorePeriphery {
  /** 1 for the nodes of the core, in the order of the network's nodes. */
  readonly isCore: Uint8Array;
  readonly coreSize: number;
  /** Pearson correlation of the links with the ideal: all within the core, none within the periphery. */
  readonly correlation: number;
  /** Share of the possible links that are there; null where there is no pair. */
  readonly density: {
    readonly core: number | null;
    readonly between: number | null;
    readonly periphery: number | null;
  };
}

interface Block {
  readonly size: number;
  readonly inside: number;
  /** Links of the nodes outside among themselves. */
  readonly outside: number;
}

/**
 * Splits a network into a core and a periphery by the discrete model of Borgatti and Everett (2000, section 2): the
 * split whose ideal pattern (every pair within the core linked, none within the periphery, pairs across left out as
 * they recommend) correlates best with the links, which count as there or not, whatever their weight. The search begins
 * from the best set of the nodes of most links and moves single nodes while that helps (ties to the earlier node), so
 * the same network gives the same split; it may stop short of the best of all. Every network has some best split: what
 * it is worth, a comparison with chance says.
 *
 * Null where no split has a correlation: fewer than four nodes, no links, or all of them.
 */
export function corePeriphery(network: Network): CorePeriphery | null {
  const n = network.nodes.length;
  const links = network.weights.length;
  if (n < 4 || links === 0 || links === (n * (n - 1)) / 2) return null;
  const neighbours = neighboursOf(network);
  const degrees = neighbours.map((list) => list.length);
  const isCore = new Uint8Array(n);
  const correlate = ({ size, inside, outside }: Block) => phi(n, size, inside, outside);

  // How many neighbours of each node are in the core.
  const coreLinks = new Float64Array(n);
  let block: Block = { size: 0, inside: 0, outside: links };
  const moved = (node: number): Block => {
    const within = coreLinks[node]!;
    const without = degrees[node]! - within;
    return isCore[node]
      ? { size: block.size - 1, inside: block.inside - within, outside: block.outside + without }
      : { size: block.size + 1, inside: block.inside + within, outside: block.outside - without };
  };
  const move = (node: number) => {
    block = moved(node);
    isCore[node] = isCore[node] ? 0 : 1;
    for (const other of neighbours[node]!) coreLinks[other]! += isCore[node] ? 1 : -1;
  };

  const byDegree = degrees.map((_, node) => node).sort((a, b) => degrees[b]! - degrees[a]! || a - b);
  let best = Number.NEGATIVE_INFINITY;
  let bestSize = 0;
  for (const node of byDegree) {
    move(node);
    const found = correlate(block);
    if (found !== null && found > best) [best, bestSize] = [found, block.size];
  }
  for (const node of byDegree.slice(bestSize)) move(node);

  for (;;) {
    let chosen = -1;
    for (let node = 0; node < n; node++) {
      const found = correlate(moved(node));
      // The margin keeps rounding from moving a node to and fro.
      if (found !== null && found > best + 1e-12) [best, chosen] = [found, node];
    }
    if (chosen < 0) break;
    move(chosen);
  }
  if (best === Number.NEGATIVE_INFINITY) return null;
  const { size, inside, outside } = block;
  const rest = n - size;
  const part = (count: number, pairs: number) => (pairs === 0 ? null : count / pairs);
  return {
    isCore,
    coreSize: size,
    correlation: best,
    density: {
      core: part(inside, (size * (size - 1)) / 2),
      between: part(links - inside - outside, size * rest),
      periphery: part(outside, (rest * (rest - 1)) / 2),
    },
  };
}

/** Correlation of two columns of zeros and ones over the pairs within the core and those within the periphery. */
function phi(n: number, size: number, inside: number, outside: number): number | null {
  const rest = n - size;
  const corePairs = (size * (size - 1)) / 2;
  const otherPairs = (rest * (rest - 1)) / 2;
  const pairs = corePairs + otherPairs;
  const there = inside + outside;
  const spread = corePairs * otherPairs * there * (pairs - there);
  return spread === 0 ? null : (inside * otherPairs - outside * corePairs) / Math.sqrt(spread);
}

function neighboursOf(network: Network): number[][] {
  const lists: number[][] = network.nodes.map(() => []);
  for (let e = 0; e < network.weights.length; e++) {
    lists[network.from[e]!]!.push(network.to[e]!);
    lists[network.to[e]!]!.push(network.from[e]!);
  }
  return lists;
}
