/**
 * exp(ψ(x)) for x > 0, within 1e-9 of the value: the series y + 1/(24y) - 37/(5760y³) + 10313/(2903040y⁵) with
 * y = x - ½ (from the asymptotic expansion of ψ, Abramowitz and Stegun 6.3.18), and below 10 the recurrence
 * ψ(x) = ψ(x + n) - Σ 1/(x + i). Variational topic models ask for this value, not for ψ: the series spares them a
 * logarithm and an exponential a call.
 */
export function expDigamma(x: number): number {
  if (x >= 10) return series(x);
  if (x < 1e-3) return x === 0 ? 0 : Math.exp(-1 / x + Math.log(expDigamma(x + 1)));
  // Σ 1/(x + i) as one fraction: n products cost less than n divisions.
  let shifted = x;
  let numerator = 0;
  let denominator = 1;
  do {
    numerator = numerator * shifted + denominator;
    denominator *= shifted;
    shifted++;
  } while (shifted < 10);
  return series(shifted) * Math.exp(-numerator / denominator);
}

function series(x: number): number {
  const y = x - 0.5;
  const inverse = 1 / y;
  const square = inverse * inverse;
  return y + inverse * (1 / 24 - square * (37 / 5760 - square * (10313 / 2903040)));
}
