import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { ClaimsFile } from "../../../src/study/claims/claim.js";
import { judgedAnswers } from "../../../src/study/claims/judge.js";
import { committedResults } from "../../../src/study/committed-results.js";
import { readResults } from "../../../src/study/results-file.js";
import { allNotebooks } from "../../../src/study/run-study.js";
import { sharedData } from "../../support/shared-data.js";

const folder = join(import.meta.dirname, "../../../data");
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const file: ClaimsFile = read("claims.json");
const published = readResults(committedResults("published")).results;
const find = (notebook: string, name: string) =>
  published.find((result) => result.notebook === notebook && result.name === name);

describe("data/claims.json", () => {
  it("has the form of its schema", () => {
    const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(read("claims.schema.json"));
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("refuses what has another form", () => {
    const validate = new Ajv2020({ strictTypes: false }).compile(read("claims.schema.json"));
    const claim = file.claims[0]!;
    const refuses = (wrong: object) => expect(validate({ ...file, claims: [wrong] })).toBe(false);
    expect(validate({ ...file, claims: [claim] })).toBe(true);
    refuses({ ...claim, certainty: "sure" });
    refuses({ ...claim, expects: {} });
    refuses({ ...claim, expects: { above: 1, below: 0 } });
    const { unanswered: _, ...silent } = claim;
    refuses({ ...silent, answers: [] });
    refuses({ ...silent, answers: [{ notebook: "01-growth" }] });
  });

  it("names every claim once, and a paper that it lists", () => {
    const ids = file.claims.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const keys = new Set(file.papers.map(({ key }) => key));
    for (const { id, paper } of file.claims) {
      expect(keys, id).toContain(paper);
      expect(id.startsWith(`${paper}-`), id).toBe(true);
    }
    expect([...keys].filter((key) => !file.claims.some(({ paper }) => paper === key))).toEqual([]);
  });

  it("expects of a number what was published", () => {
    for (const { id, published, expects } of file.claims) {
      const number =
        "near" in expects
          ? expects.near
          : published === null
            ? null
            : ((expects as { above?: number; below?: number }).above ??
              (expects as { below?: number }).below);
      expect(published, id).toBe(number);
    }
  });

  // The list that the ledger was made from lies beside the project, not in it.
  it.skipIf(!sharedData)("holds every finding that was gathered", () => {
    const listed = [
      ...readFileSync(join(sharedData!, "../CLAIMS.md"), "utf8").matchAll(/^\| `([a-z]+\d\d-[^`]+)`/gm),
    ].map(([, id]) => id);
    expect(listed.length).toBeGreaterThan(90);
    expect(file.claims.map(({ id }) => id)).toEqual(expect.arrayContaining(listed));
  });
});

describe.each(file.claims.map((claim) => [claim.id, claim] as const))("%s", (_, claim) => {
  it("is answered by results that its notebooks recorded, of a kind that it can be compared with", () => {
    const notebooks = new Set(allNotebooks().map((path) => basename(path, ".ipynb")));
    for (const { notebook, result, fragile } of claim.answers) {
      expect(notebooks).toContain(notebook);
      expect(find(notebook, result), `${notebook} ${result}`).toBeDefined();
      if (fragile) expect(find(notebook, fragile.result), fragile.result).toBeDefined();
    }
    for (const { result } of judgedAnswers(claim, published)) {
      if (claim.unit === "share") expect(result.unit).toBe("share");
      if (typeof result.value === "number" && result.low === null)
        expect(Number.isInteger(result.value) || result.n === 0, `${result.name} has no interval`).toBe(true);
    }
  });
});
