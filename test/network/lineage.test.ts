import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildLineage,
  childCounts,
  connectedComponents,
  drawnFamilies,
  drawRelatives,
  firstBases,
  lineageBackbone,
  lineageChain,
  lineageDepth,
  lineageRoots,
  lineageShape,
} from "../../src/network/index.js";

/** A forest with second bases and one cycle of three, that is as easily built in another language. */
function reference() {
  const pairs: [number, number][] = [];
  for (let i = 1; i < 300; i++) {
    if (i % 5) pairs.push([i, (i * 37 + 11) % i]);
    if (i % 7 === 0) pairs.push([i, (i * 53 + 5) % i]);
  }
  pairs.push([17, 200], [200, 150], [150, 17]);
  const name = (i: number) => String(i).padStart(3, "0");
  return buildLineage(
    pairs.map(([child]) => name(child)),
    pairs.map(([, parent]) => name(parent)),
  );
}

describe("a lineage", () => {
  it("counts models built on themselves and pairs said twice, and keeps the order of a child's bases", () => {
    const lineage = buildLineage(["b", "b", "b", "a", "c"], ["z", "a", "z", "a", "b"]);
    expect(lineage.nodes).toEqual(["a", "b", "c", "z"]);
    expect([lineage.selfLoops, lineage.repeated]).toEqual([1, 1]);
    expect(Array.from(firstBases(lineage), (place) => lineage.nodes[place] ?? null)).toEqual([
      null,
      "z",
      "b",
      null,
    ]);
    expect(Array.from(childCounts(lineage))).toEqual([1, 1, 0, 1]);
    expect(() => buildLineage(["a"], [])).toThrow(RangeError);
    expect(buildLineage([], []).nodes).toEqual([]);
  });

  // networkx 3.6.1 on the graph of reference(): weakly_connected_components gives 1 of 252 nodes, beside nodes without
  // edges that are not in ours; strongly_connected_components gives one of more than one node, {17, 150, 200}; the longest
  // paths to a sink over its condensation, spread over the members, have maximum 5 and sum 498.
  it("has networkx's components, cycles and depths", () => {
    const lineage = reference();
    const components = connectedComponents(lineage.nodes.length, lineage.child, lineage.parent);
    expect(components.sizes).toEqual([252]);
    const { depth, cycles } = lineageDepth(lineage);
    expect(cycles.map((members) => members.map((place) => lineage.nodes[place]))).toEqual([
      ["017", "150", "200"],
    ]);
    expect(Math.max(...depth)).toBe(5);
    expect(depth.reduce((sum, value) => sum + value, 0)).toBe(498);
  });

  it("numbers components by size, a node without edges alone", () => {
    const { of, sizes } = connectedComponents(6, [1, 4, 5], [2, 3, 4]);
    expect(sizes).toEqual([3, 2, 1]);
    expect(Array.from(of)).toEqual([2, 1, 1, 0, 0, 0]);
    expect(connectedComponents(0, [], []).sizes).toEqual([]);
  });

  it("survives a chain of a hundred thousand generations", () => {
    const name = (i: number) => String(i).padStart(6, "0");
    const steps = Array.from({ length: 100_000 }, (_, i) => i);
    const lineage = buildLineage(
      steps.map((i) => name(i)),
      steps.map((i) => name(i + 1)),
    );
    expect(lineageDepth(lineage).depth[0]).toBe(100_000);
    expect(lineage.nodes[lineageRoots(lineage)[0]!]).toBe("100000");
  });

  it("follows first bases to a root, and stops before a cycle repeats", () => {
    const lineage = buildLineage(["a", "b", "c", "d", "e", "f"], ["b", "c", "b", "a", "g", "e"]);
    const first = firstBases(lineage);
    const names = (places: number[]) => places.map((place) => lineage.nodes[place]).join("");
    expect(names(lineageChain(first, 3))).toBe("dabc");
    expect(names(lineageChain(first, 5))).toBe("feg");
    expect(Array.from(lineageRoots(lineage), (place) => lineage.nodes[place]).join("")).toBe("bbbbggg");
  });

  it("gives a child more depth than its bases, save within a cycle, whatever the graph", () => {
    const edge = fc.tuple(fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 60 }), (edges) => {
        const name = (i: number) => String(i).padStart(2, "0");
        const lineage = buildLineage(
          edges.map(([a]) => name(a)),
          edges.map(([, b]) => name(b)),
        );
        const { depth, cycles } = lineageDepth(lineage);
        const cycleOf = new Map(cycles.flatMap((members, i) => members.map((place) => [place, i])));
        lineage.child.forEach((child, e) => {
          const parent = lineage.parent[e]!;
          const together = cycleOf.has(child) && cycleOf.get(child) === cycleOf.get(parent);
          if (together) expect(depth[child]).toBe(depth[parent]);
          else expect(depth[child]!).toBeGreaterThan(depth[parent]!);
        });
        const roots = lineageRoots(lineage);
        const { of } = connectedComponents(lineage.nodes.length, lineage.child, lineage.parent);
        roots.forEach((root, node) => {
          expect(of[root]).toBe(of[node]);
          expect(roots[root]).toBe(root);
        });
      }),
    );
  });
});

