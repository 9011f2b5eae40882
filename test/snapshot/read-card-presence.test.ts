import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importArchive, readCardPresence, Snapshot } from "../../src/snapshot/index.js";
import { simulatedSnapshot } from "../support/simulated.js";

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-card-presence-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("readCardPresence", () => {
  it("takes what a list of the archive states, with the owner that it names", async () => {
    const archive = join(folder, "list");
    mkdirSync(archive);
    writeFileSync(
      join(archive, "metadata.csv"),
      [
        "id,created_at,author,downloads,has_modelcard,task_category,task_domain",
        "bert,2018-11-14T23:35:08Z,huggingface,12.0,True,fill-mask,nlp",
        "ada/engine,2022-05-01T00:00:00Z,ada,,False,unknown,unknown",
        "",
      ].join("\n"),
    );
    await importArchive({ sources: [archive], out: join(folder, "snapshot"), tool: "test" });
    const snapshot = await Snapshot.open(join(folder, "snapshot"));
    expect(await readCardPresence(snapshot)).toEqual([
      {
        id: "ada/engine",
        owner: "ada",
        createdAt: new Date("2022-05-01T00:00:00Z"),
        downloads30d: null,
        hasCard: false,
      },
      {
        id: "bert",
        owner: "huggingface",
        createdAt: new Date("2018-11-14T23:35:08Z"),
        downloads30d: 12,
        hasCard: true,
      },
    ]);
    snapshot.close();
  });
  it("goes by the length of the card elsewhere, and says nothing where that is unknown", async () => {
    const snapshot = await Snapshot.open(await simulatedSnapshot());
    const found = await readCardPresence(snapshot);
    const counts = (hasCard: boolean | null) => found.filter((row) => row.hasCard === hasCard).length;
    const [expected] = await snapshot.rows(
      "SELECT count_if(card_length_chars > 0) AS some, count_if(card_length_chars = 0) AS none, count_if(card_length_chars IS NULL) AS unknown FROM models",
    );
    expect({ some: counts(true), none: counts(false), unknown: counts(null) }).toEqual(expected);
    expect(counts(null)).toBeGreaterThan(0);
    snapshot.close();
  });
});
