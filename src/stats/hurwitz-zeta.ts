/** Bernoulli numbers B(2j) / (2j)!. */
const BERNOULLI = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000];

/**
 * Hurwitz' zeta function, the sum of (q + k)^-s over k = 0, 1, …, for s > 1 and q > 0, by Euler-Maclaurin summation to
 * about 14 digits. Cheap for large q, where it is the tail of a discrete power law.
 */
export function hurwitzZeta(s: number, q: number): number {
  let sum = 0;
  let a = q;
  const far = 10 + s;
  while (a < far) {
    sum += a ** -s;
    a++;
  }
  const inverse = 1 / (a * a);
  let factor = s / a;
  let series = a / (s - 1) + 0.5;
  for (let j = 0; j < BERNOULLI.length; j++) {
    series += BERNOULLI[j]! * factor;
    factor *= (s + 2 * j + 1) * (s + 2 * j + 2) * inverse;
  }
  return sum + Math.exp(-s * Math.log(a)) * series;
}
