import { afterEach, describe, expect, it, vi } from "vitest";
import { buildLineage, lineageDepth } from "../../src/network/index.js";
import { readLineage, Snapshot } from "../../src/snapshot/index.js";
import { checkPlanted } from "../../src/study/check-planted.js";
import { plantedLineage } from "../../src/study/planted-lineage.js";
import { simulatedSnapshot } from "../support/simulated.js";

describe("checking against what was planted", () => {
  afterEach(() => vi.restoreAllMocks());
  const cases = (right: number, wrong: number) => [...Array(right).fill(true), ...Array(wrong).fill(false)];

  it("shows how many cases are right, and passes where nearly all are", () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => lines.push(String(line)));
    checkPlanted({ kind: cases(98, 2), base: cases(20, 0) }, { caption: "Found against planted" });
    const text = lines.join("\n");
    expect(text).toMatch(/kind\s+100\s+98\.0%/);
    expect(text).toContain("✓ base: as planted");
  });

  it("fails on a finding that is often wrong, and on one of too few cases", () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const caption = "Found against planted";
    expect(() => checkPlanted({ kind: cases(96, 4) }, { caption })).toThrow("kind: as planted");
    expect(() => checkPlanted({ kind: cases(19, 0) }, { caption })).toThrow("19 cases");
    expect(() => checkPlanted({ kind: [] }, { caption, least: 0 })).toThrow("kind: as planted");
  });
});

it("tells the generation that the planted lineage has, and who declares it to the root", async () => {
  const snapshot = await Snapshot.open(await simulatedSnapshot());
  const planted = await plantedLineage(snapshot);
  const children = [...planted].filter(([, { parent }]) => parent !== null);
  expect(children.length).toBeGreaterThan(300);
  const lineage = buildLineage(
    children.map(([id]) => id),
    children.map(([, { parent }]) => parent!),
  );
  const { depth } = lineageDepth(lineage);
  expect(lineage.nodes.map((id) => planted.get(id)!.generation)).toEqual(Array.from(depth));
  // What is declared to the root is found at its planted depth; the rest is understated.
  const found = await readLineage(snapshot);
  const seen = lineageDepth(found.lineage).depth;
  const told = found.lineage.nodes.map((id, place) => ({ ...planted.get(id)!, found: seen[place]! }));
  expect(told.filter(({ declaredToRoot }) => declaredToRoot).length).toBeGreaterThan(100);
  for (const { declaredToRoot, generation, found } of told) {
    if (declaredToRoot) expect(found).toBe(generation);
    else expect(found).toBeLessThan(generation);
  }
  expect(children.every(([, { kind }]) => kind !== null)).toBe(true);
  snapshot.close();
});
