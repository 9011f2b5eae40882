import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyCommit, classifyLines, fileRole, isBot } from "../../src/classify/index.js";
import { toCsv } from "../../src/plot/to-csv.js";
import { fillTemplate } from "../../src/study/fill-template.js";
import { decodeMessage, encodeRequest } from "../../src/study/jupyter-message.js";
import {
  cardHeadings,
  cardTemplate,
  cleanCard,
  guessLanguage,
  tagFamilies,
  tagFamily,
  tokenise,
} from "../../src/text/index.js";
import { splitFrontMatter } from "../../src/text/split-front-matter.js";
import { hostileTexts, mutated, thrownBy } from "./adversaries.js";

// Time is not measured here: what backtracks or nests over 100 kB takes minutes and runs into the test's limit.
const anyText = fc.string({ unit: "binary", maxLength: 300 });
const limit = { timeout: 60_000 };

describe("front matter", () => {
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as unknown;
  const heads = fc.constantFrom(
    "license: mit\ntags: [a, b]\nmodel-index:\n- name: x\n  results: []\n",
    "co2_eq_emissions: {emissions: 1.5, source: &s code}\nx: *s\n",
    "a: !!set {x, y}\nb: !!binary aGVsbG8=\nc: !!timestamp 2001-12-14\nd: !!omap [{k: 1}]\n",
    "%YAML 1.1\n--- #\nd: 2001-12-14\ny: yes\n",
    "{[1, 2]: 3, ? {a: b} : c, __proto__: {x: 1}}\n",
    "a: |\n  text\n <<: {b: 1}\nn: .nan\ni: 0xffffffffffffffffffff\n",
  );

  it("gives values that JSON holds, whatever the head says, and keeps the text", () => {
    fc.assert(
      fc.property(fc.oneof(mutated(heads), anyText), (head) => {
        const { frontMatter, text, problem } = splitFrontMatter(`---\n${head}\n---\nthe text`);
        expect(text.endsWith("the text")).toBe(true);
        if (problem !== null) expect([frontMatter, typeof problem]).toEqual([null, "string"]);
        // Sets, dates, bytes and maps would come back as something else.
        else expect(nanAsNull(frontMatter)).toEqual(plain(frontMatter));
      }),
      { numRuns: 500 },
    );
  });

  it("takes tags beyond JSON, and YAML 1.1, for the text that they hold", () => {
    const read = (head: string) => splitFrontMatter(`---\n${head}\n---\n`).frontMatter;
    expect(read("a: !!set {x, y}")).toEqual({ a: { x: null, y: null } });
    expect(read("b: !!binary aGVsbG8=")).toEqual({ b: "aGVsbG8=" });
    expect(read("%YAML 1.1\n--- #\nd: 2001-12-14\ny: yes")).toEqual({ d: "2001-12-14", y: "yes" });
  });

  it("that is part of itself is a problem, not a value that JSON cannot hold", () => {
    expect(splitFrontMatter("---\na: &a [*a]\n---\n")).toMatchObject({
      frontMatter: null,
      problem: expect.stringMatching(/part of itself/),
    });
  });

  it("names the line of a mistake", () => {
    expect(splitFrontMatter("---\na: 1\nb: [\n---\n").problem).toMatch(/at line \d of the head$/);
  });

  it(
    "ends soon for aliases that name their own list, and for a head of 100 kB of any one sign",
    limit,
    () => {
      const { problem } = splitFrontMatter(`---\n${"a: &a [*a]\n".repeat(9000)}---\n`);
      expect(problem).toMatch(/aliases over 100/);
      for (const [i, text] of hostileTexts.entries()) if (i % 2) splitFrontMatter(`---\n${text}\n---\n`);
    },
  );

  it("that nests deep is a problem: V8 ends the process where a parser runs out of stack", () => {
    for (const open of ["[", "{", "- ", "? ", "{a: ", "[[],"])
      expect(splitFrontMatter(`---\n${open.repeat(3000)}\n---\n`).problem).toMatch(/nests over 100 deep|key/);
  });
});

/** NaN and the infinities, for which JSON has null. */
function nanAsNull(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(nanAsNull);
  if (value instanceof Object && Object.getPrototypeOf(value) === Object.prototype)
    return JSON.parse(
      JSON.stringify(value, (_, inner) =>
        typeof inner === "number" && !Number.isFinite(inner) ? null : inner,
      ),
    );
  return value ?? null;
}

describe("card text", () => {
  it("of any kind is cleaned, headed, tokenised and told apart", limit, () => {
    const read = (text: string) => {
      const { prose, codeChars, tableChars, htmlChars } = cleanCard(text);
      for (const chars of [codeChars, tableChars, htmlChars]) expect(chars).toBeGreaterThanOrEqual(0);
      tokenise(prose);
      cardTemplate(text);
      guessLanguage(text);
      for (const { level } of cardHeadings(text)) expect(level >= 1 && level <= 6).toBe(true);
    };
    fc.assert(fc.property(anyText, read));
    for (const text of hostileTexts) read(text);
  });

  it("as a tag belongs to a family", () => {
    fc.assert(
      fc.property(anyText, (tag) => {
        expect(tagFamilies).toContain(tagFamily(tag).family);
      }),
    );
    for (const text of hostileTexts) tagFamily(text);
  });
});

