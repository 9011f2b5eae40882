import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildNetwork,
  coreAgainstChance,
  corePeriphery,
  degrees,
  nullComparison,
  projectNetwork,
  reciprocity,
  rewireMemberships,
  scatterLinks,
} from "../../src/network/index.js";
import { random } from "../../src/stats/index.js";
import { karateClub } from "../support/karate-club.js";

const links = (text: string) => {
  const pairs = text.split(" ").map((pair) => pair.split("-"));
  return buildNetwork(
    pairs.map(([from]) => from!),
    pairs.map(([, to]) => to!),
  );
};
const coreOf = (network: ReturnType<typeof links>) =>
  network.nodes.filter((_, place) => corePeriphery(network)!.isCore[place]).join(" ");

const club = karateClub();

function correlationOf(x: number[], y: number[]): number {
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const product = (a: number[], b: number[]) =>
    a.reduce((sum, v, i) => sum + (v - mean(a)) * (b[i]! - mean(b)), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

describe("corePeriphery", () => {
  it("finds a core that is one, and calls the fit perfect", () => {
    // Four who all know each other, each with two hangers-on.
    const network = links("a-b a-c a-d b-c b-d c-d a-p a-q b-r b-s c-t c-u d-v d-w");
    expect(coreOf(network)).toBe("a b c d");
    const { correlation, density, coreSize } = corePeriphery(network)!;
    expect(correlation).toBeCloseTo(1, 12);
    expect([coreSize, density.core, density.between, density.periphery]).toEqual([4, 1, 8 / 32, 0]);
  });

  // networkx 3.6.1 and numpy 2.4.6: A = to_numpy_array(karate_club_graph()) > 0; the best of 60 hill climbs from random
  // cores by numpy.corrcoef over the pairs on one side is [0, 1, 2, 3, 8, 13, 31, 32, 33] with 0.5432197707173784.
  it("fits the karate club as a search with many starts does", () => {
    const { correlation, density, isCore } = corePeriphery(club)!;
    expect(Array.from(isCore).flatMap((core, member) => (core ? [member] : []))).toEqual([
      0, 1, 2, 3, 8, 13, 31, 32, 33,
    ]);
    expect(correlation).toBeCloseTo(0.5432197707173784, 12);
    expect(density.core! > density.between! && density.between! > density.periphery!).toBe(true);
  });

  it("tells the correlation of the links with the pattern, and no move of one node betters it", () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 3, maxLength: 25 }), (pairs) => {
        const network = buildNetwork(
          pairs.map(([a]) => `${a}`),
          pairs.map(([, b]) => `${b}`),
        );
        const found = corePeriphery(network);
        if (!found) return;
        const correlate = (isCore: Uint8Array) => {
          const present = new Set(Array.from(network.from, (a, e) => `${a}-${network.to[e]}`));
          const [there, ideal]: [number[], number[]] = [[], []];
          for (let b = 0; b < isCore.length; b++) {
            for (let a = 0; a < b; a++) {
              if (isCore[a] !== isCore[b]) continue;
              there.push(present.has(`${a}-${b}`) ? 1 : 0);
              ideal.push(isCore[a]!);
            }
          }
          const varies = (list: number[]) => new Set(list).size > 1;
          return varies(there) && varies(ideal) ? correlationOf(there, ideal) : Number.NEGATIVE_INFINITY;
        };
        expect(correlate(found.isCore)).toBeCloseTo(found.correlation, 9);
        for (let node = 0; node < network.nodes.length; node++) {
          const other = found.isCore.map((core, place) => (place === node ? 1 - core : core));
          expect(correlate(other)).toBeLessThanOrEqual(found.correlation + 1e-9);
        }
      }),
    );
  });

  it("knows none in a network of fewer than four nodes, without links, or with all of them", () => {
    expect(corePeriphery(links("a-b b-c"))).toBeNull();
    expect(corePeriphery(links("a-b a-c a-d b-c b-d c-d"))).toBeNull();
    expect(corePeriphery(buildNetwork([], []))).toBeNull();
  });
});

