import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildNetwork,
  communityStability,
  coOccurrenceNetwork,
  drawnNetwork,
  findCommunities,
  hypergeometricTail,
  layoutNetwork,
  modularity,
  type Network,
  nullModularity,
  overRepresentation,
  projectNetwork,
  readableNetwork,
  rewire,
  sharedAgreement,
  strengths,
  strongestMembers,
} from "../../src/network/index.js";
import { adjustedRand, random } from "../../src/stats/index.js";
import { karateClub, karateSides } from "../support/karate-club.js";

const edges = ({ nodes, from, to, weights }: Network) =>
  Array.from(weights, (weight, e) => [nodes[from[e]!], nodes[to[e]!], weight]);

/** Groups of 20 nodes: links within at one chance, across at another. */
function plantedGroups(groups: number, within: number, across: number, seed: number) {
  const chance = random(seed);
  const from: string[] = [];
  const to: string[] = [];
  const name = (i: number) => String(i).padStart(3, "0");
  for (let i = 0; i < groups * 20; i++) {
    for (let j = 0; j < i; j++) {
      if (chance.next() < (Math.floor(i / 20) === Math.floor(j / 20) ? within : across)) {
        from.push(name(j));
        to.push(name(i));
      }
    }
  }
  const network = buildNetwork(from, to);
  return { network, truth: network.nodes.map((node) => Math.floor(Number(node) / 20)) };
}

describe("projectNetwork", () => {
  const holders = ["a", "b", "c", "a", "b", "c", "d", "e", "a"];
  const items = ["x", "x", "x", "y", "y", "z", "z", "w", "x"];

  it("weighs as networkx.bipartite.collaboration_weighted_projected_graph", () => {
    const network = projectNetwork(holders, items);
    expect(edges(network)).toEqual([
      ["a", "b", 1.5],
      ["a", "c", 0.5],
      ["b", "c", 0.5],
      ["c", "d", 1],
    ]);
    expect([network.items, network.skipped, network.isolated]).toEqual([4, [], 1]);
  });

  it("skips what everyone holds, and says so", () => {
    const network = projectNetwork(holders, items, { maxHolders: 2, rarity: "count" });
    expect(edges(network)).toEqual([
      ["a", "b", 1],
      ["c", "d", 1],
    ]);
    expect(network.skipped).toEqual([{ item: "x", holders: 3 }]);
    expect(projectNetwork(holders, items, { minWeight: 1.2 }).nodes).toEqual(["a", "b"]);
  });

  it("does not depend on the order of the rows", () => {
    const row = fc.tuple(fc.constantFrom("a", "b", "ع", "🤗"), fc.constantFrom("x", "y", "z"));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns = (list: typeof rows) =>
          projectNetwork(
            list.map(([holder]) => holder),
            list.map(([, item]) => item),
            { rarity: "inverse-log" },
          );
        expect(columns([...rows].reverse())).toEqual(columns(rows));
      }),
    );
  });

  it("stays quick where one owner holds 5,000 items and one item has 50,000 owners", () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `o${i}`);
    const network = projectNetwork(
      [...many, ...Array<string>(5000).fill("o1")],
      [...many.map(() => "hub"), ...many.slice(0, 5000)],
    );
    expect([network.nodes.length, network.skipped[0]!.holders]).toEqual([0, 50_000]);
  });
});

describe("buildNetwork", () => {
  it("adds up both directions and counts loops", () => {
    const network = buildNetwork(["b", "a", "c"], ["a", "b", "c"], [1, 2, 5]);
    expect([edges(network), network.selfLoops, network.nodes]).toEqual([[["a", "b", 3]], 1, ["a", "b", "c"]]);
    expect(() => buildNetwork(["a"], ["b"], [Number.NaN])).toThrow(/not above 0/);
  });
});

describe("modularity, against networkx 2.8.8 community.modularity(karate club, the two sides)", () => {
  it.each([
    ["unweighted", karateClub(), 1, 0.3582347140039448],
    ["at resolution 2", karateClub(), 2, -0.14250493096646943],
    ["weighted", karateClub({ weighted: true }), 1, 0.39143756676224206],
  ])("%s", (_, network, resolution, value) => {
    expect(modularity(network, karateSides, resolution)).toBeCloseTo(value, 12);
  });

  it("is null without edges", () => expect(modularity(buildNetwork([], []), [])).toBeNull());
});

