import { type BootstrapEstimate, bootstrapRows, ratioOfSums } from "../stats/index.js";
import type { ModelHistory } from "./model-history.js";

export interface FilesPerCommit {
  /** Commits that touch a file, of all whose files are known. */
  readonly commits: number;
  readonly known: number;
  readonly models: number;
  readonly mean: BootstrapEstimate;
  readonly median: BootstrapEstimate;
}

/**
 * How many files a commit touches, over the commits that touch any, with intervals from drawing models (n: commits).
 * Null where no commit is known to touch a file.
 */
export function filesPerCommit(
  histories: readonly ModelHistory[],
  { seed, replicates = 300 }: { readonly seed: string; readonly replicates?: number },
): FilesPerCommit | null {
  const own = histories.map(({ commits }) => commits.flatMap(({ files }) => (files ? [files.length] : [])));
  const known = own.reduce((sum, { length }) => sum + length, 0);
  const touching = own
    .map((counts) => counts.filter((count) => count > 0))
    .filter(({ length }) => length > 0);
  if (touching.length === 0) return null;
  const options = { seed, replicates };
  // Few counts differ, so a median is found in a table of them instead of in a sorted list.
  const tables = touching.map((counts) => {
    const table = new Map<number, number>();
    for (const count of counts) table.set(count, (table.get(count) ?? 0) + 1);
    return [...table];
  });
  const middle = (models: Uint32Array) => {
    const times: number[] = [];
    for (const model of models)
      for (const [count, n] of tables[model]!) times[count] = (times[count] ?? 0) + n;
    return medianOfTable(times);
  };
  const sizes = touching.map(({ length }) => length);
  const commits = sizes.reduce((a, b) => a + b, 0);
  return {
    commits,
    known,
    models: touching.length,
    mean: ratioOfSums(
      touching.map((counts) => counts.reduce((a, b) => a + b, 0)),
      sizes,
      options,
    )!,
    median: { ...bootstrapRows(touching.length, middle, options)!, n: commits },
  };
}

/** The median where `times[v]` cases have the value v; the mean of the middle two where their number is even. */
function medianOfTable(times: readonly (number | undefined)[]): number {
  let n = 0;
  for (const count of times) n += count ?? 0;
  const at = (rank: number) => {
    let seen = 0;
    for (let value = 0; value < times.length; value++) {
      seen += times[value] ?? 0;
      if (seen > rank) return value;
    }
    return times.length - 1;
  };
  return (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2;
}
