import { weekendShift } from "./births.js";
import {
  type Drifting,
  domainDrift,
  libraryDrift,
  licenceDrift,
  sharesAt,
  statementDrift,
  taskDrift,
} from "./drift.js";
import { expectedConcentration } from "./expectations.js";
import { foreignDomainAcceptance, neverLeaves, ownersOf, tenureYears } from "./owners.js";
import { attentionCoupling, attentionFactor, foundationEvery } from "./plan-core.js";
import {
  adultDrift,
  childShare,
  communityLoyalty,
  deepLineageShare,
  licenceInheritance,
} from "./plan-model.js";
import { failureShares, goneShares } from "./plant-failure.js";
import {
  converterBot,
  kindsByStage,
  mainAuthorShare,
  perfectiveActivitiesByStage,
  statusParameters,
} from "./plant-history.js";
import { type HubSettings, yearMs } from "./settings.js";
import type { Tally } from "./tally.js";
import { backgroundShare, type plantTopics, rankShift } from "./topics.js";
import { cardSections, notForAllShare } from "./write-card.js";

/** What truth.json holds: the planted parameters, what they lead one to expect, and what came of them. */
export function describeTruth(
  settings: HubSettings,
  { topics, background }: ReturnType<typeof plantTopics>,
  tally: Tally,
) {
  const years = (settings.asOfMs - settings.launchMs) / yearMs;
  const { growthPerYear } = settings;
  const owners = ownersOf(settings);
  const { launchMs: _launch, asOfMs: _asOf, ...planted } = settings;
  return {
    simulated: true,
    settings: planted,
    growth: {
      law: "creation times have density proportional to exp(growthPerYear × years since launch), cut at launch and asOf",
      growthPerYear,
      doublingTimeDays: (Math.LN2 / growthPerYear) * 365.25,
      familiesClusterTimes: settings.familyShare > 0,
      weekendShift,
    },
    attention: {
      likes:
        "birth process with immigration: rate preferentialRatePerYear × (attractiveness + likes), attractiveness Pareto",
      likesTailExponent: 1 + settings.likesTailIndex,
      downloadsTailExponent: 1 + settings.downloadsTailIndex,
      preferentialRatePerYear: settings.preferentialRatePerYear,
      factor: attentionFactor,
      coupling: attentionCoupling,
      expected: expectedConcentration(settings),
    },
    owners: {
      law: "Zipf-Mandelbrot: P(rank >= k) = ((shift + k - 1) / shift)^(1 - exponent), among owners active at the time and at home in the domain",
      zipfExponent: settings.ownerZipfExponent,
      zipfShift: settings.ownerZipfShift,
      sizeTailExponent: 1 + 1 / settings.ownerZipfExponent,
      tenureYears,
      neverLeaves,
      foreignDomainAcceptance,
      communities: Array.from({ length: settings.communities }, (_, community) => ({
        community,
        weight: 1 / (community + 3),
        homeDomain: owners.homeDomain(community),
      })),
      communityLoyalty,
    },
    drift: {
      law: "share = softmax(start + perYear × years since launch)",
      years,
      domains: withShares(domainDrift, years),
      tasks: Object.fromEntries(
        Object.entries(taskDrift).map(([name, drift]) => [name, withShares(drift, years)]),
      ),
      libraries: Object.fromEntries(
        Object.entries(libraryDrift).map(([name, drift]) => [name, withShares(drift, years)]),
      ),
      licences: withShares(licenceDrift, years),
      statements: statementDrift,
      adult: { ...adultDrift, taggedShare: notForAllShare },
    },
    lineage: { foundationEvery, childShare, deepLineageShare, licenceInheritance },
    maintenance: {
      highShare: settings.highMaintenanceShare,
      ...statusParameters(settings),
      mainAuthorShare,
    },
    commits: { kindsByStage, perfectiveActivitiesByStage, converterBot },
    cards: { sections: cardSections, backgroundShare, rankShift, topics, background },
    failures: { failureShares, goneShares, deletedShare: settings.deletedShare },
    realised: tally.toJSON(),
  };
}

export type SimulationTruth = ReturnType<typeof describeTruth>;

function withShares(choices: readonly Drifting[], years: number) {
  const start = sharesAt(choices, 0);
  const end = sharesAt(choices, years);
  return choices.map((choice, i) => ({ ...choice, shareAtLaunch: start[i]!, shareAtAsOf: end[i]! }));
}
