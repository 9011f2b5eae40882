import { afterAll, beforeAll, expect, it } from "vitest";
import {
  countKeys,
  declaredSql,
  readCompleteness,
  readDatedCards,
  readLastChanges,
  readLifeDefinitions,
  readLinkedTags,
  readOwnerCohorts,
  readOwnerItems,
  readOwnerTraits,
  readResumed,
  readStated,
  readWorkSpans,
  Snapshot,
} from "../../src/snapshot/index.js";
import { retention } from "../../src/stats/index.js";
import { plantedCardDrift, plantedModels, plantedStatements, plantedTouches } from "../../src/study/index.js";
import { declaredFields, metadataCompleteness } from "../../src/text/index.js";
import { simulatedSnapshot } from "../support/simulated.js";

type Model = {
  id: string;
  owner: string;
  tags: string[] | null;
  library: string | null;
  licence: string | null;
  datasets: string[] | null;
  base_models: string[] | null;
  languages: string[] | null;
  pipeline_tag: string | null;
  created_at: Date | null;
  created_at_is_floor: boolean;
};

let hub: Snapshot;
let models: Model[];
beforeAll(async () => {
  hub = await Snapshot.open(await simulatedSnapshot());
  models = await hub.rows<Model>("SELECT * FROM models ORDER BY id");
}, 300_000);
afterAll(() => hub?.close());

it("counts keys most first, one a list's element, under a condition", async () => {
  const tags = models.flatMap(({ tags }) => tags ?? []);
  const found = await countKeys(hub, "unnest(tags)");
  expect(found.reduce((sum, { size }) => sum + size, 0)).toBe(tags.length);
  expect(found[0]!.size).toBe(tags.filter((tag) => tag === found[0]!.name).length);
  expect(found.map(({ size }) => size)).toEqual(found.map(({ size }) => size).sort((a, b) => b - a));
  expect(await countKeys(hub, "library", "false")).toEqual([]);
});

it("asks in SQL for what metadataCompleteness asks of a model", async () => {
  const sql = declaredFields.map((field) => `(${declaredSql(field)})::INT`).join(" + ");
  const counts = await hub.rows<{ fields: number }>(`SELECT ${sql} AS fields FROM models ORDER BY id`);
  expect(counts.map(({ fields }) => fields)).toEqual(
    models.map((model) => Math.round(6 * metadataCompleteness(model))),
  );
});

it("finds the pairs of tags that a loop over the models finds", async () => {
  const [a, b] = (await countKeys(hub, "unnest(tags)")).map(({ name }) => name) as [string, string];
  const shared = models.filter(({ tags }) => tags?.includes(a) && tags.includes(b)).length;
  const found = await readLinkedTags(hub, [a, b], { least: 1 });
  const [first, second] = [a, b].sort();
  expect(found).toEqual(shared ? [{ a: first, b: second, shared }] : []);
  expect(await readLinkedTags(hub, [], { least: 1 })).toEqual([]);
  expect(await readLinkedTags(hub, [a, b], { least: shared + 1 })).toEqual([]);
});

it("lists each owner's declared items and traits once", async () => {
  const { holders, items } = await readOwnerItems(hub, "declared");
  const wanted = new Set(
    models.flatMap(({ owner, base_models, datasets }) => [
      ...(base_models ?? []).map((one) => `${owner} base ${one}`),
      ...(datasets ?? []).map((one) => `${owner} data ${one}`),
    ]),
  );
  expect(new Set(holders.map((owner, i) => `${owner} ${items[i]}`))).toEqual(wanted);
  expect(holders.length).toBe(wanted.size);
  const rare = await readOwnerItems(hub, "rare tags");
  const owners = new Map<string, Set<string>>();
  for (const [i, tag] of rare.items.entries())
    owners.set(tag, (owners.get(tag) ?? new Set()).add(rare.holders[i]!));
  for (const [tag, own] of owners) {
    expect(tag).not.toContain(":");
    expect(own.size).toBeGreaterThanOrEqual(2);
    expect(own.size).toBeLessThanOrEqual(50);
  }
  const traits = await readOwnerTraits(hub);
  const { owner } = models[0]!;
  const own = models.filter((model) => model.owner === owner);
  const told = own.flatMap(({ pipeline_tag, library, languages }) => [
    ...(pipeline_tag ? [`task: ${pipeline_tag}`] : []),
    ...(library ? [`library: ${library}`] : []),
    ...(languages ?? []).map((language) => `language: ${language}`),
  ]);
  expect([...traits.get(owner)!].sort()).toEqual([...new Set(told)].sort());
});

