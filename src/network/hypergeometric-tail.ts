import gammaln from "@stdlib/math-base-special-gammaln";

/**
 * Chance of at least `count` marked ones among `drawn`, drawn without replacement from `members` of which `marked` are:
 * the upper tail of the hypergeometric distribution, that is Fisher's exact test, one-sided. 1 for a count of 0.
 * @throws RangeError where a number is not a count, or more are drawn or marked than there are
 */
export function hypergeometricTail(count: number, drawn: number, marked: number, members: number): number {
  for (const number of [count, drawn, marked, members]) {
    if (!(Number.isInteger(number) && number >= 0)) {
      throw new RangeError(`hypergeometricTail: ${number} is not a count`);
    }
  }
  if (drawn > members || marked > members) {
    throw new RangeError(`hypergeometricTail: ${drawn} drawn and ${marked} marked of ${members}`);
  }
  if (count <= Math.max(0, drawn + marked - members)) return 1;
  const most = Math.min(drawn, marked);
  if (count > most) return 0;
  let term = Math.exp(
    logChoose(marked, count) + logChoose(members - marked, drawn - count) - logChoose(members, drawn),
  );
  let sum = 0;
  for (let k = count; k <= most && term > sum * 1e-17; k++) {
    sum += term;
    term *= ((marked - k) * (drawn - k)) / ((k + 1) * (members - marked - drawn + k + 1));
  }
  // Below the mode the terms grow first; where they add to 1 but for rounding, 1 it is.
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}
