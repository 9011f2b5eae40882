import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { hubIdioms } from "../../src/simulate/commit-grammar.js";
import { Snapshot } from "../../src/snapshot/index.js";
import { sharedData } from "../support/shared-data.js";
import { simulatedSnapshot } from "../support/simulated.js";

describe.skipIf(!sharedData)("a simulated snapshot beside the archives", () => {
  let hub: Snapshot;
  beforeAll(async () => {
    hub = await Snapshot.open(await simulatedSnapshot());
    return () => hub.close();
  });

  it("shares no commit title or message with them but the Hub's own idioms", async () => {
    const written = new Set<string>();
    const archive = gunzipSync(readFileSync(join(sharedData!, "popular-2024-12", "commits.ndjson.gz")));
    for (const line of archive.toString("utf8").split("\n").filter(Boolean)) {
      for (const { title, message } of JSON.parse(line).commits) {
        written.add(title);
        if (message) written.add(message);
      }
    }
    expect(written.size).toBeGreaterThan(1000);
    const titles = await hub.rows<{ text: string }>(
      "SELECT DISTINCT title AS text FROM commits UNION SELECT message FROM commits WHERE message <> ''",
    );
    const shared = titles.map(({ text }) => text).filter((text) => written.has(text));
    expect(shared.length).toBeGreaterThan(5);
    const withoutRequest = shared.map((text) => text.replace(/ \(#\d+\)$/, ""));
    expect(withoutRequest.filter((text) => !hubIdioms.some((idiom) => idiom.test(text)))).toEqual([]);
  });

  it("shares no card with them", async () => {
    const cards = gunzipSync(readFileSync(join(sharedData!, "hf-cards-2022-02", "cards.jsonl.gz")));
    const written = new Set(
      cards
        .toString("utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) =>
          String(JSON.parse(line).card)
            .replace(/^---[\s\S]*?\n---\n/, "")
            .trim(),
        ),
    );
    const texts = await hub.rows<{ text: string }>("SELECT text FROM cards");
    expect(texts.filter(({ text }) => written.has(text.trim()))).toEqual([]);
  });
});
