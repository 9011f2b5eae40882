import { type LogisticRegressionResult, logisticRegression } from "./logistic-regression.js";
import { type Numbers, requireFinite, requireSameLength } from "./numbers.js";
import type { RegressionOptions } from "./regression.js";

export interface DiscreteHazardOptions extends RegressionOptions {
  /** Length of a period at risk, in the unit of the durations. */
  periodLength: number;
}

export interface DiscreteHazardResult extends LogisticRegressionResult {
  /** Cases followed; n counts their periods at risk. */
  cases: number;
}

/** A longer table is a sign of a period far too short. */
const MOST_PERIODS = 20_000_000;

/**
 * A discrete-time hazard model (Allison 1982; Singer and Willett 1993): the odds of the event in a period, given none
 * before, by logistic regression over one row a case and period, with robust errors. The baseline follows the logarithm
 * of the period's number (`logPeriod`); an odds ratio above 1 means an earlier event. A case that leaves within a period
 * counts as at risk in the whole of it. See kaplanMeier for durations and observed; clusters are given per case.
 * @throws RangeError on a negative or non-finite duration, columns of different length, a period that is not positive or
 * gives over 20 million rows, and where logisticRegression does
 */
export function discreteHazard(
  durations: Numbers,
  observed: ArrayLike<boolean | number>,
  predictors: Record<string, Numbers>,
  { periodLength, clusters, level }: DiscreteHazardOptions,
): DiscreteHazardResult {
  const where = "discreteHazard";
  requireSameLength(durations, observed, where);
  requireFinite(durations, where);
  if (!(periodLength > 0)) throw new RangeError(`${where}: periodLength is ${periodLength} and not above 0`);
  for (const [name, column] of Object.entries(predictors))
    requireSameLength(durations, column, `${where}, ${name}`);
  if (clusters) requireSameLength(durations, clusters, `${where}, clusters`);
  const cases = durations.length;
  const periods = new Uint32Array(cases);
  let rows = 0;
  for (let i = 0; i < cases; i++) {
    if (durations[i]! < 0)
      throw new RangeError(
        `${where}: a duration is ${durations[i]}; clip or leave out what ends before it begins`,
      );
    const count = Math.max(1, Math.ceil(durations[i]! / periodLength));
    rows += count;
    if (rows > MOST_PERIODS) {
      throw new RangeError(
        `${where}: more than ${MOST_PERIODS} periods at risk; lengthen the period of ${periodLength}`,
      );
    }
    periods[i] = count;
  }
  const caseOf = new Uint32Array(rows);
  const outcome = new Uint8Array(rows);
  const logPeriod = new Float64Array(rows);
  let row = 0;
  for (let i = 0; i < cases; i++) {
    for (let period = 1; period <= periods[i]!; period++, row++) {
      caseOf[row] = i;
      logPeriod[row] = Math.log(period);
      outcome[row] = period === periods[i]! && observed[i] ? 1 : 0;
    }
  }
  const spread = (column: Numbers) => {
    const spreadOut = new Float64Array(rows);
    for (let r = 0; r < rows; r++) spreadOut[r] = column[caseOf[r]!]!;
    return spreadOut;
  };
  const columns: Record<string, Numbers> = { logPeriod };
  for (const [name, column] of Object.entries(predictors)) columns[name] = spread(column);
  const options: RegressionOptions = {};
  if (level !== undefined) options.level = level;
  if (clusters) options.clusters = Array.from(caseOf, (i) => clusters[i]!);
  return { ...logisticRegression(outcome, columns, options), cases };
}
