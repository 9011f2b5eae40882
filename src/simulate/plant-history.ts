import { type CommitActivity, dayMs, fileRole, isBot } from "../classify/index.js";
import { type Random, random } from "../stats/index.js";
import { atHumanHour } from "./births.js";
import { pick, pickIndex, spreadCount } from "./chance.js";
import { commitBody, commitTitle, type TitleContext } from "./commit-grammar.js";
import type { Owners } from "./owners.js";
import type { ModelPlan } from "./plan-model.js";
import { type RepositoryLayout, repositoryLayout } from "./repository-layout.js";
import { type HubSettings, yearMs } from "./settings.js";

export interface PlantedFileChange {
  readonly path: string;
  readonly change: "added" | "modified" | "deleted";
  readonly role: string;
}

export interface PlantedCommit {
  readonly timeMs: number;
  readonly title: string;
  readonly message: string;
  readonly authors: readonly string[] | null;
  readonly isBot: boolean | null;
  /** Main kind first. */
  readonly kinds: readonly string[];
  readonly activity: CommitActivity;
  /** 1, 2 or 3: the third of the model's commits that it lies in. */
  readonly stage: number;
  readonly release: boolean;
  readonly files: readonly PlantedFileChange[];
}

export interface PlantedHistory {
  readonly commits: readonly PlantedCommit[];
  /** Paths at the head, sorted. */
  readonly headPaths: readonly string[];
}

/** Chance of each kind by stage, the first commit aside. The rest is perfective. */
export const kindsByStage = {
  corrective: [0.03, 0.045, 0.06],
  adaptive: [0.045, 0.075, 0.11],
  "corrective+adaptive": [0.004, 0.004, 0.004],
  "corrective+perfective": [0.008, 0.008, 0.008],
  none: [0.006, 0.006, 0.006],
} as const;

const kindNames = Object.keys(kindsByStage) as (keyof typeof kindsByStage)[];
/** Shares of the kinds named, and of the rest, by stage. */
const kindShares = [0, 1, 2].map((stage) => {
  const shares = kindNames.map((name) => kindsByStage[name][stage]!);
  return [...shares, 1 - shares.reduce((sum, share) => sum + share, 0)];
});

const activities = ["weights", "card", "config", "code", "housekeeping", "unclear"] as const;
/** Weight of each activity of perfective commits, in the order above, by stage. */
export const perfectiveActivitiesByStage: readonly (readonly number[])[] = [
  [0.48, 0.18, 0.2, 0.04, 0.02, 0.08],
  [0.36, 0.36, 0.12, 0.06, 0.05, 0.05],
  [0.2, 0.56, 0.08, 0.06, 0.07, 0.03],
];
const otherActivities = {
  corrective: { names: ["card", "config", "weights", "code"], weights: [0.35, 0.35, 0.12, 0.18] },
  adaptive: { names: ["format", "config", "code"], weights: [0.68, 0.2, 0.12] },
} as const;

/** What the planted status drives. Days, counts and shares. */
export function statusParameters({ commitsPerModel, growthPerYear, highMaintenanceShare }: HubSettings) {
  const lowMean = Math.max(1.2, 0.55 * commitsPerModel);
  const commitsASession = 2.5;
  const releaseShare = 0.12;
  const releaseExtra = 2;
  const highMean =
    (commitsPerModel - (1 - highMaintenanceShare) * lowMean) / Math.max(highMaintenanceShare, 0.01);
  return {
    low: {
      meanCommits: lowMean,
      /** Gaps are log-normal: minutes within a sitting, days, months. */
      gapMedianDays: [0.004, 1, 25],
      gapShares: [0.8, 0.16, 0.04],
      secondAuthorShare: 0.1,
    },
    high: {
      meanCommits: highMean,
      /** Sittings come as a Poisson process until asOf, so commits grow with age. */
      sessionGapDays:
        ((365.25 / growthPerYear) * (commitsASession + releaseShare * releaseExtra)) /
        // The first commit and the first sitting come at any age; the mean age of an exponential Hub is 1 / growth.
        Math.max(0.5, highMean - 1 - commitsASession),
      commitsASession,
      furtherAuthorsMean: 1.8,
      releaseShare,
      /** Further commits, in the mean, of a sitting that makes a release. */
      releaseExtra,
    },
  };
}

