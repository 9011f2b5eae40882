import { gammaDeviate } from "../stats/gamma-deviate.js";
import { type Random, random } from "../stats/index.js";
import { atHumanHour, drawBirth } from "./births.js";
import { countDeviate } from "./chance.js";
import { domainDrift, driftingChoice, type PlantedDomain } from "./drift.js";
import type { Owners } from "./owners.js";
import { type HubSettings, yearMs } from "./settings.js";

/** What is fixed of a model before its details: who, when, in which domain, how well kept, and how much seen. */
export interface ModelCore {
  readonly index: number;
  /** True creation time, ms. */
  readonly createdMs: number;
  readonly yearsSinceLaunch: number;
  readonly ownerRank: number;
  readonly domain: PlantedDomain;
  /** Models of one family share owner, day, domain and design. */
  readonly family: number | null;
  /** Rank among the base models that others build on; null for the rest. */
  readonly foundation: number | null;
  readonly status: "high" | "low";
  readonly likes: number;
  readonly downloads30d: number;
  readonly downloadsAllTime: number;
}

/** Every 64th model is one that others build on. */
export const foundationEvery = 64;
const familyBlock = 16;
const likesScale = 0.1;
const downloadsScale = 0.12;

/** How much more is seen of a model with the planted status "high", and of one that others build on. */
export const attentionFactor = { high: 3, foundation: 20 } as const;
/** Chance that a model's downloads follow the same draw as its likes. */
export const attentionCoupling = 0.5;

/** Number of the family that a model belongs to, or null: a function of its block's stream alone. */
function familyOf(settings: HubSettings, index: number): number | null {
  if (settings.familyShare === 0) return null;
  const block = Math.floor(index / familyBlock);
  const chance = random(`${settings.seed}/family/${block}`);
  const size = 3 + chance.int(6);
  const meanSize = 5.5;
  if (chance.next() >= (settings.familyShare * familyBlock) / meanSize) return null;
  return index % familyBlock >= familyBlock - size ? block : null;
}

/** Plans model `index`: a function of the settings and the index alone. */
export function planCore(settings: HubSettings, owners: Owners, index: number): ModelCore {
  const own = random(`${settings.seed}/model/${index}`);
  const family = familyOf(settings, index);
  const shared = family === null ? own : random(`${settings.seed}/family/${family}/release`);

  const launch = settings.launchMs;
  const asOf = settings.asOfMs;
  const birth = drawBirth(settings, shared);
  const domain = driftingChoice(domainDrift, (birth - launch) / yearMs, shared.next()).name;
  const ownerRank = owners.drawRank(birth, domain, family === null ? index : family * familyBlock, shared);
  const { placeHours } = owners.owner(ownerRank);
  const released = atHumanHour(birth, placeHours, launch, asOf, shared);
  const later = family === null ? 0 : (index % familyBlock) * 600_000 + own.int(300_000);
  const createdMs = Math.floor(Math.min(released + later, Math.max(released, asOf - 1000)) / 1000) * 1000;

  const status = own.next() < settings.highMaintenanceShare ? "high" : "low";
  const foundation = index % foundationEvery === 0 ? index / foundationEvery : null;
  const ageYears = (asOf - createdMs) / yearMs;
  const attention = drawAttention(settings, ageYears, status, foundation !== null, own);
  return {
    index,
    createdMs,
    yearsSinceLaunch: (createdMs - launch) / yearMs,
    ownerRank,
    domain,
    family,
    foundation,
    status,
    likes: attention.likes,
    downloads30d: attention.downloads30d,
    downloadsAllTime: attention.downloadsAllTime,
  };
}

/**
 * Likes by preferential attachment: a birth process with immigration, in which a model of attractiveness r and k likes
 * gains the next at rate λ (k + r). After t years k is negative binomial of shape r and mean r (e^λt - 1) (Bailey 1964,
 * "The Elements of Stochastic Processes", 8.7). Attractiveness is Pareto, so likes have its tail index (Breiman 1965).
 * Downloads are Poisson with a Pareto mean that grows slowly with age.
 */
function drawAttention(
  settings: HubSettings,
  ageYears: number,
  status: "high" | "low",
  isFoundation: boolean,
  random: Random,
) {
  const factor =
    (status === "high" ? attentionFactor.high : 1) * (isFoundation ? attentionFactor.foundation : 1);
  const u = 1 - random.next();
  const v = random.next() < attentionCoupling ? u : 1 - random.next();
  const attractiveness = likesScale * factor * u ** (-1 / settings.likesTailIndex);
  const spread = Math.expm1(settings.preferentialRatePerYear * ageYears);
  const likes = countDeviate(gammaDeviate(random, attractiveness) * spread, random);
  const perMonth =
    downloadsScale * factor * v ** (-1 / settings.downloadsTailIndex) * Math.exp(0.3 * ageYears);
  const months = ageYears * 12;
  const downloads30d = countDeviate(perMonth * Math.min(1, months), random);
  const downloadsAllTime = downloads30d + countDeviate(0.6 * perMonth * Math.max(0, months - 1), random);
  return { likes, downloads30d, downloadsAllTime };
}
