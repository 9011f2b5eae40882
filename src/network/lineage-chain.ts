/**
 * The chain above each node: itself, its first base, that one's first base, and so on to a node that names none. Where
 * the chain would enter a cycle again it ends before the repetition. Each model has one chain, though it may have more
 * bases: the first is the one that its author named first.
 */
export function lineageChain(firstBase: ArrayLike<number>, node: number): number[] {
  const chain = [node];
  const seen = new Set(chain);
  for (let at = firstBase[node]!; at >= 0 && !seen.has(at); at = firstBase[at]!) {
    chain.push(at);
    seen.add(at);
  }
  return chain;
}
