/** Counts behind precision and recall of one label. */
export interface LabelCounts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
}

/** F1 of one label; 0 where it is neither predicted nor true, as scikit-learn has it. */
export function f1({ truePositive, falsePositive, falseNegative }: LabelCounts): number {
  const denominator = 2 * truePositive + falsePositive + falseNegative;
  return denominator === 0 ? 0 : (2 * truePositive) / denominator;
}

/** Counts of one label over pairs of predicted and true label sets. */
export function labelCounts<L>(
  predicted: readonly ReadonlySet<L>[],
  truth: readonly ReadonlySet<L>[],
  label: L,
): LabelCounts {
  let truePositive = 0;
  let falsePositive = 0;
  let falseNegative = 0;
  for (let i = 0; i < truth.length; i++) {
    const says = predicted[i]!.has(label);
    const is = truth[i]!.has(label);
    if (says && is) truePositive++;
    else if (says) falsePositive++;
    else if (is) falseNegative++;
  }
  return { truePositive, falsePositive, falseNegative };
}

/** Unweighted mean of the labels' F1. NaN without labels. */
export function macroF1<L>(
  predicted: readonly ReadonlySet<L>[],
  truth: readonly ReadonlySet<L>[],
  labels: readonly L[],
): number {
  return labels.reduce((sum, label) => sum + f1(labelCounts(predicted, truth, label)), 0) / labels.length;
}

/** F1 of all labels' decisions pooled. */
export function microF1<L>(
  predicted: readonly ReadonlySet<L>[],
  truth: readonly ReadonlySet<L>[],
  labels: readonly L[],
): number {
  const pooled = { truePositive: 0, falsePositive: 0, falseNegative: 0 };
  for (const label of labels) {
    const counts = labelCounts(predicted, truth, label);
    pooled.truePositive += counts.truePositive;
    pooled.falsePositive += counts.falsePositive;
    pooled.falseNegative += counts.falseNegative;
  }
  return f1(pooled);
}

/** Share of equal pairs; NaN without any. */
export function accuracy<L>(predicted: readonly L[], truth: readonly L[]): number {
  return truth.reduce((sum, label, i) => sum + Number(label === predicted[i]), 0) / truth.length;
}