/** Share of the commits of a model with several authors that the first one makes. */
export const mainAuthorShare = 0.65;
/** From when the conversion bot works, and the share of convertible models it visits by status. */
export const converterBot = { from: "2023-01-15T00:00:00Z", high: 0.35, low: 0.06 } as const;
const converterFromMs = Date.parse(converterBot.from);

const roleOf = (() => {
  const known = new Map<string, string>();
  return (path: string) => {
    let role = known.get(path);
    if (role === undefined) {
      role = fileRole(path);
      if (known.size < 50_000) known.set(path, role);
    }
    return role;
  };
})();

/** The commits of a planned model, first to last, and what is at its head. A function of the settings and the plan. */
export function plantHistory(settings: HubSettings, owners: Owners, plan: ModelPlan): PlantedHistory {
  const chance = random(`${settings.seed}/history/${plan.index}`);
  const asOf = settings.asOfMs;
  const parameters = statusParameters(settings);
  const authors = drawAuthors(plan, owners, parameters, chance);
  const moments = drawMoments(settings, plan, parameters, chance);
  const converted = drawConversion(plan, moments, asOf, chance);
  if (converted !== null) {
    moments.push({ timeMs: converted, bot: true, release: false });
    moments.sort((a, b) => a.timeMs - b.timeMs);
  }

  const layout = repositoryLayout(plan);
  const tree = new Set<string>();
  const formats = layout.formats.map(({ name }) => name);
  const commits = moments.map(({ timeMs, bot, release }, position): PlantedCommit => {
    const stage = Math.floor((3 * position) / moments.length);
    const { kinds, activity } =
      position === 0 ? creation : bot ? conversion : drawIntent(stage, release, chance);
    const safetensors = layout.formats.find(({ name }) => name === "safetensors");
    const format = bot && safetensors ? safetensors : pick(layout.formats, chance);
    const files =
      position === 0
        ? [".gitattributes", ...(plan.cardKind !== "none" && plan.index % 2 ? ["README.md"] : [])].map(
            (path) => changed(tree, path),
          )
        : touchFiles(activity, kinds, layout, format?.files ?? [], tree, stage, chance);
    const main = files.find(({ role }) => role === wantedRole[activity]) ?? files[0];
    const context: TitleContext = {
      file: main?.path ?? "config.json",
      architecture: plan.architecture,
      format: format?.name ?? formats[0] ?? "safetensors",
      language: plan.languages[0] ?? "en",
      step: 500 * (1 + position) + 100 * chance.int(5),
      release: `${1 + Math.floor(position / 12)}.${position % 12}`,
    };
    const by = bot
      ? ["SFconvertbot"]
      : position === 0
        ? firstAuthor(plan, authors)
        : drawAuthor(authors, chance);
    const viaRequest = bot || chance.next() < 0.04;
    const joint = !bot && position > 0 && authors.length > 1 && chance.next() < 0.05;
    const title = bot
      ? "Adding `safetensors` variant of this model"
      : commitTitle(kinds.join("+"), activity, context, chance);
    const known = position === 0 || bot || chance.next() >= 0.01;
    return {
      timeMs,
      title: viaRequest && position > 0 ? `${title} (#${1 + chance.int(1 + position)})` : title,
      message: position === 0 ? "" : commitBody(context, joint ? authors[1]! : null, chance),
      authors: known ? (joint ? [...new Set([...by, authors[1]!])] : by) : null,
      isBot: known ? by.every(isBot) && !joint : null,
      kinds,
      activity,
      stage: stage + 1,
      release,
      files,
    };
  });
  return { commits, headPaths: [...tree].sort() };
}

