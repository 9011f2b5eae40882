import { dayMs } from "../classify/index.js";
import { gini, topShare, valueCounts } from "../stats/index.js";
import type { ModelPlan } from "./plan-model.js";
import type { PlantedFailure } from "./plant-failure.js";
import type { PlantedHistory } from "./plant-history.js";
import type { PlantedCard } from "./write-card.js";

/** Counts by name, listed in the order of the names. */
class Counter {
  private readonly counts = new Map<string | number, number>();
  add(name: string | number, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
  listed(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  /** The counts as a table of values, where the names are numbers. */
  table() {
    const pairs = [...this.counts]
      .map(([value, count]) => [Number(value), count] as const)
      .sort(([a], [b]) => a - b);
    return valueCounts({
      values: Float64Array.from(pairs, ([value]) => value),
      counts: Float64Array.from(pairs, ([, count]) => count),
      n: pairs.reduce((sum, [, count]) => sum + count, 0),
    });
  }
}

/** What actually came out of the planted chances, counted while it is made, before missing values are taken away. */
export class Tally {
  models = 0;
  commits = 0;
  fileChanges = 0;
  cards = 0;
  children = 0;
  declaredChildren = 0;
  conflicts = 0;
  botCommits = 0;
  private readonly byDay = new Map<number, number>();
  private readonly byDomain = new Counter();
  private readonly byStatus = new Counter();
  private readonly byKind = new Counter();
  private readonly byActivity = new Counter();
  private readonly commitsByStatus = new Counter();
  private readonly byCardKind = new Counter();
  private readonly byFailure = new Counter();
  private readonly filesByStage = new Counter();
  private readonly commitsByStage = new Counter();
  private readonly correctiveByStage = new Counter();
  private readonly adaptiveByStage = new Counter();
  private readonly likes = new Counter();
  private readonly downloads = new Counter();
  private adult = 0;

  add(
    plan: ModelPlan,
    history: PlantedHistory,
    card: PlantedCard | null,
    failures: readonly PlantedFailure[],
  ): void {
    this.models++;
    this.countMonth(plan.createdMs);
    this.byDomain.add(plan.domain);
    this.byStatus.add(plan.status);
    this.byCardKind.add(plan.cardKind);
    this.likes.add(plan.likes);
    this.downloads.add(plan.downloads30d);
    if (plan.adult) this.adult++;
    if (card) this.cards++;
    if (plan.parent) this.children++;
    if (plan.parent?.declared) this.declaredChildren++;
    if (plan.licenceConflict) this.conflicts++;
    this.commits += history.commits.length;
    this.commitsByStatus.add(plan.status, history.commits.length);
    for (const [position, { kinds, activity, stage, files, isBot }] of history.commits.entries()) {
      this.byKind.add(kinds.length === 1 ? kinds[0]! : kinds.join("+"));
      this.byActivity.add(activity);
      this.fileChanges += files.length;
      if (isBot) this.botCommits++;
      if (position === 0) continue;
      this.commitsByStage.add(stage);
      this.filesByStage.add(stage, files.length);
      if (kinds.includes("corrective")) this.correctiveByStage.add(stage);
      if (kinds.includes("adaptive")) this.adaptiveByStage.add(stage);
    }
    this.addFailures(failures);
  }

  /** Months are counted by days first: a day's name is made once. */
  private countMonth(timeMs: number): void {
    const day = Math.floor(timeMs / dayMs);
    this.byDay.set(day, (this.byDay.get(day) ?? 0) + 1);
  }

  private byMonth(): Record<string, number> {
    const months = new Counter();
    for (const [day, count] of this.byDay) months.add(new Date(day * dayMs).toISOString().slice(0, 7), count);
    return months.listed();
  }

  addFailures(failures: readonly PlantedFailure[]): void {
    for (const { wanted, reason } of failures) this.byFailure.add(`${wanted} ${reason}`);
  }

  toJSON() {
    const likes = this.likes.table();
    const downloads = this.downloads.table();
    return {
      models: this.models,
      commits: this.commits,
      fileChanges: this.fileChanges,
      cards: this.cards,
      botCommits: this.botCommits,
      modelsByMonth: this.byMonth(),
      modelsByDomain: this.byDomain.listed(),
      modelsByStatus: this.byStatus.listed(),
      commitsByStatus: this.commitsByStatus.listed(),
      commitsByKind: this.byKind.listed(),
      commitsByActivity: this.byActivity.listed(),
      afterTheFirstCommit: {
        commitsByStage: this.commitsByStage.listed(),
        filesByStage: this.filesByStage.listed(),
        correctiveByStage: this.correctiveByStage.listed(),
        adaptiveByStage: this.adaptiveByStage.listed(),
      },
      modelsByCardKind: this.byCardKind.listed(),
      adultModels: this.adult,
      failures: this.byFailure.listed(),
      children: this.children,
      declaredChildren: this.declaredChildren,
      licenceConflicts: this.conflicts,
      likes: { gini: gini(likes), top1Share: topShare(likes, 0.01) },
      downloads30d: { gini: gini(downloads), top1Share: topShare(downloads, 0.01) },
    };
  }
}
