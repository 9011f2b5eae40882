import { afterAll, beforeAll, expect, it } from "vitest";
import { type ReadLineage, readLineage, readNamedModels, Snapshot } from "../../src/snapshot/index.js";
import { simulatedSnapshot } from "../support/simulated.js";

let snapshot: Snapshot;
let read: ReadLineage;
beforeAll(async () => {
  snapshot = await Snapshot.open(await simulatedSnapshot());
  read = await readLineage(snapshot);
}, 300_000);
afterAll(() => snapshot?.close());

it("holds every base that a model of the simulated Hub declares, as planted", async () => {
  const planted = await snapshot.rows<{ model_id: string; parent: string }>(
    `SELECT model_id, parent FROM read_parquet('${snapshot.path}/truth-models.parquet') JOIN models ON id = model_id
     WHERE parent_declared AND parent IS NOT NULL ORDER BY model_id`,
  );
  const { lineage } = read;
  const found = Array.from(lineage.child, (child, e) => ({
    model_id: lineage.nodes[child]!,
    parent: lineage.nodes[lineage.parent[e]!]!,
  }));
  expect(planted.length).toBeGreaterThan(50);
  expect(found).toEqual(planted);
  expect([read.selfLoops, read.repeated]).toEqual([0, 0]);
});

it("has one model a node, without the tags that state its base", () => {
  const { lineage, models, matches } = read;
  expect(models.map(({ id }) => id)).toEqual(lineage.nodes);
  expect(models.flatMap(({ tags }) => tags).filter((tag) => tag.startsWith("base_model:"))).toEqual([]);
  const absent = models.filter(({ present }) => !present);
  expect(
    absent.every(({ tags, licence, createdAt }) => !tags.length && licence === null && createdAt === null),
  ).toBe(true);
  expect(matches.exact + matches.case + matches.moved + matches.absent).toBe(lineage.child.length);
});

it("reads from names what was planted of sizes and kinds", async () => {
  const named = await readNamedModels(snapshot);
  const planted = await snapshot.rows<{
    relation: string | null;
    parameters: number;
    foundation: number | null;
  }>(
    `SELECT relation, parameters, foundation FROM models JOIN read_parquet('${snapshot.path}/truth-models.parquet') ON id = model_id ORDER BY id`,
  );
  expect(named.kinds.length).toBe(planted.length);
  const kindOf: Record<string, string> = {
    quantized: "quantised",
    adapter: "adapter",
    merge: "merged",
    finetune: "fine-tuned",
  };
  // A few fine-tunes are planted under a library of adapters, and are read as adapters.
  const related = planted
    .map(({ relation }, i) => ({ relation, found: named.kinds[i] }))
    .filter(({ relation }) => relation);
  const right = related.filter(({ relation, found }) => found === kindOf[relation!]).length;
  expect(related.length).toBeGreaterThan(300);
  expect(right / related.length).toBeGreaterThan(0.97);
  // A base's name ends with its size; other names may end with a number in base 36 that looks like one.
  const bases = planted
    .map((one, i) => ({ ...one, said: named.parameters[i] }))
    .filter(({ foundation }) => foundation !== null);
  const sized = bases.filter(({ parameters }) => parameters >= 1e6);
  expect(sized.length).toBeGreaterThan(20);
  for (const { parameters, said } of sized) expect(Math.abs(said! / parameters - 1)).toBeLessThan(0.06);
  expect(named.mixture.some(Boolean)).toBe(false);
});
