/**
 * Louvain on 1,000,000 edges between 100,000 nodes with planted groups, against networkx's louvain_communities on the
 * same edges, interleaved, the best of several rounds; both times include building the graph from columns. Needs a
 * Python with networkx (PYTHON, by default /usr/bin/python3); without one it gives our numbers alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCommunities, type Network } from "../src/network/index.js";
import { adjustedRand, random } from "../src/stats/index.js";

const edges = 1_000_000;
const nodes = 100_000;
const groupSize = 200;
const rounds = Number(process.env.ROUNDS ?? 2);
const python = process.env.PYTHON ?? "/usr/bin/python3";

const chance = random(1);
const keys = new Set<number>();
while (keys.size < edges) {
  const a = chance.int(nodes);
  const group = a - (a % groupSize);
  const b = chance.next() < 0.7 ? group + chance.int(groupSize) : chance.int(nodes);
  if (a !== b) keys.add(Math.min(a, b) * nodes + Math.max(a, b));
}
const sorted = Float64Array.from(keys).sort();
const network: Network = {
  nodes: Array.from({ length: nodes }, (_, place) => String(place)),
  from: Uint32Array.from(sorted, (key) => Math.floor(key / nodes)),
  to: Uint32Array.from(sorted, (key) => key % nodes),
  weights: new Float64Array(edges).fill(1),
};
const truth = network.nodes.map((_, place) => Math.floor(place / groupSize));

const script = `
import sys, time, numpy as np, networkx as nx
folder, seed = sys.argv[1], int(sys.argv[2])
a, b = (np.fromfile(f"{folder}/{name}", dtype="u4").tolist() for name in ("from", "to"))
t = time.perf_counter()
G = nx.Graph(); G.add_nodes_from(range(${nodes})); G.add_weighted_edges_from(zip(a, b, [1.0] * len(a)))
found = nx.community.louvain_communities(G, seed=seed)
print(time.perf_counter() - t, nx.community.modularity(G, found))
`;
const folder = mkdtempSync(join(tmpdir(), "louvain-"));
writeFileSync(join(folder, "from"), new Uint8Array(network.from.buffer));
writeFileSync(join(folder, "to"), new Uint8Array(network.to.buffer));
try {
  let [ours, theirs, worst, agreement, peerBest] = [Infinity, Infinity, Infinity, 1, -Infinity];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const found = findCommunities(network, { seed: round });
    ours = Math.min(ours, (performance.now() - start) / 1000);
    worst = Math.min(worst, found.modularity!);
    agreement = Math.min(agreement, adjustedRand(found.of, truth)!);
    const { status, stdout } = spawnSync(python, ["-c", script, folder, String(round)], { encoding: "utf8" });
    if (status !== 0) continue;
    const [seconds, modularity] = stdout.trim().split(" ").map(Number);
    theirs = Math.min(theirs, seconds!);
    peerBest = Math.max(peerBest, modularity!);
  }
  console.log(
    `louvain, ${edges} edges: ${ours.toFixed(2)} s, modularity ${worst.toFixed(4)}, adjusted Rand with the planted groups ${agreement.toFixed(3)}; ${
      Number.isFinite(theirs)
        ? `networkx ${theirs.toFixed(2)} s, modularity ${peerBest.toFixed(4)}; ratio ${(theirs / ours).toFixed(2)} (limit 1)`
        : `no networkx at ${python}`
    }`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
