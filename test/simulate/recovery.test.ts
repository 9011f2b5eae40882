import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { domainDrift, sharesAt } from "../../src/simulate/drift.js";
import { expectedConcentration } from "../../src/simulate/expectations.js";
import { ownersOf } from "../../src/simulate/owners.js";
import { type ModelCore, planCore } from "../../src/simulate/plan-core.js";
import { kindsByStage } from "../../src/simulate/plant-history.js";
import { type HubSettings, hubSettings, yearMs } from "../../src/simulate/settings.js";
import { plantTopics } from "../../src/simulate/topics.js";
import type { SimulationTruth } from "../../src/simulate/truth.js";
import { Snapshot } from "../../src/snapshot/index.js";
import { fitExponential, fitPowerLaw, gini, topShare, zeroShare } from "../../src/stats/index.js";
import { sharedSettings, simulatedSnapshot } from "../support/simulated.js";

function cores(settings: HubSettings): ModelCore[] {
  const owners = ownersOf(settings);
  return Array.from({ length: settings.models }, (_, i) => planCore(settings, owners, i));
}

/** Counts of the whole months between launch and asOf, in time order. */
function monthly(times: readonly number[], settings: HubSettings): number[] {
  const month = yearMs / 12;
  const months = Math.floor((settings.asOfMs - settings.launchMs) / month);
  const counts = new Array<number>(months).fill(0);
  for (const time of times) {
    const at = Math.floor((time - settings.launchMs) / month);
    if (at < months) counts[at]!++;
  }
  return counts;
}

describe("20,000 planned models without families", () => {
  const settings = hubSettings({ models: 20_000, seed: 5, familyShare: 0 });
  let planned: ModelCore[];
  beforeAll(() => {
    planned = cores(settings);
  });

  it("grow at the planted rate: within 4% by a regression of the monthly counts", () => {
    const counts = monthly(
      planned.map(({ createdMs }) => createdMs),
      settings,
    );
    const rate = fitExponential(counts)!.parameters.ratePerMonth!;
    expect(rate.value * 12).toBeGreaterThan(1.2 * 0.96);
    expect(rate.value * 12).toBeLessThan(1.2 * 1.04);
  });

  it("hold the planted share of each domain in each year: within 4 standard errors", () => {
    for (let year = 0; year < 5; year++) {
      const there = planned.filter(({ yearsSinceLaunch: t }) => t >= year && t < year + 1);
      // Shares drift within the year: compare with their mean over the models themselves.
      const shares = there.map(({ yearsSinceLaunch: t }) => sharesAt(domainDrift, t));
      domainDrift.forEach(({ name }, d) => {
        const expected = shares.reduce((sum, share) => sum + share[d]!, 0);
        const variance = shares.reduce((sum, share) => sum + share[d]! * (1 - share[d]!), 0);
        const found = there.filter(({ domain }) => domain === name).length;
        expect(Math.abs(found - expected), `${name} in year ${year}`).toBeLessThan(
          4 * Math.sqrt(variance) + 1,
        );
      });
    }
  });

  it("hold the planted share of well-kept models, who get the more likes", () => {
    const high = planned.filter(({ status }) => status === "high");
    expect(high.length / 20_000).toBeCloseTo(0.165, 1.8);
    const liked = (models: readonly ModelCore[]) =>
      models.filter(({ likes }) => likes > 0).length / models.length;
    expect(liked(high)).toBeGreaterThan(1.5 * liked(planned.filter(({ status }) => status === "low")));
  });

  it("have likes and downloads as concentrated as the truth expects, from seeds other than theirs", () => {
    const expected = expectedConcentration({ ...settings, seed: 999 });
    const likes = planned.map(({ likes }) => likes);
    const downloads = planned.map(({ downloads30d }) => downloads30d);
    const near = (found: number | null, { mean, sd }: { mean: number; sd: number }) =>
      expect(Math.abs(found! - mean)).toBeLessThan(5 * sd + 0.005);
    near(gini(likes), expected.likesGini);
    near(topShare(likes, 0.01), expected.likesTop1Share);
    near(zeroShare(likes), expected.likesZeroShare);
    near(gini(downloads), expected.downloadsGini);
    near(zeroShare(downloads), expected.downloadsZeroShare);
  });

  it("have tails of the planted exponents: within 0.25 by maximum likelihood", () => {
    const tail = (values: readonly number[], xmin: number) => fitPowerLaw(values, { xmin })!.alpha.value;
    expect(
      Math.abs(
        tail(
          planned.map(({ likes }) => likes),
          20,
        ) - 2.1,
      ),
    ).toBeLessThan(0.25);
    expect(
      Math.abs(
        tail(
          planned.map(({ downloads30d }) => downloads30d),
          50,
        ) - 1.75,
      ),
    ).toBeLessThan(0.25);
  });

  it("belong to owners of Zipf sizes: the slope of size against rank is near the planted exponent", () => {
    const sizes = new Map<number, number>();
    for (const { ownerRank } of planned) sizes.set(ownerRank, (sizes.get(ownerRank) ?? 0) + 1);
    // Mean size of owners by planted rank, in bands wide enough for the chances of single owners to cancel.
    const band = (from: number, to: number) => {
      let sum = 0;
      for (let rank = from; rank < to; rank++) sum += sizes.get(rank) ?? 0;
      return sum / (to - from);
    };
    const slope = Math.log(band(1600, 3200) / band(200, 400)) / Math.log((2400 + 20) / (300 + 20));
    expect(-slope).toBeGreaterThan(1.1);
    expect(-slope).toBeLessThan(1.6);
  });
});

