import { type CommitRecord, dayMs } from "./model-history.js";

/** What counts as a release. Both RE2 and JavaScript read the patterns, which are searched in the lower-cased title. */
export interface ReleaseRule {
  /** Titles that speak of weights, a version or a release. */
  readonly title: string;
  /** Titles that do so but take back, repair or join. */
  readonly exceptTitle: string;
  /** Release commits no further apart than this, in days, are one release (an upload in several commits). */
  readonly togetherDays: number;
}

export const releaseRule: ReleaseRule = {
  title:
    "\\bv[0-9]+(\\.[0-9]+)*\\b|\\b(release|version)\\b|\\.(safetensors|bin|pt|pth|ckpt|h5|keras|onnx|gguf|msgpack|tflite|pkl|joblib|pb|ot|nemo)\\b|\\b(weights?|checkpoints?)\\b|\\b(upload|add|push|save)( the| new)? model\\b|\\btraining in progress\\b|\\bend of training\\b|\\bmodel save\\b",
  exceptTitle: "^(delete|remove|rename|revert|fix|merge|update readme|create readme)",
  togetherDays: 1,
};

/**
 * Whether a commit releases weights. Where its files are known: it adds or changes a file of role weights. Where they
 * are not: its title matches the rule. In both cases a title that names a version or a release counts, and a commit
 * of a known bot never does (the conversion bot adds a copy in another format).
 */
export function isRelease({ title, files, isBot }: CommitRecord, rule: ReleaseRule = releaseRule): boolean {
  if (isBot) return false;
  if (files?.some(({ role, change }) => role === "weights" && change !== "deleted")) return true;
  const lower = (title ?? "").toLowerCase();
  if (pattern(rule.exceptTitle).test(lower)) return false;
  return (files ? versionTitle : pattern(rule.title)).test(lower);
}

/** With files known, a title alone makes a release only by naming one. */
export const versionTitlePattern = "\\bv[0-9]+(\\.[0-9]+)*\\b|\\brelease\\b";
const versionTitle = new RegExp(versionTitlePattern);

const compiled = new Map<string, RegExp>();
function pattern(source: string): RegExp {
  const known = compiled.get(source) ?? new RegExp(source);
  compiled.set(source, known);
  return known;
}

/** A release: the times of its first and last commit, in ms. */
export interface ReleaseEvent {
  readonly startMs: number;
  readonly endMs: number;
}

/** The releases among dated commits, by time. Undated commits are passed over; none for no releases. */
export function releaseEvents(
  commits: readonly CommitRecord[],
  rule: ReleaseRule = releaseRule,
): ReleaseEvent[] {
  const times = commits
    .filter((commit) => commit.committedAt && isRelease(commit, rule))
    .map(({ committedAt }) => committedAt!.getTime())
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => a - b);
  const events: { startMs: number; endMs: number }[] = [];
  for (const time of times) {
    const last = events.at(-1);
    if (last && time - last.endMs <= rule.togetherDays * dayMs) last.endMs = time;
    else events.push({ startMs: time, endMs: time });
  }
  return events;
}
