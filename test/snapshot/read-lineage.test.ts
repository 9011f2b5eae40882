import { afterAll, beforeAll, expect, it } from "vitest";
import {
  countSupplyLinks,
  declaredOverTime,
  fineTuneArrivals,
  type ReadLineage,
  readLineage,
  readNamedModels,
  Snapshot,
} from "../../src/snapshot/index.js";
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

it("counts the links of a domain's models to bases and data, one of each pair", async () => {
  const rows = await snapshot.rows<{ id: string; bases: string[]; data: string[] }>(
    `SELECT id, coalesce(base_models, []) AS bases, coalesce(datasets, []) AS data FROM models WHERE domain = 'audio'`,
  );
  const links = new Set<string>();
  const nodes = new Set<string>();
  for (const { id, bases, data } of rows) {
    for (const other of [...bases.map((base) => `model ${base}`), ...data.map((name) => `data ${name}`)]) {
      links.add(`${id} ${other}`);
      nodes.add(`model ${id}`).add(other);
    }
  }
  expect(links.size).toBeGreaterThan(20);
  const audio = await countSupplyLinks(snapshot, "audio");
  expect(audio).toMatchObject({ edges: links.size, nodes: nodes.size });
  const half = audio.perNode!.high - audio.perNode!.value;
  // The Poisson interval of a count: its relative half width is 1.96 / √count.
  expect(half / audio.perNode!.value).toBeCloseTo(1.96 / Math.sqrt(links.size), 10);
  const none = await countSupplyLinks(snapshot, "no such domain");
  expect(none).toEqual({ edges: 0, nodes: 0, perNode: null });
});

it("finds the months in which declaring a base became common, as the models say", async () => {
  const { starts, totals, declaring, n, commonSince } = await declaredOverTime(snapshot);
  const rows = await snapshot.rows<{ month: string; models: number; declare: number }>(
    `SELECT strftime(created_at, '%Y-%m') AS month, count(*) AS models, count_if(len(base_models) > 0) AS declare
     FROM models WHERE created_at >= TIMESTAMP '2022-04-01' GROUP BY 1 ORDER BY 1`,
  );
  const whole = rows.filter(({ month }) => starts.some((start) => start.toISOString().startsWith(month)));
  expect(whole.length).toBe(starts.length);
  expect(totals).toEqual(whole.map(({ models }) => models));
  expect(declaring).toEqual(whole.map(({ declare }) => declare));
  expect(n).toBe(totals.reduce((sum, count) => sum + count, 0));
  const at = starts.indexOf(commonSince!);
  const newest = whole.slice(-3);
  const sum = (of: "models" | "declare") => newest.reduce((total, row) => total + row[of], 0);
  const half = sum("declare") / sum("models") / 2;
  expect(declaring[at]! / totals[at]!).toBeGreaterThanOrEqual(half);
  for (let m = 0; m < at; m++) expect(declaring[m]! / totals[m]!).toBeLessThan(half);
});

it("dates the fine-tunes and adapters of young bases, as planted", async () => {
  const since = new Date("2023-01-01");
  const planted = await snapshot.rows<{ child: string; base: string; born: Date; at: Date }>(
    `SELECT c.id AS child, b.id AS base, b.created_at AS born, c.created_at AS at
     FROM read_parquet('${snapshot.path}/truth-models.parquet') t JOIN models c ON c.id = t.model_id JOIN models b ON b.id = t.parent
     WHERE t.parent_declared AND t.relation IN ('finetune', 'adapter') AND b.created_at >= TIMESTAMP '2023-01-01'`,
  );
  const key = (base: string, bornMs: number, atMs: number) => `${base} ${bornMs} ${atMs}`;
  const wanted = new Set(planted.map(({ base, born, at }) => key(base, born.getTime(), at.getTime())));
  const arrivals = fineTuneArrivals(read, since);
  const found = arrivals.filter(({ parent, bornMs, atMs }) =>
    wanted.has(key(read.lineage.nodes[parent]!, bornMs, atMs)),
  );
  expect(planted.length).toBeGreaterThan(20);
  expect(found.length / planted.length).toBeGreaterThan(0.97);
  expect(found.length / arrivals.length).toBeGreaterThan(0.97);
  expect(fineTuneArrivals(read, new Date("2100-01-01"))).toEqual([]);
});
