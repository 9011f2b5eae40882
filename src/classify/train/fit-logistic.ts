import type { SparseRows } from "./sparse-rows.js";

export interface LogisticFit {
  readonly weights: Float64Array;
  readonly bias: number;
  readonly iterations: number;
}

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, as in LIBLINEAR: minimises |w|^2 / 2 + C * sum of losses. The bias is not penalised. */
  readonly C: number;
  readonly maximumIterations?: number;
  /** Stops where the gradient's largest entry falls below this share of its start. */
  readonly tolerance?: number;
}

/**
 * Binary logistic regression by L-BFGS (Liu and Nocedal 1989; ten pairs, backtracking line search). `targets` are shares
 * in [0, 1] (a soft label where labellers disagree); rows of weight 0 and rows whose target is NaN do not count.
 * Deterministic: the same input gives the same weights.
 */
export function fitLogistic(
  x: SparseRows,
  targets: ArrayLike<number>,
  rowWeights: ArrayLike<number>,
  { C, maximumIterations = 150, tolerance = 1e-4 }: LogisticOptions,
): LogisticFit {
  const active: number[] = [];
  for (let r = 0; r < x.rows; r++) if (rowWeights[r]! > 0 && !Number.isNaN(targets[r]!)) active.push(r);
  const n = x.columns + 1;
  const biasAt = x.columns;
  const scores = new Float64Array(x.rows);

  const evaluate = (w: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    gradient.set(w);
    gradient[biasAt] = 0;
    for (let i = 0; i < biasAt; i++) loss += w[i]! * w[i]!;
    loss /= 2;
    for (const r of active) {
      const to = x.offsets[r + 1]!;
      let s = w[biasAt]!;
      for (let k = x.offsets[r]!; k < to; k++) s += w[x.indices[k]!]! * x.values[k]!;
      scores[r] = s;
      const y = targets[r]!;
      const c = C * rowWeights[r]!;
      // log(1 + exp(s)) - y s, without overflow.
      loss += c * ((s > 0 ? s + Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s))) - y * s);
      const slope = c * (1 / (1 + Math.exp(-s)) - y);
      for (let k = x.offsets[r]!; k < to; k++) gradient[x.indices[k]!]! += slope * x.values[k]!;
      gradient[biasAt]! += slope;
    }
    return loss;
  };

  let w = new Float64Array(n);
  let gradient = new Float64Array(n);
  let loss = evaluate(w, gradient);
  const start = largest(gradient);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  let iterations = 0;
  while (iterations < maximumIterations && largest(gradient) > tolerance * Math.max(start, 1e-12)) {
    iterations++;
    const direction = twoLoop(gradient, steps, changes);
    const slope = dot(direction, gradient);
    let step = steps.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
    let next = w;
    let nextGradient = gradient;
    let nextLoss = loss;
    for (let attempt = 0; attempt < 30; attempt++) {
      next = w.map((value, i) => value + step * direction[i]!);
      nextGradient = new Float64Array(n);
      nextLoss = evaluate(next, nextGradient);
      if (nextLoss <= loss + 1e-4 * step * slope) break;
      step /= 2;
    }
    if (!(nextLoss < loss)) break;
    const change = nextGradient.map((value, i) => value - gradient[i]!);
    const move = next.map((value, i) => value - w[i]!);
    if (dot(change, move) > 1e-12) {
      steps.push(move);
      changes.push(change);
      if (steps.length > 10) {
        steps.shift();
        changes.shift();
      }
    }
    w = next;
    gradient = nextGradient;
    loss = nextLoss;
  }
  return { weights: w.subarray(0, biasAt), bias: w[biasAt]!, iterations };
}

function twoLoop(gradient: Float64Array, steps: Float64Array[], changes: Float64Array[]): Float64Array {
  const q = gradient.map((value) => -value);
  const alphas: number[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const alpha = dot(steps[i]!, q) / dot(changes[i]!, steps[i]!);
    alphas[i] = alpha;
    add(q, changes[i]!, -alpha);
  }
  if (steps.length > 0) {
    const last = steps.length - 1;
    const scale = dot(steps[last]!, changes[last]!) / dot(changes[last]!, changes[last]!);
    for (let i = 0; i < q.length; i++) q[i]! *= scale;
  }
  for (let i = 0; i < steps.length; i++) {
    const beta = dot(changes[i]!, q) / dot(changes[i]!, steps[i]!);
    add(q, steps[i]!, alphas[i]! - beta);
  }
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i]! += factor * b[i]!;
}

function largest(a: Float64Array): number {
  let most = 0;
  for (const value of a) most = Math.max(most, Math.abs(value));
  return most;
}
