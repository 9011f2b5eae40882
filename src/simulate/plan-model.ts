import { random } from "../stats/index.js";
import { hashUnit, pick, pickIndex, sigmoid, zipfIndex } from "./chance.js";
import {
  driftingChoice,
  libraryDrift,
  licenceDrift,
  type PlantedDomain,
  statementDrift,
  taskDrift,
} from "./drift.js";
import { licenceConflict } from "./licences.js";
import { wordMaker } from "./names.js";
import { type Owner, ownersOf } from "./owners.js";
import { foundationEvery, type ModelCore, planCore } from "./plan-core.js";
import { type HubSettings, yearMs } from "./settings.js";
import { adultTopic, topicNames } from "./topics.js";

export type Relation = "finetune" | "adapter" | "quantized" | "merge";
export type CardKind =
  | "none"
  | "written"
  | "generated-by-trainer"
  | "empty-template"
  | "generated-for-adapter"
  | "generated-for-agent";

export interface ParentLink {
  readonly index: number;
  readonly id: string;
  readonly relation: Relation;
  /** Whether the model states it. */
  readonly declared: boolean;
}

/** Everything about a model but its history and the words of its card. */
export interface ModelPlan extends ModelCore {
  readonly id: string;
  readonly owner: Owner;
  readonly name: string;
  /** The task it is for, stated or not. */
  readonly task: string;
  readonly statesTask: boolean;
  readonly library: string | null;
  readonly architecture: string;
  readonly parent: ParentLink | null;
  /** 0 for models trained from nothing. */
  readonly generation: number;
  readonly licence: string | null;
  readonly licenceConflict: boolean | null;
  readonly languages: readonly string[];
  readonly datasets: readonly string[];
  readonly arxivIds: readonly string[];
  readonly parameters: number;
  readonly co2Grams: number | null;
  readonly gated: boolean;
  readonly disabled: boolean;
  readonly cardKind: CardKind;
  readonly adult: boolean;
  /** Weight of each topic in the card's content words, background aside; sums to 1. */
  readonly topicMixture: readonly number[];
}

const languagesByCommunity = ["en", "zh", "es", "de", "fr", "ja", "ru", "ar", "pt", "ko", "hi", "it"];
/** Chance that a child takes its base's licence where the base states one. */
export const licenceInheritance = 0.7;
/** Chance that a model whose domain allows it builds on another. */
export const childShare = 0.55;
/** Chance that a child builds on any model rather than on one of the well-known bases. */
export const deepLineageShare = 0.15;
/** Chance that a choice of dataset, base or paper comes from the community's own. */
export const communityLoyalty = 0.75;

const domainTopics: Readonly<Record<PlantedDomain, readonly number[]>> = (() => {
  const at = (weights: Record<string, number>) => topicNames.map((name) => weights[name] ?? 0.15);
  return {
    "natural language processing": at({
      translation: 3,
      dialogue: 4,
      sentiment: 3,
      programming: 1.5,
      medicine: 0.8,
      deployment: 1.2,
      adult: 0,
    }),
    "computer vision": at({ "image-style": 5, objects: 4, medicine: 0.8, adult: 0 }),
    audio: at({ speech: 8, translation: 1, adult: 0 }),
    multimodal: at({ objects: 2, dialogue: 2, "image-style": 1, adult: 0 }),
    "reinforcement learning": at({ games: 9, adult: 0 }),
    tabular: at({ finance: 6, medicine: 1.5, adult: 0 }),
    graph: at({ medicine: 3, finance: 1, adult: 0 }),
    other: at({ medicine: 2, deployment: 1, adult: 0 }),
  };
})();

/** Log-odds that a language or image model is of adult themes. */
export const adultDrift = { start: -5, perYear: 0.65 } as const;

