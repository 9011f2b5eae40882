/**
 * Indices of the points that keep a line's shape: Ramer (1972) and Douglas and Peucker (1973), on coordinates
 * scaled to the unit square, the tolerance doubled until at most `most` points remain. First and last stay.
 * Coordinates must be finite; fewer points than `most` come back whole.
 */
export function simplifyLine(x: ArrayLike<number>, y: ArrayLike<number>, most: number): number[] {
  const all = Array.from({ length: x.length }, (_, i) => i);
  if (all.length <= most) return all;
  const [u, v] = [unit(x), unit(y)];
  for (let tolerance = 0.0004; ; tolerance *= 2) {
    const kept = keepShape(u, v, tolerance);
    if (kept.length <= Math.max(2, most)) return kept;
  }
}

function unit(values: ArrayLike<number>): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return Float64Array.from(values, (value) => (high > low ? (value - low) / (high - low) : 0));
}

function keepShape(u: Float64Array, v: Float64Array, tolerance: number): number[] {
  const keep = new Uint8Array(u.length);
  keep[0] = keep[u.length - 1] = 1;
  const spans: [number, number][] = [[0, u.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const [dx, dy] = [u[to]! - u[from]!, v[to]! - v[from]!];
    const length = Math.hypot(dx, dy);
    let farthest = -1;
    let distance = tolerance;
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [u[i]! - u[from]!, v[i]! - v[from]!];
      const off = length > 0 ? Math.abs(dx * py - dy * px) / length : Math.hypot(px, py);
      if (off > distance) [farthest, distance] = [i, off];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return Array.from(keep.keys()).filter((i) => keep[i]);
}
