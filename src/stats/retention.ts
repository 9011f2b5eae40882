import { type Share, share } from "./share.js";

/** Members of a cohort that were active so many periods after their first. */
export interface CohortCount {
  readonly cohort: Date;
  /** Periods since the cohort's first; 0 is the period in which all are active. */
  readonly age: number;
  readonly members: number;
}

export interface Retention {
  /** Share of all cohorts that could be watched to each age, from age 1 on; `cohorts` says how many those are. */
  overall: (Share & { age: number; cohorts: number })[];
  /** Cohorts in order, with the share still active at each age from 1 on; null where the window ends before. */
  cohorts: { cohort: Date; size: number; shares: (number | null)[] }[];
}

/**
 * Retention of cohorts in consecutive periods that end together: the cohort of period i of n can be watched to age
 * n - 1 - i. An age at which nobody of a watched cohort was active is 0, not unknown. Cohorts are those with a row of age
 * 0. A member who pauses and returns counts again. Empty input gives empty lists.
 */
export function retention(rows: readonly CohortCount[]): Retention {
  const sizes = rows
    .filter(({ age }) => age === 0)
    .sort((a, b) => a.cohort.getTime() - b.cohort.getTime())
    .map(({ cohort, members }) => ({ cohort, size: members }));
  const active = new Map(rows.map(({ cohort, age, members }) => [`${cohort.getTime()} ${age}`, members]));
  const membersAt = (cohort: Date, age: number) => active.get(`${cohort.getTime()} ${age}`) ?? 0;
  const ages = Array.from({ length: Math.max(0, sizes.length - 1) }, (_, i) => i + 1);
  return {
    overall: ages.map((age) => {
      const watched = sizes.slice(0, sizes.length - age);
      const back = watched.reduce((sum, { cohort }) => sum + membersAt(cohort, age), 0);
      const all = watched.reduce((sum, { size }) => sum + size, 0);
      return { ...share(back, all)!, age, cohorts: watched.length };
    }),
    cohorts: sizes.map(({ cohort, size }, i) => ({
      cohort,
      size,
      shares: ages.map((age) => (age < sizes.length - i ? membersAt(cohort, age) / size : null)),
    })),
  };
}
