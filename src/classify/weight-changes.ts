import { clusteredShare } from "../stats/index.js";
import { type CommitRecord, dayMs, type ModelHistory } from "./model-history.js";
import { releaseRule } from "./release-events.js";

/** A commit that changes weights which were there before, and what tells a reader of it. */
export interface WeightChange {
  readonly modelId: string;
  /** The title names weights, a weight file, training, a version or a release, or the file itself. */
  readonly titleTells: boolean;
  /** The card changes in the same commit, or in one within a day. */
  readonly cardTells: boolean;
}

const title = new RegExp(`${releaseRule.title}|\\bsafetensors\\b|\\b(re)?train(ed|ing)?\\b`);

/**
 * The changes of weights in histories whose files are known: commits that touch a weight file after the first that did,
 * known bots aside (a converted copy is no change), in order. Where times are unknown only the commit itself is looked at.
 */
export function weightChanges(histories: readonly ModelHistory[]): WeightChange[] {
  return histories.flatMap(({ modelId, commits }) => {
    const touching = commits.filter((commit) => touches(commit, "weights"));
    const cards = commits.filter((commit) => touches(commit, "card"));
    return touching
      .slice(1)
      .filter(({ isBot }) => isBot !== true)
      .map((commit) => ({
        modelId,
        titleTells: tells(commit),
        cardTells: cards.some((card) => card === commit || apartMs(card, commit) <= dayMs),
      }));
  });
}

function touches({ files }: CommitRecord, role: string): boolean {
  return files?.some((file) => file.role === role) ?? false;
}

function tells(commit: CommitRecord): boolean {
  const lower = (commit.title ?? "").toLowerCase();
  const names = commit.files!.map(({ path }) => path.toLowerCase().split("/").at(-1)!);
  return title.test(lower) || names.some((name) => lower.includes(name));
}

function apartMs(a: CommitRecord, b: CommitRecord): number {
  const [x, y] = [a.committedAt?.getTime(), b.committedAt?.getTime()];
  return x === undefined || y === undefined ? Number.POSITIVE_INFINITY : Math.abs(x - y);
}

/** The shares of changes told by title and card, by one of them, and by neither, with intervals from drawing models. */
export function weightChangesTold(changes: readonly WeightChange[], { seed }: { readonly seed: string }) {
  const models = changes.map(({ modelId }) => modelId);
  const of = (titleTells: boolean, cardTells: boolean) =>
    clusteredShare(
      changes.map((change) => change.titleTells === titleTells && change.cardTells === cardTells),
      models,
      { seed: `${seed}/${titleTells}/${cardTells}` },
    );
  return {
    both: of(true, true),
    titleAlone: of(true, false),
    cardAlone: of(false, true),
    neither: of(false, false),
  };
}
