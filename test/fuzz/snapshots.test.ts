import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { literal } from "../../src/snapshot/duckdb.js";
import { importArchive } from "../../src/snapshot/import/import-archive.js";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { SnapshotError } from "../../src/snapshot/snapshot-error.js";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import { writeSnapshot } from "../../src/snapshot/write-snapshot.js";
import { disturbed, mutated } from "./adversaries.js";

let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-fuzz-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const model = {
  _id: "621ffdc036468d709f174328",
  id: "owner/name",
  likes: 3,
  downloads: 10,
  private: false,
  gated: "auto",
  createdAt: "2022-03-02T23:29:04.000Z",
  lastModified: "2024-02-19T11:06:12+08:00",
  tags: ["license:mit", "dataset:squad", "en", "base_model:gpt2", "arxiv:1910.01108"],
  pipeline_tag: "text-generation",
  library_name: "transformers",
  siblings: [{ rfilename: "README.md", size: 7 }],
  cardData: { co2_eq_emissions: { emissions: 1.5 } },
  safetensors: { total: 12 },
  sha: "a".repeat(40),
};
const commit = {
  id: "b".repeat(40),
  title: "Upload",
  message: "",
  authors: [{ user: "ann" }],
  date: "2024-01-01T00:00:00Z",
};
const json = (value: unknown) => JSON.stringify(value) ?? "null";
const rows = (row: Record<string, unknown>) => fc.array(disturbed(row), { minLength: 1, maxLength: 4 });
const valid = {
  "models.json": json([model, { ...model, _id: "2", id: "other/name" }]),
  "info.ndjson": `${json(model)}\n`,
  "commits.ndjson": `${json({ repo: "owner/name", commits: [commit] })}\n`,
  "cards.ndjson": `${json({ id: "owner/name", card: "---\nlicense: mit\n---\n# T" })}\n`,
  "times.csv": 'id,created_at\nowner/name,2021-05-04T00:00:00Z\n"a/""b",\n',
};
type Name = keyof typeof valid;
const files: fc.Arbitrary<{ name: Name; text: string }> = fc.oneof(
  rows(model).map((list) => ({ name: "models.json" as const, text: json(list) })),
  rows(model).map((list) => ({
    name: "info.ndjson" as const,
    text: list.map((row) => `${json(row)}\n`).join(""),
  })),
  rows(commit).map((commits) => ({
    name: "commits.ndjson" as const,
    text: `${json({ repo: "owner/name", commits })}\n`,
  })),
  disturbed({ id: "owner/name", card: "# T" }).map((row) => ({
    name: "cards.ndjson" as const,
    text: `${json(row)}\n`,
  })),
  fc
    .constantFrom(...(Object.keys(valid) as Name[]))
    .chain((name) => mutated(fc.constant(valid[name])).map((text) => ({ name, text }))),
);

describe("importing", () => {
  it("damaged or odd files gives a snapshot that verifies, or a SnapshotError and nothing on disk", {
    timeout: 240_000,
  }, async () => {
    const run = async ({ name, text }: { name: Name; text: string }, packed: boolean) => {
      const source = join(folder, `source-${made}`);
      const out = join(folder, `out-${made++}`);
      mkdirSync(source);
      if (packed) writeFileSync(join(source, `${name}.gz`), gzipSync(text));
      else writeFileSync(join(source, name), text);
      try {
        await importArchive({ sources: [source], out, tool: "hub-evolution test" });
        expect(await verifySnapshot(out)).toMatchObject({ ok: true });
      } catch (error) {
        if (!(error instanceof SnapshotError)) throw error;
        expect(error.message).toMatch(/: .+\. .+/s);
        expect(existsSync(out)).toBe(false);
        expect(readdirSync(folder).filter((entry) => entry.includes(".writing-"))).toEqual([]);
      } finally {
        rmSync(source, { recursive: true });
        rmSync(out, { recursive: true, force: true });
      }
    };
    await fc.assert(fc.asyncProperty(files, fc.boolean(), run), { numRuns: 60 });
  });
});

describe("a snapshot", () => {
  const text = fc.option(
    fc.string({ unit: "binary", maxLength: 12 }).filter((value) => !/[\0\ud800-\udfff]/.test(value)),
    { nil: null },
  );
  const list = fc.option(
    fc.array(
      fc.string({ unit: "grapheme", maxLength: 6 }).filter((value) => !value.includes("\0")),
      { maxLength: 3 },
    ),
    { nil: null },
  );
  const row = fc.record({
    name: fc
      .string({ unit: "grapheme-composite", minLength: 1, maxLength: 8 })
      .filter((value) => !value.includes("\0")),
    owner: text,
    likes: fc.option(fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)), {
      nil: null,
    }),
    co2_grams: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
    tags: list,
    gated: fc.option(fc.boolean(), { nil: null }),
    created_at: fc.option(
      fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
      { nil: null },
    ),
  });
  type Model = typeof row extends fc.Arbitrary<infer T> ? T : never;

  const sql = (value: unknown): string =>
    value === null
      ? "NULL"
      : value instanceof Date
        ? `epoch_ms(${value.getTime()})`
        : Array.isArray(value)
          ? `[${value.map(sql).join(", ")}]::VARCHAR[]`
          : typeof value === "string"
            ? literal(value)
            : Object.is(value, -0)
              ? "'-0'::DOUBLE"
              : typeof value === "number" && !Number.isInteger(value)
                ? `'${value}'::DOUBLE`
                : String(value);
  const casts = {
    owner: "VARCHAR",
    likes: "BIGINT",
    co2_grams: "DOUBLE",
    tags: "VARCHAR[]",
    gated: "BOOLEAN",
    created_at: "TIMESTAMP",
  };

  it("gives back the rows that were written: nulls, empty lists, any script, the largest and smallest numbers", {
    timeout: 120_000,
  }, async () => {
    const check = async (models: Model[]) => {
      const out = join(folder, `round-${made++}`);
      const select = models
        .map(({ name, ...rest }, i) => {
          const cells = Object.entries(casts).map(
            ([column, type]) => `${sql(rest[column as keyof typeof rest])}::${type} AS ${column}`,
          );
          return `SELECT ${literal(`m/${String(i).padStart(3, "0")}`)} AS id, ${literal(name)} AS name, ${cells.join(", ")}`;
        })
        .join(" UNION ALL ");
      await writeSnapshot(out, async (writer) => {
        await writer.table("models", select);
        return {
          title: "t",
          description: "d",
          sources: [],
          hub: { kind: "simulated", asOf: "2024-01-01T00:00:00Z", tool: "test", complete: true },
        };
      });
      const snapshot = await Snapshot.open(out);
      const back = await snapshot.rows<Model>(
        "SELECT name, owner, likes, co2_grams, tags, gated, created_at FROM models ORDER BY id",
      );
      snapshot.close();
      expect((await verifySnapshot(out)).ok).toBe(true);
      rmSync(out, { recursive: true });
      // Minus zero comes back as it went.
      expect(back).toEqual(models);
    };
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), check), { numRuns: 25 });
  });
});
