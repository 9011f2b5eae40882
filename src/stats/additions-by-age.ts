const monthMs = (365.25 / 12) * 86_400_000;

/** Something that came to a parent born at a known time; times in ms. */
export interface Arrival<Key> {
  readonly parent: Key;
  readonly bornMs: number;
  readonly atMs: number;
}

/**
 * For each parent how much arrived in each whole month of its age up to `asOfMs` (months of 365.25 / 12 days). The unfinished
 * month, arrivals in it and arrivals before the birth are left out.
 */
export function additionsByAge<Key>(arrivals: Iterable<Arrival<Key>>, asOfMs: number): Map<Key, number[]> {
  const additions = new Map<Key, number[]>();
  for (const { parent, bornMs, atMs } of arrivals) {
    let own = additions.get(parent);
    if (!own) {
      own = new Array<number>(Math.max(0, Math.floor((asOfMs - bornMs) / monthMs))).fill(0);
      additions.set(parent, own);
    }
    const month = Math.floor((atMs - bornMs) / monthMs);
    if (month >= 0 && month < own.length) own[month]!++;
  }
  return additions;
}
