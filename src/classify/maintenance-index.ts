import type { MaintenanceFeatures } from "./maintenance-features.js";

/** From where each point of the index is given. */
export interface MaintenanceIndexRule {
  /** Last commit no longer ago than this, days. */
  readonly recentDays: number;
  readonly commits: number;
  readonly activeMonths: number;
  readonly authors: number;
  readonly commitsPerMonth: number;
  /** Points from which a model counts as High. */
  readonly highFrom: number;
}

export const maintenanceIndexRule: MaintenanceIndexRule = {
  recentDays: 180,
  commits: 10,
  activeMonths: 3,
  authors: 2,
  commitsPerMonth: 1,
  highFrom: 3,
};

export interface MaintenanceIndex {
  /** 0 to 5. */
  readonly points: number;
  readonly status: "High" | "Low";
  /** What gave a point, in words. */
  readonly because: readonly string[];
}

/**
 * A maintenance status that anyone can compute by hand from a model's history page: one point each for a commit within
 * 180 days, at least 10 commits, at least 3 calendar months with a commit, at least 2 authors, and at least one commit a
 * month of age; 3 points or more are High. An unknown feature gives no point. Null for a model without commits. Unlike
 * the clusters it does not depend on which other models are looked at.
 */
export function maintenanceIndex(
  features: MaintenanceFeatures,
  rule: MaintenanceIndexRule = maintenanceIndexRule,
): MaintenanceIndex | null {
  if (features.commits === 0) return null;
  const { daysSinceLastCommit, commits, activeMonths, authors, commitsPerMonth } = features;
  const because = [
    {
      holds: (daysSinceLastCommit ?? Infinity) <= rule.recentDays,
      words: `a commit within ${rule.recentDays} days`,
    },
    { holds: commits >= rule.commits, words: `${rule.commits} commits or more` },
    { holds: activeMonths >= rule.activeMonths, words: `commits in ${rule.activeMonths} months or more` },
    { holds: (authors ?? 0) >= rule.authors, words: `${rule.authors} authors or more` },
    {
      holds: (commitsPerMonth ?? 0) >= rule.commitsPerMonth,
      words: `${rule.commitsPerMonth} commit a month or more`,
    },
  ].flatMap(({ holds, words }) => (holds ? [words] : []));
  return { points: because.length, status: because.length >= rule.highFrom ? "High" : "Low", because };
}