/** The models of a simulated Hub, planned one at a time and in any order. */
export function modelPlanner(settings: HubSettings) {
  const { seed } = settings;
  const owners = ownersOf(settings);
  const architectureWord = wordMaker(seed, "architectures");
  const datasetWord = wordMaker(seed, "datasets");
  const launch = settings.launchMs;
  const foundations = Math.ceil(settings.models / foundationEvery);
  // Bases are asked for again and again; the bound keeps memory flat however many models there are.
  const cache = new Map<number, ModelPlan>();

  function plan(index: number): ModelPlan {
    const known = cache.get(index);
    if (known) return known;
    const made = planUncached(index);
    if (index % foundationEvery === 0 && cache.size < 20_000) cache.set(index, made);
    return made;
  }

  function planUncached(index: number): ModelPlan {
    const core = planCore(settings, owners, index);
    const own = random(`${seed}/details/${index}`);
    const design = core.family === null ? own : random(`${seed}/family/${core.family}/design`);
    const { domain, yearsSinceLaunch: years } = core;
    const owner = owners.owner(core.ownerRank);

    const task = driftingChoice(taskDrift[domain], years, design.next()).name;
    const stated = driftingChoice(libraryDrift[domain], years, design.next()).name;
    const link =
      core.foundation === null ? findParent(core, owner.community, stated, design.fork("parent")) : null;
    // An adapter or a converted copy is one of something: without a base it is an ordinary model.
    const library = (stated === "peft" || stated === "gguf") && !link ? "transformers" : stated || null;

    const sizeClass = own.normal();
    const parameters = link
      ? link.plan.parameters
      : Math.round(10 ** Math.min(11.5, Math.max(5, 7.6 + 0.3 * years + 0.6 * sizeClass)));
    const architecture =
      core.foundation !== null
        ? architectureWord(1000 + core.foundation)
        : (link?.plan.architecture ?? architectureWord(zipfIndex(40, 2, design)));

    const baseLicence = link?.plan.licence ?? null;
    const licence =
      baseLicence !== null && own.next() < licenceInheritance
        ? baseLicence
        : driftingChoice(licenceDrift, years, own.next()).name || null;

    const loyal = () => own.next() < communityLoyalty;
    const datasets = new Set<string>();
    if (own.next() < 0.22) {
      for (let k = 1 + own.poisson(0.4); k > 0; k--) {
        const number = loyal() ? 100 + owner.community * 50 + zipfIndex(50, 2, own) : zipfIndex(80, 2, own);
        datasets.add(datasetName(number));
      }
    }
    const arxivIds = new Set<string>();
    if (own.next() < (core.foundation === null ? 0.1 : 0.5)) {
      const paper = (loyal() ? 100 + owner.community * 40 : 0) + zipfIndex(40, 2, own);
      const writtenMs =
        launch - 2 * yearMs + hashUnit(seed, paper, 21) * (settings.asOfMs - launch + 2 * yearMs);
      if (writtenMs < core.createdMs) arxivIds.add(arxivId(writtenMs, paper));
    }
    const speaks = domain === "natural language processing" || domain === "audio" || domain === "multimodal";
    const languages = new Set<string>();
    if (speaks && own.next() < 0.5) {
      languages.add(
        own.next() < 0.5 ? "en" : languagesByCommunity[owner.community % languagesByCommunity.length]!,
      );
      while (own.next() < (task === "translation" ? 0.7 : 0.12))
        languages.add(pick(languagesByCommunity, own));
    }

    const adult =
      (domain === "natural language processing" || domain === "computer vision") &&
      own.next() < sigmoid(adultDrift.start + adultDrift.perYear * years);
    const first = adult ? adultTopic : pickIndex(domainTopics[domain], own.next());
    const second =
      adult || own.next() < 0.5 ? pickIndex(domainTopics[domain], own.next()) : owner.community % adultTopic;
    const main = Math.round((0.55 + 0.4 * own.next()) * 100) / 100;
    const topicMixture = topicNames.map(() => 0);
    topicMixture[first]! += main;
    topicMixture[second]! += Math.round((1 - main) * 100) / 100;

    const hasCard =
      own.next() <
      sigmoid(
        statementDrift.card.start + statementDrift.card.perYear * years + (core.status === "high" ? 1.2 : 0),
      );
    const cardKind = hasCard ? drawCardKind(library, adult, own.next()) : "none";
    const statesCo2 = own.next() < 0.012;
    const co2Grams = statesCo2
      ? Math.round(Math.exp(-3 + 0.5 * Math.log(parameters) - 0.15 * years + 1.2 * own.normal()) * 100) / 100
      : null;

    const name = modelName(core, architecture, parameters, task, link);
    const bare = core.foundation !== null && years < 1.5;
    // Written out, as an object spread and then extended is a slow one to make and to read.
    return {
      index,
      createdMs: core.createdMs,
      yearsSinceLaunch: years,
      ownerRank: core.ownerRank,
      domain,
      family: core.family,
      foundation: core.foundation,
      status: core.status,
      likes: core.likes,
      downloads30d: core.downloads30d,
      downloadsAllTime: core.downloadsAllTime,
      id: bare ? name : `${owner.name}/${name}`,
      owner,
      name,
      task,
      statesTask: own.next() >= sigmoid(statementDrift.noTask.start + statementDrift.noTask.perYear * years),
      library,
      architecture,
      parent: link && {
        index: link.plan.index,
        id: link.plan.id,
        relation: link.relation,
        declared:
          own.next() <
          sigmoid(statementDrift.baseDeclared.start + statementDrift.baseDeclared.perYear * years),
      },
      generation: link ? link.plan.generation + 1 : 0,
      licence,
      licenceConflict: link ? licenceConflict(baseLicence, licence) : null,
      languages: [...languages],
      datasets: [...datasets],
      arxivIds: [...arxivIds],
      parameters,
      co2Grams,
      gated: own.next() < (core.foundation === null ? 0.012 : 0.1),
      disabled: own.next() < 0.0005,
      cardKind,
      adult,
      topicMixture,
    };
  }

  function findParent(
    core: ModelCore,
    community: number,
    library: string,
    chance: ReturnType<typeof random>,
  ) {
    const must = library === "peft" || library === "gguf";
    if (!must && (library === "" || !(chance.next() < childShare))) return null;
    for (let attempt = 0; attempt < 16; attempt++) {
      const lower = Math.min(core.index, settings.models);
      const any = chance.next() < deepLineageShare && lower > 0;
      const index = any
        ? chance.int(lower)
        : foundationEvery * zipfIndex(Math.min(foundations, 4096), 1.5, chance);
      // Only lower numbers may be any model's base: what a plan asks for is then always finite.
      if (any && index % foundationEvery !== 0 && index >= core.index) continue;
      const candidate = planCoreOf(index);
      if (candidate.createdMs >= core.createdMs || candidate.domain !== core.domain) continue;
      const known = owners.communityOf(candidate.ownerRank) === community;
      if (!known && chance.next() < communityLoyalty) continue;
      const kind = chance.next();
      const relation: Relation =
        library === "peft"
          ? "adapter"
          : library === "gguf"
            ? "quantized"
            : kind < 0.9
              ? "finetune"
              : kind < 0.95
                ? "quantized"
                : "merge";
      return { plan: plan(index), relation };
    }
    return null;
  }

  function planCoreOf(index: number): ModelCore {
    return (
      cache.get(index) ?? (index % foundationEvery === 0 ? plan(index) : planCore(settings, owners, index))
    );
  }

  function datasetName(number: number): string {
    const word = datasetWord(number);
    return number % 3 === 0 ? word : `${datasetWord(5000 + (number % 37))}/${word}`;
  }

  function arxivId(writtenMs: number, paper: number): string {
    const date = new Date(writtenMs).toISOString();
    const number = Math.floor(hashUnit(seed, paper, 22) * 18_000) + 1;
    return `${date.slice(2, 4)}${date.slice(5, 7)}.${String(number).padStart(5, "0")}`;
  }

  return { plan, owners };
}