describe("findCommunities", () => {
  it("does as well on the karate club as networkx's Louvain", () => {
    // max over seeds 0..19 of modularity(louvain_communities(G, seed)): 0.41978961209730437, the known optimum.
    const best = Math.max(
      ...Array.from({ length: 20 }, (_, seed) => findCommunities(karateClub(), { seed }).modularity!),
    );
    expect(best).toBeCloseTo(0.41978961209730437, 12);
  });

  it("finds planted groups, and is a function of its seed", () => {
    const { network, truth } = plantedGroups(5, 0.5, 0.02, 1);
    const found = findCommunities(network, { seed: 7 });
    expect(adjustedRand(found.of, truth)).toBe(1);
    expect(found.sizes).toEqual([20, 20, 20, 20, 20]);
    expect(findCommunities(network, { seed: 7 })).toEqual(found);
  });

  it("leaves nodes without edges alone", () => {
    expect(findCommunities({ ...buildNetwork([], []), nodes: ["a", "b"] }, { seed: 1 }).sizes).toEqual([
      1, 1,
    ]);
  });
});

describe("rewire and nullModularity", () => {
  it("keeps every node's degree, and makes no loop and no double edge", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const network = plantedGroups(2, 0.4, 0.1, seed).network;
        const rewired = rewire(network, random(seed));
        expect(strengths(rewired)).toEqual(strengths(network));
        const pairs = new Set(Array.from(rewired.from, (from, e) => `${from}-${rewired.to[e]}`));
        expect(pairs.size).toBe(network.from.length);
        rewired.from.forEach((from, e) => {
          expect(from).toBeLessThan(rewired.to[e]!);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("tells planted groups from a random network", () => {
    const grouped = nullModularity(plantedGroups(4, 0.5, 0.03, 2).network, { seed: 1, replicates: 19 })!;
    expect([grouped.p, grouped.z! > 10]).toEqual([1 / 20, true]);
    const random = nullModularity(plantedGroups(4, 0.15, 0.15, 3).network, { seed: 1, replicates: 19 })!;
    expect(random.observed).toBeGreaterThan(0.15);
    expect(random.p).toBeGreaterThan(0.05);
  });
});

describe("communityStability", () => {
  it("is whole for plain groups and says how resolution moves them", () => {
    const rows = communityStability(plantedGroups(4, 0.6, 0.01, 4).network, {
      resolutions: [1, 6],
      seeds: [1, 2, 3],
    });
    expect(rows[0]).toMatchObject({
      fewest: 4,
      most: 4,
      largest: 20,
      meanAgreement: 1,
      agreementWithFirst: 1,
    });
    expect(rows[1]!.fewest).toBeGreaterThan(4);
    expect(rows[1]!.agreementWithFirst).toBeLessThan(1);
  });
});

describe("hypergeometricTail, against scipy.stats.hypergeom.sf(count - 1, members, marked, drawn)", () => {
  it.each([
    [4, 8, 10, 50, 0.04069877801994921],
    [0, 8, 10, 50, 1],
    [120, 5000, 800, 100000, 1.1119134918606154e-26],
  ])("%i of %i", (count, drawn, marked, members, p) => {
    expect(hypergeometricTail(count, drawn, marked, members) / p).toBeCloseTo(1, 9);
  });

  it("is a tail: falls with the count, and what is below and above adds to 1", () => {
    const draw = fc.record({ members: fc.integer({ min: 1, max: 40 }), a: fc.nat(40), b: fc.nat(40) });
    fc.assert(
      fc.property(draw, ({ members, a, b }) => {
        const [drawn, marked] = [a % (members + 1), b % (members + 1)];
        let last = 1;
        for (let count = 0; count <= members; count++) {
          const tail = hypergeometricTail(count, drawn, marked, members);
          expect(tail).toBeLessThanOrEqual(last + 1e-12);
          // Those not drawn hold the rest of the marked ones.
          const below = hypergeometricTail(Math.max(marked - count + 1, 0), members - drawn, marked, members);
          if (count <= marked) expect(tail + below).toBeCloseTo(1, 9);
          last = tail;
        }
      }),
    );
  });
});

describe("overRepresentation", () => {
  it("names what stands out, with its counts", () => {
    const groups = Array.from({ length: 50 }, (_, i) => (i < 8 ? "small" : "large"));
    const values = groups.map((_, i) => (i < 4 || (i >= 8 && i < 14) ? ["audio", "audio"] : []));
    const [first, second] = overRepresentation(groups, values);
    expect(first).toMatchObject({
      group: "small",
      value: "audio",
      count: 4,
      groupSize: 8,
      overall: 10,
      members: 50,
      lift: 2.5,
    });
    expect(first!.p).toBeCloseTo(0.04069877801994921, 12);
    expect(first!.q).toBeCloseTo(2 * first!.p, 12);
    expect(second!.group).toBe("large");
    expect(overRepresentation(groups, values, { minOverall: 11 })).toEqual([]);
  });
});

describe("readableNetwork and layoutNetwork", () => {
  it("draw a bounded part, the same every time", () => {
    const { network } = plantedGroups(8, 0.5, 0.02, 5);
    const { of } = findCommunities(network, { seed: 1 });
    const part = readableNetwork(network, of, { maxNodes: 60, linksPerNode: 2, maxCommunities: 3 });
    expect(part.nodes.length).toBe(60);
    expect(new Set(part.communityOf).size).toBe(3);
    expect(part.weights.length).toBeLessThanOrEqual(120);
    expect(part.places.every((place, own) => network.nodes[place] === part.nodes[own])).toBe(true);
    const layout = layoutNetwork(part, { seed: 1, iterations: 100 });
    expect(layoutNetwork(part, { seed: 1, iterations: 100 })).toEqual(layout);
    expect(Math.min(...layout.x)).toBe(-1);
    expect(Math.max(...layout.y)).toBe(1);
    expect(() => layoutNetwork(network, { seed: 1, maxNodes: 100 })).toThrow(/readableNetwork/);
  });

  it("puts linked nodes nearer than others", () => {
    const { network, truth } = plantedGroups(3, 0.6, 0.01, 6);
    const { x, y } = layoutNetwork(network, { seed: 1 });
    let [near, nearPairs, far, farPairs] = [0, 0, 0, 0];
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < i; j++) {
        const distance = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
        if (truth[i] === truth[j]) [near, nearPairs] = [near + distance, nearPairs + 1];
        else [far, farPairs] = [far + distance, farPairs + 1];
      }
    }
    expect(near / nearPairs).toBeLessThan(0.5 * (far / farPairs));
  });
});

describe("sharedAgreement", () => {
  const a = { nodes: ["p", "q", "r", "s"], of: [0, 0, 1, 1] };
  it("is the adjusted Rand index on the names that both hold", () => {
    const b = { nodes: ["s", "x", "q", "p", "r"], of: [5, 5, 2, 2, 5] };
    expect(sharedAgreement(a, b)).toEqual({ shared: 4, agreement: 1 });
    const crossed = { nodes: ["p", "q", "r", "s"], of: [0, 1, 0, 1] };
    expect(sharedAgreement(a, crossed)).toEqual({ shared: 4, agreement: adjustedRand(a.of, crossed.of) });
  });
  it("knows no agreement on fewer than two names", () => {
    expect(sharedAgreement(a, { nodes: ["p", "y"], of: [0, 1] })).toEqual({ shared: 1, agreement: null });
    expect(sharedAgreement(a, { nodes: [], of: [] })).toEqual({ shared: 0, agreement: null });
  });
});

describe("coOccurrenceNetwork", () => {
  const uses = new Map([
    ["a", 50],
    ["b", 40],
    ["c", 60],
  ]);
  it("links what meets more often than by chance, weighted by the cosine", () => {
    // Of 100 cases: by chance a and b meet 20 times, a and c 30, b and c 24.
    const meetings = [
      { a: "a", b: "b", shared: 30 },
      { a: "a", b: "c", shared: 30 },
      { a: "b", b: "c", shared: 25 },
    ];
    expect(edges(coOccurrenceNetwork(meetings, uses, 100))).toEqual([
      ["a", "b", 30 / Math.sqrt(2000)],
      ["b", "c", 25 / Math.sqrt(2400)],
    ]);
  });
  it("is empty without meetings, and refuses a thing that is never used", () => {
    expect(coOccurrenceNetwork([], uses, 100).nodes).toEqual([]);
    expect(() => coOccurrenceNetwork([{ a: "a", b: "x", shared: 1 }], uses, 100)).toThrow("x has no uses");
  });
});

describe("strongestMembers and drawnNetwork", () => {
  const club = karateClub();
  const communities = findCommunities(club, { seed: 1 });
  it("name each member once, the club's leaders first", () => {
    const members = strongestMembers(club, communities);
    expect(members.flat().sort()).toEqual([...club.nodes].sort());
    expect(members.map(({ length }) => length)).toEqual(communities.sizes);
    const strength = strengths(club);
    for (const names of members) {
      const own = names.map((name) => strength[club.nodes.indexOf(name)]!);
      expect(own).toEqual([...own].sort((a, b) => b - a));
    }
  });
  it("draw what readableNetwork keeps, each node in its community", () => {
    const options = { seed: 1, maxNodes: 20, linksPerNode: 2, size: () => 1 };
    const { nodes, edges: links } = drawnNetwork(club, communities, options);
    const kept = readableNetwork(club, communities.of, options);
    expect(nodes.map(({ id }) => id)).toEqual(kept.nodes);
    expect(links).toHaveLength(kept.weights.length);
    for (const { id, group, x, y } of nodes) {
      expect(group).toBe(`community ${communities.of[club.nodes.indexOf(id)]! + 1}`);
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    }
  });
});
