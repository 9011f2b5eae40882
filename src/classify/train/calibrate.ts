/**
 * Slope and intercept that turn decision values into probabilities (Platt 1999, with Lin, Lin and Weng's 2007 targets and
 * Newton steps). [1, 0] where all labels are the same.
 */
export function plattScaling(decisions: readonly number[], labels: readonly boolean[]): [number, number] {
  const yes = labels.filter(Boolean).length;
  const no = labels.length - yes;
  if (yes === 0 || no === 0) return [1, 0];
  const high = (yes + 1) / (yes + 2);
  const low = 1 / (no + 2);
  let slope = 1;
  let intercept = 0;
  const loss = (a: number, b: number) =>
    decisions.reduce((sum, d, i) => {
      const s = a * d + b;
      const t = labels[i] ? high : low;
      return sum + (s > 0 ? s + Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s))) - t * s;
    }, 0);
  for (let iteration = 0; iteration < 100; iteration++) {
    let gA = 0;
    let gB = 0;
    let hAA = 1e-9;
    let hAB = 0;
    let hBB = 1e-9;
    for (const [i, d] of decisions.entries()) {
      const p = 1 / (1 + Math.exp(-(slope * d + intercept)));
      const r = p - (labels[i] ? high : low);
      const v = p * (1 - p);
      gA += r * d;
      gB += r;
      hAA += v * d * d;
      hAB += v * d;
      hBB += v;
    }
    if (Math.abs(gA) < 1e-8 && Math.abs(gB) < 1e-8) break;
    const determinant = hAA * hBB - hAB * hAB;
    const stepA = -(hBB * gA - hAB * gB) / determinant;
    const stepB = -(hAA * gB - hAB * gA) / determinant;
    const before = loss(slope, intercept);
    let step = 1;
    while (step > 1e-10 && loss(slope + step * stepA, intercept + step * stepB) > before) step /= 2;
    slope += step * stepA;
    intercept += step * stepB;
  }
  return [slope, intercept];
}

/** Temperature that minimises the log loss of softmax(decisions / T) (Guo et al. 2017, section 4), by golden section on log T. */
export function softmaxTemperature(
  decisions: readonly ArrayLike<number>[],
  labels: readonly number[],
): number {
  const loss = (logT: number) => {
    const t = Math.exp(logT);
    let sum = 0;
    for (const [i, d] of decisions.entries()) {
      const scaled = Array.from(d, (value) => value / t);
      const most = Math.max(...scaled);
      sum +=
        most + Math.log(scaled.reduce((s, value) => s + Math.exp(value - most), 0)) - scaled[labels[i]!]!;
    }
    return sum;
  };
  let low = Math.log(0.05);
  let high = Math.log(20);
  const ratio = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-5) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}