const creation = { kinds: ["none"], activity: "create" as CommitActivity };
const conversion = { kinds: ["adaptive"], activity: "format" as CommitActivity };
const wantedRole: Readonly<Record<CommitActivity, string>> = {
  create: "housekeeping",
  weights: "weights",
  format: "weights",
  card: "card",
  config: "config",
  code: "code",
  housekeeping: "housekeeping",
  unclear: "weights",
};

interface Moment {
  readonly timeMs: number;
  readonly bot: boolean;
  readonly release: boolean;
}

function drawMoments(
  settings: HubSettings,
  plan: ModelPlan,
  { low, high }: ReturnType<typeof statusParameters>,
  chance: Random,
): Moment[] {
  const asOf = settings.asOfMs;
  const moments: Moment[] = [{ timeMs: plan.createdMs, bot: false, release: false }];
  const add = (timeMs: number, release = false) => {
    if (timeMs < asOf) moments.push({ timeMs: Math.floor(timeMs / 1000) * 1000, bot: false, release });
  };
  if (plan.status === "low") {
    let timeMs = plan.createdMs;
    for (let left = spreadCount(low.meanCommits - 1, 0.9, chance); left > 0 && timeMs < asOf; left--) {
      const scale = pickIndex(low.gapShares, chance.next());
      const gapDays = low.gapMedianDays[scale]! * Math.exp(0.8 * chance.normal());
      timeMs += Math.max(1000, gapDays * dayMs);
      if (gapDays > 1)
        timeMs = Math.max(
          timeMs - dayMs / 2,
          atHumanHour(timeMs, plan.owner.placeHours, timeMs - dayMs / 2, asOf, chance),
        );
      add(timeMs);
    }
    return moments;
  }
  // Each well-kept model has a pace of its own.
  const gapDays = high.sessionGapDays * Math.exp(0.4 * chance.normal() + 0.08);
  let session = plan.createdMs;
  for (;;) {
    let timeMs = session;
    const release = moments.length > 1 && chance.next() < high.releaseShare;
    for (
      let left = chance.poisson(high.commitsASession - 1 + (release ? high.releaseExtra : 0)) + 1;
      left > 0;
      left--
    ) {
      timeMs += Math.max(1000, 0.006 * Math.exp(0.9 * chance.normal()) * dayMs);
      add(timeMs, release);
    }
    session += chance.exponential() * gapDays * dayMs;
    if (session >= asOf) break;
    session = Math.max(timeMs + 1000, atHumanHour(session, plan.owner.placeHours, timeMs, asOf, chance));
  }
  return moments;
}

function drawAuthors(
  plan: ModelPlan,
  owners: Owners,
  { low, high }: ReturnType<typeof statusParameters>,
  chance: Random,
): string[] {
  const further =
    plan.status === "high"
      ? chance.poisson(high.furtherAuthorsMean)
      : chance.next() < low.secondAuthorShare
        ? 1
        : 0;
  // An organisation has as many hands as it is large; the first of a model is one of them.
  const hands = plan.owner.organisation ? 3 + (plan.owner.rank % 12) : 1;
  const names = new Set([owners.member(plan.owner, plan.owner.organisation ? chance.int(hands) : 0)]);
  for (let k = 0; k < further; k++) {
    // Helpers come from the owner's own people, else from another owner of the same community.
    if (plan.owner.organisation || chance.next() < 0.4)
      names.add(owners.member(plan.owner, chance.int(hands + 2)));
    else {
      let rank = chance.int(2000);
      for (let attempt = 0; attempt < 30 && owners.communityOf(rank) !== plan.owner.community; attempt++)
        rank = chance.int(2000);
      names.add(owners.member(owners.owner(rank), 0));
    }
  }
  return [...names];
}

function firstAuthor(plan: ModelPlan, authors: readonly string[]): string[] {
  return plan.index % 4 === 0 ? [authors[0]!] : ["system"];
}

function drawAuthor(authors: readonly string[], chance: Random): string[] {
  if (authors.length === 1 || chance.next() < mainAuthorShare) return [authors[0]!];
  return [authors[1 + chance.int(authors.length - 1)]!];
}

