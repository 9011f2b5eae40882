import type { Numbers } from "./numbers.js";

/** Below this a comparison sort is as fast. */
const FEW = 20_000;
const DIGIT = 1 << 16;
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/**
 * The indices of values in ascending order, equal values in the order given. A radix sort over the bits of the doubles:
 * linear in n, and twice as fast again for counts, whose low bits are zero. NaN has no place in an order: see
 * requireOrdered.
 */
export function sortOrder(values: Numbers): Uint32Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return n < FEW ? order.sort((i, j) => values[i]! - values[j]! || i - j) : radix(values, order);
}

function radix(values: Numbers, start: Uint32Array): Uint32Array {
  const n = values.length;
  const copy = new Float64Array(n);
  for (let i = 0; i < n; i++) copy[i] = values[i]! + 0; // + 0 makes -0 a plain zero
  const words = new Uint32Array(copy.buffer);
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  const counts = new Uint32Array(4 * DIGIT);
  for (let i = 0; i < n; i++) {
    let top = words[2 * i + (littleEndian ? 1 : 0)]!;
    let bottom = words[2 * i + (littleEndian ? 0 : 1)]!;
    // Doubles order as unsigned integers once negatives are turned over and positives put above them.
    if (top >>> 31) {
      top = ~top >>> 0;
      bottom = ~bottom >>> 0;
    } else top = (top | 0x80000000) >>> 0;
    high[i] = top;
    low[i] = bottom;
    counts[bottom & 0xffff]!++;
    counts[DIGIT + (bottom >>> 16)]!++;
    counts[2 * DIGIT + (top & 0xffff)]!++;
    counts[3 * DIGIT + (top >>> 16)]!++;
  }
  let order = start;
  let next = new Uint32Array(n);
  for (let pass = 0; pass < 4; pass++) {
    const keys = pass < 2 ? low : high;
    const shift = (pass % 2) * 16;
    const base = pass * DIGIT;
    if (counts[base + ((keys[0]! >>> shift) & 0xffff)] === n) continue;
    let from = 0;
    for (let digit = base; digit < base + DIGIT; digit++) {
      const count = counts[digit]!;
      counts[digit] = from;
      from += count;
    }
    for (let i = 0; i < n; i++) {
      const item = order[i]!;
      next[counts[base + ((keys[item]! >>> shift) & 0xffff)]!++] = item;
    }
    [order, next] = [next, order];
  }
  return order;
}
