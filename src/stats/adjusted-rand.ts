import { requireSameLength } from "./numbers.js";

/**
 * The adjusted Rand index of two partitions of the same items (Hubert and Arabie 1985): 1 for the same partition,
 * 0 on average for unrelated ones, below 0 for less than chance. Labels are names only. Two partitions that both
 * put everything in one cluster, or each item in its own, agree: 1. Null for no items.
 * @throws RangeError when the lengths differ
 */
export function adjustedRand(
  a: ArrayLike<string | number | boolean | null>,
  b: ArrayLike<string | number | boolean | null>,
): number | null {
  requireSameLength(a, b, "adjustedRand");
  const n = a.length;
  if (n === 0) return null;
  const rows = codes(a);
  const columns = codes(b);
  const cells = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const cell = rows.of[i]! * columns.sizes.length + columns.of[i]!;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const together = pairs(cells.values());
  const inRows = pairs(rows.sizes);
  const inColumns = pairs(columns.sizes);
  const expected = (inRows * inColumns) / ((n * (n - 1)) / 2);
  const most = (inRows + inColumns) / 2;
  return n === 1 || most === expected ? 1 : (together - expected) / (most - expected);
}

function codes(labels: ArrayLike<unknown>) {
  const codeOf = new Map<unknown, number>();
  const sizes: number[] = [];
  const of = new Uint32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    let code = codeOf.get(labels[i]);
    if (code === undefined) {
      code = sizes.push(0) - 1;
      codeOf.set(labels[i], code);
    }
    of[i] = code;
    sizes[code]!++;
  }
  return { of, sizes };
}

function pairs(sizes: Iterable<number>): number {
  let sum = 0;
  for (const size of sizes) sum += (size * (size - 1)) / 2;
  return sum;
}