describe("relatives drawn from a lineage", () => {
  // Family a: bases a and a1 with children; family b: base b with two children; c has one child only.
  const lineage = buildLineage(
    ["a1", "a2", "a3", "a11", "a12", "b1", "b2", "c1"],
    ["a", "a", "a", "a1", "a1", "b", "b", "c"],
  );
  const name = (place: number) => lineage.nodes[place]!;

  it("are a base, two of its children and a child of another family, one set a base", () => {
    for (let seed = 0; seed < 20; seed++) {
      const drawn = drawRelatives(lineage, { seed });
      expect(drawn.map(({ base }) => name(base)).sort()).toEqual(["a", "a1", "b"]);
      const first = firstBases(lineage);
      for (const { base, child, sibling, stranger } of drawn) {
        expect([first[child], first[sibling]]).toEqual([base, base]);
        expect(child).not.toBe(sibling);
        expect(name(stranger)[0]).not.toBe(name(base)[0]);
      }
    }
    expect(drawRelatives(lineage, { seed: 1 })).toEqual(drawRelatives(lineage, { seed: 1 }));
  });

  it("are none where a family stands alone, or nothing is eligible", () => {
    expect(drawRelatives(buildLineage(["b", "c"], ["a", "a"]), { seed: 1 })).toEqual([]);
    expect(drawRelatives(lineage, { seed: 1, eligible: () => false })).toEqual([]);
  });
});

it("draws the backbone of the largest families, every drawn model hanging on its root", () => {
  const lineage = reference();
  const { places, root, children, edges, familySizes } = lineageBackbone(lineage, {
    families: 2,
    perFamily: 8,
  });
  const sizes = [...familySizes.values()];
  expect(sizes).toEqual([242, 10]);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  const roots = lineageRoots(lineage);
  for (const family of familySizes.keys()) {
    expect(roots.filter((own) => own === family).length).toBe(familySizes.get(family));
    expect(places.filter((_, i) => root[i] === family).length).toBeLessThanOrEqual(8);
  }
  expect(edges.length).toBe(places.length - 2);
  expect(children.every((count, i) => count > 0 || familySizes.has(places[i]!))).toBe(true);
});

it("lays out the backbone, a node as large as the models that name it", () => {
  const lineage = reference();
  const options = { families: 2, perFamily: 8 };
  const { nodes, edges, familySizes } = drawnFamilies(lineage, { seed: 1, ...options });
  const backbone = lineageBackbone(lineage, options);
  expect(nodes.map(({ id }) => id).sort()).toEqual(
    backbone.places.map((place) => lineage.nodes[place]).sort(),
  );
  expect(edges).toHaveLength(backbone.edges.length);
  expect(familySizes).toEqual(backbone.familySizes);
  const children = childCounts(lineage);
  for (const { id, size, group, label, x, y } of nodes) {
    expect(size).toBe(children[lineage.nodes.indexOf(id)]);
    expect(label).toBe(id);
    expect([...familySizes.keys()].map((root) => lineage.nodes[root])).toContain(group);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
  }
  const named = drawnFamilies(lineage, {
    seed: 1,
    ...options,
    label: String,
    group: (_, models) => `${models}`,
  });
  expect([...new Set(named.nodes.map(({ group }) => group))].sort()).toEqual(["10", "242"]);
});

it("has a shape whose parts add up", () => {
  const lineage = reference();
  const { components, generations, cycles, children, first, chains } = lineageShape(lineage);
  expect(generations.reduce((sum, count) => sum + count, 0)).toBe(lineage.nodes.length);
  expect(generations).toHaveLength(6);
  expect([components.sizes, cycles.map((cycle) => cycle.length)]).toEqual([[252], [3]]);
  expect(chains.length).toBeGreaterThan(50);
  for (const chain of chains) {
    expect(chain.length).toBeGreaterThanOrEqual(3);
    expect(children[chain[0]!]).toBe(0);
    expect(chain.slice(1)).toEqual(chain.slice(0, -1).map((node) => first[node]));
  }
  expect(lineageShape(buildLineage([], [])).generations).toEqual([]);
});
