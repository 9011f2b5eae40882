import fc from "fast-check";

/** What backtracking patterns and nested grammars stumble over: signs of Markdown, HTML, YAML, HTTP, diffs and CSV. */
const pieces = [
  ..."<>\"'\\{}[]()|&*?:#!`~_=-.@%/,;\t \n\u2028é\u{1F917}1a",
  "\r\n",
  "<a>",
  "<!--",
  "<pre>",
  "</",
  '; rel="next"',
  ";r=1",
  ";  ",
  "--- ",
  "---\n",
  "- - ",
  "- ",
  "? ",
  "![",
  "](",
  "{{",
  "[[],",
  "&a ",
  "*a ",
  "!t ",
  "a: &a [*a]\n",
  "a: b\n",
  "|\n",
  " b/",
  ' "b/',
  "diff --git a/x b/",
  ":100644 100644 1 2 M\t",
  "&#1;",
  "http://",
  "fix ",
  "merge ",
  "Update README.md ",
  '"id": ',
];

/** Texts of 100 kB that repeat one piece, with an end that makes what matched so far fail. */
export const hostileTexts: readonly string[] = pieces.flatMap((piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  return [text, `${text}\u2028\0`];
});

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(8),
  put: fc.oneof(fc.constant(""), fc.string({ unit: "binary", maxLength: 4 }), fc.constantFrom(...pieces)),
});

/** A valid text with some of its characters cut out and others put in. */
export function mutated(valid: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(valid, fc.array(edit, { maxLength: 6 })).map(([text, edits]) =>
    edits.reduce((now, { at, length, put }) => {
      const place = Math.floor(at * now.length);
      return now.slice(0, place) + put + now.slice(place + length);
    }, text),
  );
}

/** Any JSON value, with the ones that code tends to forget. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown[]>(null, "", 0, -1, 1e308, [], {}, [null], [{}], "\0", "\u2028", "\ud800"),
);

/** A row with some of its fields left out and some holding anything; now and then no row at all. */
export function disturbed(row: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const names = Object.keys(row);
  const changed = fc
    .record({
      gone: fc.subarray(names),
      odd: fc.dictionary(fc.constantFrom(...names), anyJson, { maxKeys: 2 }),
    })
    .map(({ gone, odd }) => ({
      ...Object.fromEntries(Object.entries(row).filter(([name]) => !gone.includes(name))),
      ...odd,
    }));
  return fc.oneof({ arbitrary: changed, weight: 9 }, { arbitrary: anyJson, weight: 1 });
}

/** What a call throws; undefined where it does not. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}