export type ModelPlanner = ReturnType<typeof modelPlanner>;

function drawCardKind(library: string | null, adult: boolean, u: number): CardKind {
  if (adult) return "written";
  if (library === "stable-baselines3" || library === "ml-agents" || library === "sample-factory") {
    return u < 0.6 ? "generated-for-agent" : "written";
  }
  if (library === "peft") return u < 0.4 ? "empty-template" : u < 0.6 ? "generated-for-adapter" : "written";
  if (library === "transformers") {
    return u < 0.35 ? "generated-by-trainer" : u < 0.5 ? "empty-template" : "written";
  }
  return u < 0.08 ? "empty-template" : "written";
}

/** "1.3b", "110m": parameters as model names state them. */
export function sizeLabel(parameters: number): string {
  if (parameters >= 1e9) return `${Number((parameters / 1e9).toPrecision(2))}b`;
  return `${Number(Math.max(1, parameters / 1e6).toPrecision(2))}m`;
}

/** Unlike any other's: the model's number in base 36 ends it, unless its invented architecture is its own. */
function modelName(
  core: ModelCore,
  architecture: string,
  parameters: number,
  task: string,
  link: { plan: ModelPlan; relation: Relation } | null,
): string {
  if (core.foundation !== null) return `${architecture}-${sizeLabel(parameters)}`;
  const number = core.index.toString(36);
  if (!link) return `${architecture}-${task.split("-")[0]}-${sizeLabel(parameters)}-${number}`;
  const endings: Record<Relation, string> = {
    finetune: `finetuned-${task.split("-")[0]}`,
    adapter: "lora",
    quantized: "gguf",
    merge: "merged",
  };
  return `${architecture}-${endings[link.relation]}-${number}`;
}