/** When the conversion bot comes, ms; null where it does not. */
function drawConversion(
  plan: ModelPlan,
  moments: readonly Moment[],
  asOf: number,
  chance: Random,
): number | null {
  const convertible = plan.library === "transformers" && moments.length > 1;
  if (!convertible || chance.next() >= converterBot[plan.status]) return null;
  const from = Math.max(converterFromMs, moments[1]!.timeMs);
  const timeMs = Math.floor((from + chance.exponential() * 0.25 * yearMs) / 1000) * 1000;
  return timeMs < asOf ? timeMs : null;
}

function drawIntent(
  stage: number,
  release: boolean,
  chance: Random,
): { kinds: readonly string[]; activity: CommitActivity } {
  const kinds = kindNames[pickIndex(kindShares[stage]!, chance.next())] ?? "perfective";
  const draw = chance.next();
  switch (kinds) {
    case "none":
      return { kinds: ["none"], activity: "housekeeping" };
    case "corrective":
    case "adaptive": {
      const { names, weights } = otherActivities[kinds];
      return { kinds: [kinds], activity: names[pickIndex(weights, draw)]! };
    }
    case "corrective+adaptive":
      return { kinds: ["corrective", "adaptive"], activity: "format" };
    case "corrective+perfective":
      return { kinds: ["corrective", "perfective"], activity: "card" };
    default: {
      const weights = perfectiveActivitiesByStage[stage]!;
      const activity = release && draw < 0.3 ? "unclear" : activities[pickIndex(weights, chance.next())]!;
      return { kinds: ["perfective"], activity };
    }
  }
}

function changed(tree: Set<string>, path: string): PlantedFileChange {
  const change = tree.has(path) ? "modified" : "added";
  tree.add(path);
  return { path, change, role: roleOf(path) };
}

/** Files that a commit touches: those of its activity, and early in a model's life more of them. */
function touchFiles(
  activity: CommitActivity,
  kinds: readonly string[],
  layout: RepositoryLayout,
  format: readonly string[],
  tree: Set<string>,
  stage: number,
  chance: Random,
): PlantedFileChange[] {
  const touch = (paths: readonly string[], share = 1) =>
    paths.filter(() => share === 1 || chance.next() < share).map((path) => changed(tree, path));
  const one = (paths: readonly string[]) => (paths.length ? [changed(tree, pick(paths, chance))] : []);
  const files: PlantedFileChange[] = [];
  switch (activity) {
    case "weights":
      files.push(...(kinds[0] === "corrective" ? one(layout.weights) : touch(layout.weights)));
      if (chance.next() < 0.7) files.push(...touch(layout.data, 0.6));
      if (kinds[0] !== "corrective" && chance.next() < [0.8, 0.5, 0.25][stage]!) {
        files.push(...touch(layout.config), ...touch(layout.tokenizer));
      }
      break;
    case "format":
      files.push(...touch(format));
      break;
    case "card":
      files.push(changed(tree, "README.md"));
      if (chance.next() < 0.15) files.push(...one(layout.media));
      break;
    case "config":
      files.push(...one(layout.config));
      if (chance.next() < [0.7, 0.45, 0.25][stage]!) files.push(...touch(layout.tokenizer));
      break;
    case "code":
      files.push(...one(layout.code));
      break;
    case "unclear":
      files.push(
        changed(tree, "README.md"),
        ...touch(layout.config),
        ...touch(layout.tokenizer),
        ...touch(layout.weights),
        ...touch(layout.data, 0.6),
      );
      break;
    case "housekeeping": {
      // A merge touches nothing of its own against its first parent.
      if (kinds[0] === "none") return [];
      const spare = [...tree].filter(
        (path) => !layout.weights.includes(path) && path !== "README.md" && path !== ".gitattributes",
      );
      if (spare.length === 0) files.push(changed(tree, ".gitattributes"));
      else {
        const path = pick(spare, chance);
        tree.delete(path);
        files.push({ path, change: "deleted", role: roleOf(path) });
      }
      break;
    }
    case "create":
      break;
  }
  if (files.length === 0) files.push(changed(tree, "README.md"));
  return files;
}
