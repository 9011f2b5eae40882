/** Words and literals of a line, without what the compiler adds. */
function tokens(line: string): string[] {
  return (line.match(/[\p{L}\p{N}_$]+|"[^"]*"|'[^']*'|`[^`]*`/gu) ?? []).filter(
    (token) => token !== "exports" && !/^tsLastExpr\d*$/.test(token) && !/_\d+$/.test(token),
  );
}

/** Share of tokens in common (Dice), each occurrence counted once. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let common = 0;
  for (const token of a) {
    const at = left.indexOf(token);
    if (at >= 0) {
      left.splice(at, 1);
      common += 1;
    }
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

/**
 * The line of a cell's source, from 1, that a line of its compiled form came from; undefined where none is alike.
 * The kernel drops blank lines and types and adds exports without keeping a source map, so the line is found by its
 * words; of equally alike lines the first is taken.
 */
export function sourceLine(source: string, ranLine: string): number | undefined {
  const ran = tokens(ranLine);
  let best = { line: undefined as number | undefined, likeness: 0.5 };
  for (const [index, line] of source.split("\n").entries()) {
    const alike = likeness(tokens(line), ran);
    if (alike > best.likeness) best = { line: index + 1, likeness: alike };
  }
  return best.line;
}
