/** A label, how often it occurs, and how many labels there are. */
export interface Commonest<Label> {
  readonly label: Label;
  readonly count: number;
  readonly n: number;
}

/** The label that occurs most often, the first seen among equals. Null where there are none. */
export function commonest<Label>(labels: Iterable<Label>): Commonest<Label> | null {
  const counts = new Map<Label, number>();
  let n = 0;
  for (const label of labels) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    n++;
  }
  let most: Commonest<Label> | null = null;
  for (const [label, count] of counts) if (!most || count > most.count) most = { label, count, n };
  return most;
}