describe("networks by chance", () => {
  const memberships = {
    holders: ["a", "a", "b", "b", "c", "c", "d", "e", "a"],
    items: ["x", "y", "x", "z", "y", "w", "x", "w", "x"],
  };
  const count = (list: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
    return [...counts].sort();
  };

  it("keep every holder's items and every item's holders when memberships are dealt out anew", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const dealt = rewireMemberships(memberships, random(seed));
        // The row that stood twice stands once.
        expect(count(dealt.holders)).toEqual(count(memberships.holders.slice(0, 8)));
        expect(count(dealt.items)).toEqual(count(memberships.items.slice(0, 8)));
        const rows = dealt.holders.map((holder, i) => `${holder} ${dealt.items[i]}`);
        expect(new Set(rows).size).toBe(rows.length);
      }),
    );
    const others = ["1", "2", "3", "4"].map((seed) => {
      const { holders, items } = rewireMemberships(memberships, random(seed));
      return projectNetwork(holders, items).weights.length;
    });
    expect(new Set(others).size).toBeGreaterThan(1);
    expect(rewireMemberships({ holders: [], items: [] }, random(1))).toEqual({ holders: [], items: [] });
    expect(() => rewireMemberships({ holders: ["a"], items: [] }, random(1))).toThrow(/1 holders against 0/);
  });

  it("keep the number of nodes and links when links are scattered", () => {
    const scattered = scatterLinks(club, random("scatter"));
    expect(scattered.nodes).toBe(club.nodes);
    const pairs = Array.from(scattered.from, (a, e) => `${a}-${scattered.to[e]}`);
    expect(new Set(pairs).size).toBe(78);
    expect(scattered.from.every((a, e) => a < scattered.to[e]!)).toBe(true);
    expect(pairs).not.toEqual(Array.from(club.from, (a, e) => `${a}-${club.to[e]}`));
  });

  it("say how often chance does as well", () => {
    expect(nullComparison(3, (i) => i, 4)).toEqual({
      observed: 3,
      expected: [0, 1, 2, 3],
      mean: 1.5,
      sd: Math.sqrt(5 / 3),
      z: 1.5 / Math.sqrt(5 / 3),
      p: 2 / 5,
    });
    expect(nullComparison(1, () => 1, 9).z).toBeNull();
    expect(() => nullComparison(1, () => 1, 1)).toThrow(/two or more/);
    const core = (network: typeof club) => corePeriphery(network)!.correlation;
    const chance = random("core");
    const found = nullComparison(core(club), (i) => core(scatterLinks(club, chance.fork(`${i}`))), 99);
    expect(found.p).toBe(0.01);
  });
});

describe("reciprocity", () => {
  // networkx 3.6.1: overall_reciprocity(DiGraph([(1,2),(2,1),(1,3),(3,4),(4,3),(5,1)])) is 0.6666666666666666.
  it("is networkx's, repeats and self-links aside", () => {
    const from = ["1", "2", "1", "3", "4", "5", "1", "2"];
    const to = ["2", "1", "3", "4", "3", "1", "2", "2"];
    const found = reciprocity(from, to)!;
    expect([found.value, found.links, found.mutual]).toEqual([0.6666666666666666, 6, 4]);
    expect(found.of.filter(({ mutual }) => !mutual)).toEqual([
      { from: "1", to: "3", mutual: false },
      { from: "5", to: "1", mutual: false },
    ]);
  });

  it("is unknown without links", () => {
    expect(reciprocity([], [])).toBeNull();
    expect(reciprocity(["a"], ["a"])).toBeNull();
    expect(() => reciprocity(["a"], [])).toThrow(/1 sources against 0/);
  });
});

describe("coreAgainstChance", () => {
  // Ten hosts of whom three meet at each of 40 items, with one guest each.
  const planted = () => {
    const chance = random("planted");
    const [holders, items]: [string[], string[]] = [[], []];
    for (let item = 0; item < 40; item++) {
      const hosts = chance.shuffle(Array.from({ length: 10 }, (_, i) => i)).slice(0, 3);
      for (const host of hosts) {
        holders.push(`host ${host}`);
        items.push(`${item}`);
      }
      holders.push(`guest ${item}`);
      items.push(`${item}`);
    }
    return { holders, items };
  };

  it("finds a planted core that neither scattered links nor teams dealt anew have", () => {
    const memberships = planted();
    const found = coreAgainstChance(memberships, { seed: 1, replicates: 39 })!;
    expect(found.core.coreSize).toBe(10);
    expect([found.ordered, found.scattered.p]).toEqual([true, 1 / 40]);
    expect(coreAgainstChance(memberships, { seed: 1, replicates: 39 })).toEqual(found);
  });

  it("sees no more in one crowd than the crowd makes by itself", () => {
    const crowd = {
      holders: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
      items: ["x", "x", "x", "x", "x", "y", "y", "z", "z", "w"],
    };
    expect(coreAgainstChance(crowd, { seed: 1, replicates: 19 })!.dealt.p).toBe(1);
    expect(coreAgainstChance({ holders: [], items: [] }, { seed: 1 })).toBeNull();
  });
});

it("degrees count links", () => {
  expect(Array.from(degrees(links("a-b a-c c-d")))).toEqual([2, 1, 2, 1]);
  expect(Math.max(...degrees(club))).toBe(17);
});
