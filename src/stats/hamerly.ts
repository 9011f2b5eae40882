/** Where an iteration came to rest. */
export interface Descent {
  iterations: number;
  converged: boolean;
  /** Sum over clusters of rows times squared distance of their centre from the common mean: total scatter less inertia. */
  between: number;
  /** A last full assignment to the centres, of which the first wins where two are equally near, and its inertia. */
  finish(): { labels: Int32Array; sizes: Int32Array; inertia: number };
}

/**
 * Lloyd's iteration from given centres (which it moves) with Hamerly's bounds (2010, "Making k-means even faster"):
 * a row is looked at only where the centres may have moved enough to change its cluster. Ends when no row changes
 * its cluster or the centres move by no more than `stop` (squared distances summed).
 */
export function hamerly(
  points: Float64Array,
  columns: number,
  centres: Float64Array,
  maxIterations: number,
  stop: number,
): Descent {
  const state = new State(points, columns, centres);
  state.assignAll();
  let iterations = 1;
  let converged = false;
  for (; ; iterations++) {
    state.fillEmpty();
    const shift = state.moveCentres();
    converged = shift <= stop;
    if (converged || iterations >= maxIterations) break;
    // Where no row changes, the centres are the means already, up to the rounding of the running sums.
    converged = state.step() === 0;
    if (converged) break;
  }
  return {
    iterations,
    converged,
    between: state.between(),
    finish: () => ({ inertia: state.assignAll(), labels: state.labels, sizes: state.sizes }),
  };
}

class State {
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  private readonly sums: Float64Array;
  /**
   * Lower bound of the distance to the second nearest centre less the distance to the own one, and that lower bound
   * alone, both as they were when the row was last looked at plus what its cluster had drifted or lost by then: so a
   * row that stays needs one comparison and no write.
   */
  private readonly slack: Float64Array;
  private readonly lower: Float64Array;
  /** By cluster, summed over the iterations: how much the lower bounds of its rows fell, and their slack shrank. */
  private readonly lost: Float64Array;
  private readonly drift: Float64Array;
  private readonly moved: Float64Array;

  constructor(
    private readonly points: Float64Array,
    private readonly columns: number,
    private readonly centres: Float64Array,
  ) {
    const n = points.length / columns;
    const k = centres.length / columns;
    this.labels = new Int32Array(n);
    this.slack = new Float64Array(n);
    this.lower = new Float64Array(n);
    this.sizes = new Int32Array(k);
    this.sums = new Float64Array(centres.length);
    this.lost = new Float64Array(k);
    this.drift = new Float64Array(k);
    this.moved = new Float64Array(k);
  }

  /** Nearest centre of every row, and sums and sizes afresh; returns the inertia. */
  assignAll(): number {
    const { points, columns, labels, sums, sizes } = this;
    sums.fill(0);
    sizes.fill(0);
    let inertia = 0;
    for (let i = 0; i < labels.length; i++) {
      inertia += this.assign(i);
      const label = labels[i]!;
      sizes[label]!++;
      for (let column = 0; column < columns; column++) {
        sums[label * columns + column]! += points[i * columns + column]!;
      }
    }
    return inertia;
  }

