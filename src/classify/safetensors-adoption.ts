import { type BootstrapEstimate, type BootstrapOptions, ratioOfSums } from "../stats/index.js";
import type { CommitRecord, ModelHistory } from "./model-history.js";
import { weightFormat } from "./weight-format.js";

/** What the conversion bot calls its commits; whoever merges its request is the author that the Hub then names. */
const conversionTitle = /^adding `?safetensors`? variant of this model/i;

/** Whether a commit is the conversion bot's: by its title, or by its authors alone. */
export function isConversion({ title, authors }: CommitRecord): boolean {
  if (conversionTitle.test(title ?? "")) return true;
  return !!authors?.length && authors.every((author) => /convert[-_ ]?bot/i.test(author));
}

/** How a model's history meets safetensors. Times are null where no dated commit tells them. */
export interface SafetensorsAdoption {
  readonly modelId: string;
  /** Commits that touch a weight file. */
  readonly weightCommits: number;
  readonly firstWeightsAt: Date | null;
  /** Commits that add or change a safetensors file. */
  readonly safetensorsCommits: number;
  readonly firstSafetensorsAt: Date | null;
  /** Whether the first of them, in the order of the history, is the conversion bot's; null where there is none. */
  readonly firstByBot: boolean | null;
  /** Of the safetensors commits, the conversion bot's. */
  readonly conversions: number;
}

/** One row a model whose files are known and whose commits touch weights, in the order given. */
export function safetensorsAdoption(histories: readonly ModelHistory[]): SafetensorsAdoption[] {
  return histories.flatMap(({ modelId, commits }) => {
    const weights = commits.filter(({ files }) => files?.some(({ role }) => role === "weights"));
    if (weights.length === 0) return [];
    const safetensors = weights.filter(({ files }) =>
      files!.some(({ path, change }) => change !== "deleted" && weightFormat(path) === "safetensors"),
    );
    return [
      {
        modelId,
        weightCommits: weights.length,
        firstWeightsAt: earliest(weights),
        safetensorsCommits: safetensors.length,
        firstSafetensorsAt: earliest(safetensors),
        firstByBot: safetensors.length === 0 ? null : isConversion(safetensors[0]!),
        conversions: safetensors.filter(isConversion).length,
      },
    ];
  });
}

function earliest(commits: readonly CommitRecord[]): Date | null {
  const times = commits.flatMap(({ committedAt }) => committedAt?.getTime() ?? []).filter(Number.isFinite);
  return times.length === 0 ? null : new Date(times.reduce((a, b) => Math.min(a, b)));
}

/** The bot's share of the safetensors commits of models, with its interval from drawing models; null without any. */
export function conversionShare(
  rows: readonly SafetensorsAdoption[],
  options: BootstrapOptions,
): BootstrapEstimate | null {
  return ratioOfSums(
    rows.map(({ conversions }) => conversions),
    rows.map(({ safetensorsCommits }) => safetensorsCommits),
    options,
  );
}

/**
 * Share of the models whose first safetensors file had come by each time, ISO, ascending, of those whose first the bot
 * brought, or anyone else did; the denominator is all models, and the last point is `until`. Undated ones are left out.
 */
export function adoptionCurve(rows: readonly SafetensorsAdoption[], byBot: boolean, until: Date) {
  const times = rows
    .flatMap((row) =>
      row.firstByBot === byBot && row.firstSafetensorsAt ? [row.firstSafetensorsAt.getTime()] : [],
    )
    .sort((a, b) => a - b);
  const share = (count: number) => (rows.length === 0 ? null : count / rows.length);
  return {
    x: [...times.map((time) => new Date(time).toISOString()), until.toISOString()],
    y: [...times.map((_, i) => share(i + 1)), share(times.length)],
  };
}
