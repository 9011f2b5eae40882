import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "../../src/plot/index.js";

/** RFC 4180 read back, by the grammar in section 2. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe("toCsv", () => {
  it("writes numbers as they are, null as nothing and text guarded", () => {
    const csv = toCsv({
      rows: [
        { model: "=cmd|' /C calc'!A0", likes: -3, share: 0.5, gated: true },
        { model: 'a,"b"\nc', likes: null, share: 1e-7, late: "@x" },
      ],
    });
    expect(csv).toBe(
      'model,likes,share,gated,late\r\n\'=cmd|\' /C calc\'!A0,-3,0.5,true,\r\n"a,""b""\nc",,1e-7,,\'@x\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "＝1", "＋1", "＠x"])(
    "guards %j",
    (text) => {
      expect(readCsv(toCsv({ rows: [{ text }] }))[1]![0]).toBe(`'${text}`);
    },
  );

  it("reads back whole, and no text cell begins a formula", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(fc.record({ a: text, b: text }), { minLength: 1 }), (rows) => {
        const [head, ...body] = readCsv(toCsv({ rows }));
        expect(head).toEqual(["a", "b"]);
        expect(body).toHaveLength(rows.length);
        body.forEach((cells, i) => {
          [rows[i]!.a, rows[i]!.b].forEach((original, c) => {
            expect([original, `'${original}`]).toContain(cells[c]);
            expect(cells[c]).not.toMatch(/^[=+\-@\t\r]/);
          });
        });
      }),
    );
  });

  it("gives nothing for no rows", () => expect(toCsv({ rows: [] })).toBe(""));
});

it("takes a column that objects inherit for an unknown one where a row lacks it", () => {
  expect(toCsv({ rows: [{ valueOf: 1 }, { other: 2 }] as never })).toBe("valueOf,other\r\n1,\r\n,2\r\n");
});