  /** One assignment within the bounds; keeps sums and sizes in step and returns how many rows changed cluster. */
  step(): number {
    const { labels, slack, lower, lost, drift } = this;
    const halfGap = this.loosenBounds();
    let changes = 0;
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      if (slack[i]! >= drift[label]!) continue;
      const exact = Math.sqrt(this.squaredDistance(i, label));
      const low = Math.max(lower[i]! - lost[label]!, 2 * halfGap[label]! - exact);
      if (exact <= low) {
        lower[i] = low + lost[label]!;
        slack[i] = low - exact + drift[label]!;
        continue;
      }
      this.assign(i);
      if (labels[i] !== label) {
        this.relabel(i, label, labels[i]!);
        changes++;
      }
    }
    return changes;
  }

  /** Puts each centre at the mean of its rows; returns the sum of squared moves. */
  moveCentres(): number {
    const { centres, sums, sizes, columns, moved } = this;
    let shift = 0;
    for (let c = 0; c < sizes.length; c++) {
      let squared = 0;
      for (let at = c * columns; sizes[c]! > 0 && at < (c + 1) * columns; at++) {
        const mean = sums[at]! / sizes[c]!;
        const difference = mean - centres[at]!;
        squared += difference * difference;
        centres[at] = mean;
      }
      shift += squared;
      moved[c] = Math.sqrt(squared);
    }
    return shift;
  }

  between(): number {
    const { centres, sizes, columns, labels } = this;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      let mean = 0;
      for (let c = 0; c < sizes.length; c++)
        mean += (sizes[c]! / labels.length) * centres[c * columns + column]!;
      for (let c = 0; c < sizes.length; c++) sum += sizes[c]! * (centres[c * columns + column]! - mean) ** 2;
    }
    return sum;
  }

  /** A cluster without rows takes the row farthest from its centre, as in scikit-learn; none where all sit on centres. */
  fillEmpty(): void {
    const { labels, sizes, slack, lower } = this;
    for (let empty = 0; empty < sizes.length; empty++) {
      if (sizes[empty]! > 0) continue;
      let farthest = -1;
      let most = 0;
      for (let i = 0; i < labels.length; i++) {
        const squared = this.squaredDistance(i, labels[i]!);
        if (squared > most && sizes[labels[i]!]! > 1) {
          most = squared;
          farthest = i;
        }
      }
      if (farthest < 0) return;
      this.relabel(farthest, labels[farthest]!, empty);
      labels[farthest] = empty;
      // The new centre may be nearer to any row than its second nearest was: no bound holds.
      slack.fill(Number.NEGATIVE_INFINITY);
      lower.fill(Number.NEGATIVE_INFINITY);
    }
  }

  private assign(i: number): number {
    const { points, columns, centres, labels, slack, lower } = this;
    const at = i * columns;
    let nearest = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    let label = 0;
    for (let c = 0, from = 0; from < centres.length; c++, from += columns) {
      let squared = 0;
      for (let column = 0; column < columns; column++) {
        const difference = points[at + column]! - centres[from + column]!;
        squared += difference * difference;
      }
      if (squared < nearest) {
        second = nearest;
        nearest = squared;
        label = c;
      } else if (squared < second) second = squared;
    }
    const low = Math.sqrt(second);
    labels[i] = label;
    lower[i] = low + this.lost[label]!;
    slack[i] = low - Math.sqrt(nearest) + this.drift[label]!;
    return nearest;
  }

  private squaredDistance(i: number, cluster: number): number {
    const { points, columns, centres } = this;
    const at = i * columns;
    const from = cluster * columns;
    let squared = 0;
    for (let column = 0; column < columns; column++) {
      const difference = points[at + column]! - centres[from + column]!;
      squared += difference * difference;
    }
    return squared;
  }

  private relabel(i: number, from: number, to: number): void {
    const { points, columns, sums, sizes } = this;
    sizes[from]!--;
    sizes[to]!++;
    for (let column = 0; column < columns; column++) {
      const value = points[i * columns + column]!;
      sums[from * columns + column]! -= value;
      sums[to * columns + column]! += value;
    }
  }

  /** Books the last move of the centres against the bounds; returns half the distance of each to the nearest other. */
  private loosenBounds(): Float64Array {
    const { centres, columns, moved, lost, drift } = this;
    const halfGap = new Float64Array(moved.length).fill(Number.POSITIVE_INFINITY);
    for (let a = 0; a < moved.length; a++) {
      let mostOfOthers = 0;
      for (let b = 0; b < moved.length; b++) {
        if (a === b) continue;
        mostOfOthers = Math.max(mostOfOthers, moved[b]!);
        let squared = 0;
        for (let column = 0; column < columns; column++) {
          squared += (centres[a * columns + column]! - centres[b * columns + column]!) ** 2;
        }
        halfGap[a] = Math.min(halfGap[a]!, Math.sqrt(squared) / 2);
      }
      lost[a]! += mostOfOthers;
      drift[a]! += mostOfOthers + moved[a]!;
    }
    return halfGap;
  }
}
