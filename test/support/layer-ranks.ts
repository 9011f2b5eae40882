/** Lowest layer first. A file may import from its own layer's folder or from a lower rank, never sideways or up. */
export const ranks: Readonly<Record<string, number>> = {
  stats: 0,
  text: 1,
  network: 1,
  plot: 1,
  classify: 2,
  snapshot: 3,
  hub: 4,
  simulate: 4,
  study: 5,
  "index.ts": 6,
  "cli.ts": 7,
};