it("has a cohort of each quarter in which new owners came, all of them there at age 0", async () => {
  const rows = await readOwnerCohorts(hub);
  const old = new Set(models.filter((model) => model.created_at_is_floor).map(({ owner }) => owner));
  const came = new Map<string, Date>();
  for (const { owner, created_at } of models)
    if (owner && created_at && !old.has(owner) && !(came.get(owner)! <= created_at))
      came.set(owner, created_at);
  const quarter = new Date(
    Date.UTC(hub.asOf.getUTCFullYear(), 3 * Math.floor(hub.asOf.getUTCMonth() / 3), 1),
  );
  const watched = [...came.values()].filter((at) => at < quarter && at >= new Date("2022-04-01"));
  expect(rows.filter(({ age }) => age === 0).reduce((sum, { members }) => sum + members, 0)).toBe(
    watched.length,
  );
  expect(retention(rows).overall.every(({ value }) => value <= 1)).toBe(true);
});

it("counts what models state as a loop over them does, by group", async () => {
  const [all] = await readStated(hub, hub);
  const known = models.filter(({ tags }) => tags !== null);
  expect([all!.n, all!.licence, all!.datasets, all!.language]).toEqual([
    known.length,
    known.filter(({ licence }) => licence !== null).length,
    known.filter(({ datasets }) => datasets?.length).length,
    known.filter(({ languages }) => languages?.length).length,
  ]);
  expect(all!.tool).toBeLessThanOrEqual(all!.co2);
  const byDomain = await readStated(hub, hub, { by: "domain", least: 100 });
  expect(byDomain.every(({ n }) => n >= 100)).toBe(true);
  expect(byDomain.map(({ key }) => key)).toEqual([...byDomain.map(({ key }) => key)].sort());
  expect(await readStated(hub, hub, { where: "false" })).toEqual([]);
});

it("reads cards with the time of creation that either source knows", async () => {
  const cards = await readDatedCards(hub, hub);
  expect(cards.map(({ id }) => id)).toEqual(cards.map(({ id }) => id).sort());
  const of = new Map(models.map((model) => [model.id, model]));
  for (const { id, created } of cards) {
    const model = of.get(id)!;
    expect(created).toEqual(model.created_at_is_floor ? null : model.created_at);
  }
});

it("reads lives by twelve definitions, whose first is readWorkSpans's own", async () => {
  const all = await readLifeDefinitions(hub);
  expect(all.map(({ what, silentDays }) => `${what} ${silentDays}`).length).toBe(12);
  expect(all[0]!.spans).toEqual(await readWorkSpans(hub));
  expect(all.at(-1)!.spans).toEqual(await readWorkSpans(hub, { pauseDays: 365 }));
  const changes = await readLastChanges(hub, hub);
  const floor = models.filter((model) => model.created_at_is_floor).length;
  expect(changes.length - changes.filter(({ firstMs }) => firstMs !== null).length).toBeLessThanOrEqual(
    floor,
  );
});

it("tells how often a silence ended, as a loop over the commits does", async () => {
  const day = 86_400_000;
  const commits = await hub.rows<{ model_id: string; at: Date }>(
    "SELECT model_id, committed_at AS at FROM commits WHERE is_bot IS NOT TRUE AND committed_at IS NOT NULL",
  );
  const of = new Map<string, number[]>();
  for (const { model_id, at } of commits)
    if (at <= hub.asOf) of.set(model_id, [...(of.get(model_id) ?? []), at.getTime()]);
  const [asOf, year] = [hub.asOf.getTime(), hub.asOf.getTime() - 365 * day];
  const silent = [...of.values()].filter((times) => {
    const before = times.filter((at) => at <= year);
    return before.length > 0 && Math.max(...before) <= asOf - (365 + 180) * day;
  });
  const found = await readResumed(hub, { silentDays: 180 });
  const again = silent.filter((times) => times.some((at) => at > year)).length;
  expect([found?.count ?? 0, found?.n ?? 0]).toEqual([again, silent.length]);
});

it("gives what was planted, model by model and in sum", async () => {
  const planted = await plantedModels(hub);
  expect(models.every(({ id }) => planted.has(id))).toBe(true);
  const touches = await plantedTouches(hub);
  for (const share of touches.values()) expect(share).toBeGreaterThan(0.8);
  const years = await plantedStatements(hub);
  for (const { noTask, noTaskPlanted, models: n } of years)
    expect(Math.abs(noTask - noTaskPlanted)).toBeLessThan(4 * Math.sqrt(0.25 / n) + 0.03);
  await expect(plantedStatements({ ...hub, simulated: false } as Snapshot)).rejects.toThrow(/planted/);
});

it("has the completeness of each model beside its attention, and finds the planted drift of cards", async () => {
  const columns = await readCompleteness(hub, hub);
  const known = await hub.rows<Model & { likes: number }>(
    "SELECT * FROM models WHERE tags IS NOT NULL AND likes IS NOT NULL AND downloads_30d IS NOT NULL ORDER BY id",
  );
  expect(columns.likes).toEqual(known.map(({ likes }) => likes));
  known.forEach((model, i) => {
    expect(columns.score[i]).toBeCloseTo(metadataCompleteness(model), 12);
  });
  const { drift, care } = await plantedCardDrift(hub);
  expect([drift.low < 0.2, drift.high > 0.2, care.low > 0, drift.n <= models.length]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