describe("commits", () => {
  it("of any text have kinds, the main one first, with scores from 0 to 1", limit, () => {
    const check = (title: string, message = "") => {
      const { kinds, scores } = classifyCommit({ title, message, files: [title.slice(0, 300)] });
      expect(kinds.length).toBeGreaterThan(0);
      for (const score of Object.values(scores)) expect(score >= 0 && score <= 1).toBe(true);
    };
    fc.assert(fc.property(anyText, anyText, check));
    for (const text of hostileTexts) check(text, text);
  });

  it("are told whatever a line of input holds, one answer a line", async () => {
    const line = fc.oneof(
      mutated(fc.constant('{"title":"Fix typo","message":"","position":3,"files":["README.md"]}')),
      fc.json(),
      anyText,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (lines) => {
        let answers = 0;
        for await (const _ of classifyLines(lines)) answers++;
        expect(answers).toBe(lines.length);
      }),
    );
  });

  it("are the same in other case and with other white space around, as far as words go", () => {
    const titles = fc.constantFrom(
      "Upload pytorch_model.bin with huggingface_hub",
      "fix typo in README.md",
      "Add evaluation results",
      "initial commit",
      "Training in progress, step 500",
      "merge branch main",
      "update config.json",
    );
    const space = fc.constantFrom("", " ", "  ", "\t", "\n", " \t ");
    fc.assert(
      fc.property(titles, space, space, (title, before, after) => {
        expect(classifyCommit({ title: before + title + after })).toEqual(classifyCommit({ title }));
      }),
    );
  });

  it("touch files of one role, and come from bots or not, whatever the names hold", limit, () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(fileRole(name)).toBe(fileRole(name.toLowerCase().toLowerCase()));
        expect(typeof isBot(name)).toBe("boolean");
      }),
    );
    for (const text of hostileTexts) {
      fileRole(text);
      isBot(text);
    }
  });
});

describe("templates of cells", () => {
  it("are filled, or refused with the place at fault", limit, () => {
    const results = [
      { name: "n", value: 3, low: 1, high: 5, n: 9, unit: "", snapshot: "s", asOf: "2024-01-01T00:00:00Z" },
    ];
    const fill = (template: string) => {
      const cell = { cell_type: "markdown" as const, metadata: { template }, source: "" };
      const error = thrownBy(() => fillTemplate(cell, results, { simulated: false }));
      if (error !== undefined) expect(String(error)).toMatch(/^Error: The template's \{\{/);
    };
    const template = mutated(
      fc.constantFrom("{{n}} of {{n|n}}", "{{n|share interval}}, {{n|as-of}}", "{{n|date}}"),
    );
    fc.assert(fc.property(fc.oneof(template, anyText), fill));
    for (const text of hostileTexts) fill(text);
  });
});

describe("messages of the kernel", () => {
  it("damaged are refused in words; signed but odd ones too", () => {
    const frames = encodeRequest("key", "s", "execute_request", { code: "1" }).frames.map((text) =>
      Buffer.from(text),
    );
    const edit = fc.tuple(fc.nat(frames.length - 1), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 2 }), fc.nat(frames.length), (edits, kept) => {
        const sent = frames.slice(0, kept);
        for (const [at, bytes] of edits) if (at < kept) sent[at] = Buffer.from(bytes);
        const error = thrownBy(() => decodeMessage("key", sent));
        if (error !== undefined) expect(String(error)).toMatch(/^Error: The kernel sent a /);
      }),
    );
  });
});

describe("CSV", () => {
  const value = fc.oneof(anyText, fc.double(), fc.boolean(), fc.constant(null));
  const rows = fc.array(fc.dictionary(fc.string({ minLength: 1 }), value, { minKeys: 1, maxKeys: 4 }), {
    minLength: 1,
    maxLength: 5,
  });

  it("read by the rules of RFC 4180 gives the same fields, formulas disarmed", () => {
    fc.assert(
      fc.property(rows, (written) => {
        const columns = [...new Set(written.flatMap((row) => Object.keys(row)))];
        const shown = (field: unknown) =>
          field === null || field === undefined || (typeof field === "number" && !Number.isFinite(field))
            ? ""
            : typeof field === "string" && /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(field)
              ? `'${field}`
              : String(field);
        expect(parseCsv(toCsv({ rows: written as never }))).toEqual([
          columns.map(shown),
          ...written.map((row) =>
            columns.map((column) => shown(Object.hasOwn(row, column) ? row[column] : null)),
          ),
        ]);
      }),
    );
  });
});

/** A reader of RFC 4180 of its own, sign by sign. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ",") {
      row.push(field);
      field = "";
    } else if (sign === "\r" && text[i + 1] === "\n") {
      rows.push([...row, field]);
      row = [];
      field = "";
      i++;
    } else field += sign;
  }
  return rows;
}
