import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectNetwork } from "../../src/network/index.js";
import { plainLine, toTable } from "../../src/plot/index.js";
import { countOverTime, countTagSets, importArchive, Snapshot } from "../../src/snapshot/index.js";
import { metadataCompleteness, readProse, splitFrontMatter, summariseTags } from "../../src/text/index.js";

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-"));
const long = `${"\u202e\u{1F917}x".repeat(2500)}`;
const many = Array.from({ length: 5000 }, (_, i) => (i < 2500 ? `tag-${i}` : `dataset:acme/data-${i}`));
const rightToLeft = "\u0645\u062e\u062a\u0628\u0631/\u0646\u0645\u0648\u0630\u062c-\u{1F917}";
const models = [
  { id: "acme/long-tag", tags: ["pytorch", long] },
  { id: rightToLeft, tags: ["pytorch", "ar"] },
  { id: "acme/nameless", tags: ["dataset:", "license:", "arxiv:", "base_model:", ""] },
  { id: "acme/many-tags", tags: many },
].map((row, i) => ({
  _id: String(i).padStart(24, "0"),
  likes: i,
  downloads: i,
  private: false,
  createdAt: "2023-05-01T10:00:00.000Z",
  ...row,
}));

let hub: Snapshot;
beforeAll(async () => {
  mkdirSync(join(folder, "archive"));
  writeFileSync(join(folder, "archive/page-1.json"), JSON.stringify(models));
  await importArchive({ sources: [join(folder, "archive")], out: join(folder, "out"), tool: "test" });
  hub = await Snapshot.open(join(folder, "out"));
});
afterAll(() => {
  hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("models of a Hub that means no good", () => {
  it("are all there, under their own ids, in whatever script", async () => {
    const ids = (await hub.rows<{ id: string }>("SELECT id FROM models")).map(({ id }) => id);
    expect(ids.sort()).toEqual(models.map(({ id }) => id).sort());
    expect(await hub.value("SELECT owner FROM models WHERE likes = 1")).toBe(rightToLeft.split("/")[0]);
  });
  it("declare nothing with a prefix that stands alone", async () => {
    const [row] = await hub.rows<Record<string, unknown>>("SELECT * FROM models WHERE id = 'acme/nameless'");
    expect(row).toMatchObject({ licence: null, datasets: [], base_models: [], arxiv_ids: [] });
    expect(metadataCompleteness(row!)).toBe(0);
    const datasets = await countOverTime(hub, { key: "unnest(datasets)", from: "2023-01-01" });
    expect(datasets.keys).not.toContain("");
  });
  it("keep a tag of ten thousand characters and five thousand tags, which are measured and cut where shown", async () => {
    const tags = await hub.rows<{ tag: string; uses: number }>(
      "SELECT tag, count(*) AS uses FROM (SELECT unnest(tags) AS tag FROM models) GROUP BY tag",
    );
    const found = summariseTags(tags);
    expect(found.longest).toBe(10_000);
    expect(found.uses).toBe(2 + 2 + 5 + 5000);
    expect(found.nameless).toBe(5);
    expect(await hub.value("SELECT max(len(tags)) FROM models")).toBe(5000);
    const shown = plainLine(long, 40);
    expect([...shown]).toHaveLength(40);
    expect(shown).not.toMatch(/\u202e/);
    const { html } = toTable([{ tag: long }], { caption: "Tags", simulated: false });
    expect(html.length).toBeLessThan(3000);
    expect(html).not.toMatch(/\u202e/);
  });
  it("count once in the sets of their tags", async () => {
    const sets = await countTagSets(hub, { pytorch: "pytorch", "tag-1": "one", "tag-2": "two" });
    expect([sets.n, sets.any, sets.several]).toEqual([4, 3, 1]);
  });
  it("link no owners through items that everyone holds, however many there are", () => {
    const holders = Array.from({ length: 50_000 }, (_, i) => `owner ${i % 500}`);
    const items = Array.from({ length: 50_000 }, (_, i) => `item ${Math.floor(i / 500)}`);
    const network = projectNetwork(holders, items, { maxHolders: 50 });
    expect([network.nodes.length, network.skipped.length]).toEqual([0, 100]);
  });
});

describe("cards that mean no good", () => {
  it("are read as text, without what they would run or show elsewhere", () => {
    const [card] = readProse([
      "# Limitations\n<script>steal()</script><img src=x onerror=steal()>\n[a [link](javascript:steal())\n<style>body{}</style>Reads **news**.",
    ]);
    expect(card!.prose).not.toMatch(/steal|javascript|<script|onerror|body\{/);
    expect(card!.prose).toContain("Reads news.");
    expect(card!.sections.has("limitations")).toBe(true);
  });
  it("of ten megabytes are read to the limit, and say so", () => {
    const [card, short] = readProse(["word ".repeat(2_000_000), "word"]);
    expect([card!.truncated, short!.truncated]).toEqual([true, false]);
    expect(card!.prose.length).toBeLessThanOrEqual(1 << 20);
    expect(card!.words.length).toBeLessThanOrEqual((1 << 20) / 5 + 1);
  });
  it("do not unfold a YAML bomb in their front matter", () => {
    const levels = Array.from({ length: 9 }, (_, i) =>
      i === 0
        ? "a0: &a0 [x, x, x, x, x, x, x, x, x]"
        : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(8)}*a${i - 1}]`,
    );
    const { text, problem } = splitFrontMatter(`---\n${levels.join("\n")}\n---\nThe card.`);
    expect(problem).toBeTruthy();
    expect(text.trim()).toBe("The card.");
  });
});
