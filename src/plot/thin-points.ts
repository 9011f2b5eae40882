/** A point that stands for all points of its cell. */
export interface ThinnedPoint {
  /** Index of the cell's first point. */
  readonly index: number;
  /** How many points it stands for. */
  readonly count: number;
}

/**
 * Many points as few: the square that holds them is cut into cells, and the first point of each cell stands for
 * all in it, with their number. The finest grid that leaves at most `most` points is taken, so outliers stay and
 * crowds merge. Points must be finite; no more points than `most` come back one by one.
 */
export function thinPoints(x: ArrayLike<number>, y: ArrayLike<number>, most: number): ThinnedPoint[] {
  if (x.length <= most) return Array.from({ length: x.length }, (_, index) => ({ index, count: 1 }));
  const ends = [x, y].map((values) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    return [low, high > low ? high - low : 1] as const;
  });
  for (let cells = 160; ; cells = Math.floor(cells * 0.8)) {
    const first = new Map<number, { index: number; count: number }>();
    for (let i = 0; i < x.length; i++) {
      const column = Math.min(cells - 1, Math.floor(((x[i]! - ends[0]![0]) / ends[0]![1]) * cells));
      const row = Math.min(cells - 1, Math.floor(((y[i]! - ends[1]![0]) / ends[1]![1]) * cells));
      const cell = first.get(column * cells + row);
      if (cell) cell.count++;
      else first.set(column * cells + row, { index: i, count: 1 });
      if (first.size > most && cells > 1) break;
    }
    if (first.size <= most || cells <= 1) return [...first.values()];
  }
}