describe("families", () => {
  it("keep the growth rate while models of one day cluster", () => {
    const settings = hubSettings({ models: 20_000, seed: 6, familyShare: 0.3 });
    const planned = cores(settings);
    const inFamilies = planned.filter(({ family }) => family !== null);
    expect(inFamilies.length / 20_000).toBeCloseTo(0.3, 1);
    const counts = monthly(
      planned.map(({ createdMs }) => createdMs),
      settings,
    );
    expect(fitExponential(counts)!.parameters.ratePerMonth!.value * 12).toBeCloseTo(1.2, 0.8);
    const days = new Map<number, Set<number>>();
    for (const { family, createdMs, ownerRank } of inFamilies) {
      const seen = days.get(family!) ?? new Set();
      days.set(family!, seen.add(ownerRank));
      expect(createdMs).toBeLessThan(settings.asOfMs);
    }
    expect([...days.values()].every(({ size }) => size === 1)).toBe(true);
  });
});

describe("the tables of a simulated snapshot", () => {
  let path: string;
  let hub: Snapshot;
  let truth: SimulationTruth;
  const settings = hubSettings(sharedSettings);
  beforeAll(async () => {
    path = await simulatedSnapshot();
    hub = await Snapshot.open(path);
    truth = JSON.parse(readFileSync(join(path, "truth.json"), "utf8"));
    return () => hub.close();
  });
  const planted = (name: string) => `read_parquet('${join(path, `${name}.parquet`)}')`;

  it("grow at the planted rate after the floor: within 12%", async () => {
    const { at } = (await hub.columns(
      `SELECT epoch_ms(created_at) AS "at" FROM models WHERE NOT created_at_is_floor`,
    )) as { at: number[] };
    const after = { ...settings, launchMs: Date.parse("2022-03-03T00:00:00Z") };
    const rate = fitExponential(monthly(at, after))!.parameters.ratePerMonth!.value * 12;
    expect(Math.abs(rate / 1.2 - 1)).toBeLessThan(0.12);
  });

  it("hold what the truth says came of the chances", async () => {
    const { likes, downloads } = (await hub.columns(
      "SELECT likes, downloads_30d AS downloads FROM models",
    )) as {
      likes: number[];
      downloads: number[];
    };
    expect(gini(likes)).toBeCloseTo(truth.realised.likes.gini!, 10);
    expect(topShare(downloads, 0.01)).toBeCloseTo(truth.realised.downloads30d.top1Share!, 10);
    const rows = await hub.rows(
      `SELECT status, count(*) AS n FROM ${planted("truth-models")} GROUP BY 1 ORDER BY 1`,
    );
    expect(Object.fromEntries(rows.map(({ status, n }) => [status, n]))).toEqual(
      truth.realised.modelsByStatus,
    );
    expect(await hub.value(`SELECT count(*) FROM ${planted("truth-commits")}`)).toBe(truth.realised.commits);
    expect(await hub.value(`SELECT count(*) FROM ${planted("truth-deleted")}`)).toBe(80);
    // Commits of models whose history could not be had are planted but not in the table.
    const lost = await hub.value(
      `SELECT count(*) FROM ${planted("truth-commits")} WHERE model_id IN
        (SELECT model_id FROM failures WHERE wanted = 'commits')`,
    );
    expect(await hub.value("SELECT count(*) FROM commits")).toBe(truth.realised.commits - lost);
  });

  it("hold the planted shares of kinds in each stage: within 4 standard errors", async () => {
    const stages = await hub.rows<{ stage: number; n: number; corrective: number; adaptive: number }>(
      `SELECT stage, count(*) AS n, sum((kinds = ['corrective'])::INT) AS corrective,
        sum((kinds = ['adaptive'])::INT) AS adaptive
       FROM ${planted("truth-commits")} JOIN commits USING (model_id, position)
       WHERE position > 1 AND coalesce(list_contains(authors, 'SFconvertbot'), false) = false GROUP BY 1 ORDER BY 1`,
    );
    expect(stages.map(({ stage }) => stage)).toEqual([1, 2, 3]);
    for (const { stage, n, ...found } of stages) {
      for (const kind of ["corrective", "adaptive"] as const) {
        const share = kindsByStage[kind][stage - 1]!;
        const se = Math.sqrt((share * (1 - share)) / n);
        expect(Math.abs(found[kind] / n - share), `${kind} in stage ${stage}`).toBeLessThan(4 * se);
      }
    }
  });

  it("show the planted stage trends: fewer files a commit, more of them cards", async () => {
    const stages = await hub.rows<{ files: number; cards: number }>(
      `WITH touched AS (SELECT model_id, oid, count(*) AS n, bool_or(file_role = 'card') AS card
          FROM commit_files GROUP BY ALL)
       SELECT avg(n) AS files, avg(card::INT) AS cards
       FROM ${planted("truth-commits")} JOIN commits USING (model_id, position) JOIN touched USING (model_id, oid)
       WHERE position > 1 GROUP BY stage ORDER BY stage`,
    );
    expect(stages[0]!.files).toBeGreaterThan(stages[1]!.files);
    expect(stages[1]!.files).toBeGreaterThan(stages[2]!.files);
    expect(stages[0]!.cards).toBeLessThan(stages[1]!.cards);
    expect(stages[1]!.cards).toBeLessThan(stages[2]!.cards);
  });

  it("let the planted status be seen in the features that it drives", async () => {
    const rows = await hub.rows<{ status: string; commits: number; idle: number; authors: number }>(
      `WITH kept AS (
          SELECT model_id, count(*) AS n, date_diff('day', max(committed_at), TIMESTAMP '2024-07-11') AS idle,
            len(list_distinct(flatten(list(authors) FILTER (authors <> ['system'])))) AS authors,
            date_diff('day', min(committed_at), TIMESTAMP '2024-07-11') AS age
          FROM commits GROUP BY 1)
       SELECT status, avg(n) AS commits, median(idle) AS idle, avg(authors) AS authors
       FROM kept JOIN ${planted("truth-models")} USING (model_id) WHERE age > 180 GROUP BY 1 ORDER BY 1`,
    );
    const [high, low] = rows;
    expect(high!.commits).toBeGreaterThan(3 * low!.commits);
    expect(high!.idle).toBeLessThan(45);
    expect(low!.idle).toBeGreaterThan(180);
    expect(high!.authors).toBeGreaterThan(low!.authors + 0.5);
  });

  it("have commits a model near the mean asked for", () => {
    const mean = truth.realised.commits / truth.realised.models;
    expect(mean).toBeGreaterThan(8);
    expect(mean).toBeLessThan(12.5);
  });

  it("speak in cards of the topics that were planted", async () => {
    const cards = await hub.rows<{ text: string; topic_mixture: number[] }>(
      `SELECT text, topic_mixture FROM cards JOIN ${planted("truth-models")} USING (model_id)
       WHERE card_kind = 'written' AND length_chars > 600`,
    );
    const { topics } = plantTopics(settings.seed);
    let right = 0;
    for (const { text, topic_mixture } of cards) {
      const words = new Set(text.toLowerCase().match(/[a-z]+/g));
      const held = topics.map((topic) => topic.words.filter((word) => words.has(word)).length);
      if (topic_mixture[held.indexOf(Math.max(...held))]! > 0) right++;
    }
    expect(cards.length).toBeGreaterThan(100);
    expect(right / cards.length).toBeGreaterThan(0.95);
  });

  it("send the conversion bot only after its first day, and mark it", async () => {
    const [bots] = await hub.rows<{ n: number; first: Date; marked: boolean }>(
      `SELECT count(*) AS n, min(committed_at) AS first, bool_and(is_bot) AS marked FROM commits
       WHERE list_contains(authors, 'SFconvertbot')`,
    );
    expect(bots!.n).toBeGreaterThan(20);
    expect(bots!.first.getTime()).toBeGreaterThanOrEqual(Date.parse("2023-01-15T00:00:00Z"));
    expect(bots!.marked).toBe(true);
  });

  it("build models only on earlier ones, and let licences be inherited", async () => {
    const children = `${planted("truth-models")} c JOIN ${planted("truth-models")} p ON c.parent = p.model_id`;
    expect(await hub.value(`SELECT count(*) FROM ${children} WHERE c.created_at <= p.created_at`)).toBe(0);
    expect(await hub.value(`SELECT count(*) FROM ${children} WHERE c.generation <> p.generation + 1`)).toBe(
      0,
    );
    const inherited = await hub.value(
      `SELECT avg((a.licence IS NOT DISTINCT FROM b.licence)::INT) FROM ${children}
       JOIN models a ON a.id = c.model_id JOIN models b ON b.id = p.model_id WHERE b.licence IS NOT NULL`,
    );
    expect(inherited).toBeGreaterThan(0.65);
  });

  it("tie owners of a community by the datasets that they share", async () => {
    const [pairs] = await hub.rows<{ same: number; n: number }>(
      `WITH used AS (SELECT DISTINCT models.owner, community, unnest(datasets) AS dataset
          FROM models JOIN ${planted("truth-models")} t ON id = model_id WHERE models.owner IS NOT NULL)
       SELECT sum((a.community = b.community)::INT) AS same, count(*) AS n
       FROM used a JOIN used b ON a.dataset = b.dataset AND a.owner < b.owner`,
    );
    expect(pairs!.same / pairs!.n).toBeGreaterThan(0.45);
  });
});
