/**
 * The pairing of rows with columns that costs least in all (the Hungarian method with potentials, Kuhn 1955; Jonker and
 * Volgenant 1987), as the column of each row. Rows may not outnumber columns; no rows give no pairs.
 * @throws RangeError on ragged or non-finite costs, or more rows than columns
 */
export function assignPairs(costs: readonly ArrayLike<number>[]): number[] {
  const n = costs.length;
  const m = costs[0]?.length ?? 0;
  if (n > m) throw new RangeError(`assignPairs: ${n} rows need at least as many columns, not ${m}`);
  for (const row of costs) {
    if (row.length !== m || Array.from(row).some((cost) => !Number.isFinite(cost))) {
      throw new RangeError("assignPairs: every row needs a finite cost for every column");
    }
  }
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const before = new Int32Array(m + 1);
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i;
    let column = 0;
    const least = new Float64Array(m + 1).fill(Infinity);
    const used = new Uint8Array(m + 1);
    do {
      used[column] = 1;
      const row = rowOf[column]!;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j]) continue;
        const reduced = costs[row - 1]![j - 1]! - u[row]! - v[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j]! < delta) {
          delta = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j]) {
          u[rowOf[j]!]! += delta;
          v[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]!]!;
      column = before[column]!;
    }
  }
  const columnOf = new Array<number>(n).fill(-1);
  for (let j = 1; j <= m; j++) if (rowOf[j]! > 0) columnOf[rowOf[j]! - 1] = j - 1;
  return columnOf;
}
