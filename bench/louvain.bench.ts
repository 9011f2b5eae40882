/**
 * Louvain between 100,000 nodes with planted groups, against networkx's louvain_communities on the same edges; both
 * times include building the graph from columns.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCommunities, type Network } from "../src/network/index.js";
import { adjustedRand, random } from "../src/stats/index.js";
import type { Bench } from "./harness/bench.js";

const edges = 1_000_000;
const nodes = 100_000;
const groupSize = 200;

const python = `
import numpy as np, networkx as nx
folder, seed = sys.argv[1], int(sys.argv[2])
a, b = (np.fromfile(f"{folder}/{name}", dtype="u4").tolist() for name in ("from", "to"))
def task():
    G = nx.Graph(); G.add_nodes_from(range(${nodes})); G.add_weighted_edges_from(zip(a, b, [1.0] * len(a)))
    found = nx.community.louvain_communities(G, seed=seed)
    return nx.community.modularity(G, found)
`;

export const bench: Bench = {
  name: "louvain",
  needs: ["numpy", "networkx"],
  prepare(folder) {
    const chance = random(1);
    const keys = new Set<number>();
    while (keys.size < edges) {
      const a = chance.int(nodes);
      const group = a - (a % groupSize);
      const b = chance.next() < 0.7 ? group + chance.int(groupSize) : chance.int(nodes);
      if (a !== b) keys.add(Math.min(a, b) * nodes + Math.max(a, b));
    }
    const sorted = Float64Array.from(keys).sort();
    const column = (name: string, value: (key: number) => number) =>
      writeFileSync(join(folder, name), new Uint8Array(Uint32Array.from(sorted, value).buffer));
    column("from", (key) => Math.floor(key / nodes));
    column("to", (key) => key % nodes);
    return [
      {
        task: "Louvain communities",
        n: "1,000,000 edges, 100,000 nodes",
        rounds: 2,
        ours: { side: "louvain", args: [folder, "{round}"] },
        peer: { name: "networkx", python, args: [folder, "{round}"] },
        note(ours, peers) {
          const found = ours.map(({ value }) => value as { modularity: number; agreement: number });
          const worst = Math.min(...found.map(({ modularity }) => modularity));
          const agreement = Math.min(...found.map(({ agreement }) => agreement));
          const best = Math.max(...peers.map(({ value }) => value as number));
          return `modularity: our worst ${worst.toFixed(4)}${
            peers.length ? `, its best ${best.toFixed(4)}` : ""
          }; adjusted Rand of ours with the planted groups ${agreement.toFixed(3)}; building the graph included`;
        },
      },
    ];
  },
  sides: {
    async louvain([folder, seed], clock) {
      const column = (name: string) =>
        new Uint32Array(new Uint8Array(readFileSync(join(folder!, name))).buffer);
      const [from, to] = [column("from"), column("to")];
      const network: Network = {
        nodes: Array.from({ length: nodes }, (_, place) => String(place)),
        from,
        to,
        weights: new Float64Array(edges).fill(1),
      };
      const found = await clock(() => findCommunities(network, { seed: Number(seed) }));
      const planted = network.nodes.map((_, place) => Math.floor(place / groupSize));
      return { modularity: found.modularity!, agreement: adjustedRand(found.of, planted)! };
    },
  },
};
