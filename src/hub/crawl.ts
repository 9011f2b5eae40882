import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../snapshot/make-folder.js";
import { Archive, syncFolder } from "./archive.js";
import type { BuiltTables } from "./build-tables.js";
import { cannotKeep } from "./cannot-keep.js";
import { type Clock, systemClock } from "./clock.js";
import { lockFolder } from "./crawl-lock.js";
import { CrawlState, type OutcomeLine, type Wanted } from "./crawl-state.js";
import { drawSample, type SampledModel } from "./draw-sample.js";
import { type CrawlEstimate, estimateCrawl } from "./estimate-crawl.js";
import { type Failure, failureFrom, isGone } from "./failure.js";
import type { GitOptions } from "./git-history.js";
import { HubError } from "./hub-error.js";
import { isModelId, modelIdIn } from "./model-address.js";
import { GaveUp, PoliteFetch, type PoliteFetchOptions } from "./polite-fetch.js";
import type { BudgetStatus } from "./rate-budget.js";
import { readCard } from "./read-card.js";
import { readCommits } from "./read-commits.js";
import { readFiles } from "./read-files.js";
import { type ListedModel, listAddress, listedModels, listPageSize, readList } from "./read-list.js";
import { readModel } from "./read-model.js";
import { type Reading, Refused } from "./reading.js";

export interface CrawlOptions {
  /** The crawl's folder, which becomes the snapshot; run again on it, the crawl goes on where it stopped. */
  readonly out: string;
  /** Address of the Hub. */
  readonly hub: string;
  /** "hub-evolution x.y.z", for the manifest and the user agent. */
  readonly tool: string;
  readonly token?: string;
  /** What to have beside the list. */
  readonly with?: readonly ("commits" | "files" | "cards")[];
  /** The first models of the list only. */
  readonly limit?: number;
  /** A stratified sample for the details. */
  readonly sample?: { readonly n: number; readonly seed: number | string };
  /** These models only, by id, without the list. */
  readonly models?: readonly string[];
  /** Begins a new round that asks only for models modified since then. */
  readonly since?: Date;
  /** Begins a new round over the whole list: new and modified models are asked for, gone ones noted. */
  readonly update?: boolean;
  /** Asks again for what failed. */
  readonly retryFailures?: boolean;
  /** Says what it would take, and stops. */
  readonly dryRun?: boolean;
  /** Models under way at once; 8 by default. */
  readonly concurrency?: number;
  /** How long the Hub may be away before the crawl stops (it can be run again then); 6 hours by default. */
  readonly patienceMs?: number;
  /** Passed to git: PATH, proxies and certificates. */
  readonly environment?: GitOptions["environment"];
  readonly git?: Pick<GitOptions, "timeoutMs" | "maxBytes">;
  readonly fetch?: Pick<
    PoliteFetchOptions,
    "budgets" | "limits" | "maxAttempts" | "maxRefusals" | "backoffMs" | "chance" | "transport"
  >;
  readonly clock?: Clock;
  /** DuckDB's cap while the tables are built. */
  readonly memoryLimit?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CrawlProgress) => void;
}

export interface CrawlProgress {
  readonly phase: "estimate" | "list" | "details" | "tables";
  /** Of models in the list phase, of things wanted in the details phase. */
  readonly done: number;
  /** Null where it cannot be known. */
  readonly total: number | null;
  readonly failed: number;
  readonly requests: number;
  /** Done a second, in this phase and run; null at first. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  readonly budgets: { readonly api: BudgetStatus; readonly resolve: BudgetStatus };
  readonly estimate?: CrawlEstimate;
  /** What is being done, in words. */
  readonly step?: string;
}

export interface CrawlSummary {
  readonly out: string;
  readonly hub: string;
  readonly simulated: boolean;
  /** What was left to do when this run began its details, or with a dry run what a crawl would take. */
  readonly estimate: CrawlEstimate;
  /** True where only the estimate was asked for; the rest is then null or empty. */
  readonly dryRun: boolean;
  readonly round: number;
  readonly asOf: string | null;
  /** Requests sent by this run, and how many of them the Hub refused with 429. */
  readonly requests: number;
  readonly refused: number;
  readonly tables: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<string, number>>;
  readonly gone: number;
  readonly renamed: number;
  readonly sampled: number | null;
  /** Whether the tables were there already and nothing had changed. */
  readonly unchanged: boolean;
}

/** Models on the public Hub when its size was last looked up; the Hub itself does not tell. */
const assumedModels = 2_000_000;
const clonesAtOnce = 4;

/**
 * Crawls a Hub into a folder that becomes a snapshot: the list of models page by page, then commits, files and cards of
 * each as asked. Killed or stopped at any moment, it goes on where it was when it is run again; nothing on disk is asked
 * for twice. What a model refuses is a row in failures.
 *
 * @throws HubError where the crawl cannot go on, with what to do; the signal's reason where it aborts.
 */
export async function crawl(options: CrawlOptions): Promise<CrawlSummary> {
  checkOptions(options);
  if (options.dryRun) return dryRun(options);
  const raw = join(options.out, "raw");
  try {
    await makeFolder(raw);
  } catch (error) {
    throw cannotKeep(error, options.out);
  }
  const release = await lockFolder(options.out);
  let crawler: Crawler | undefined;
  let state: CrawlState | undefined;
  let archive: Archive | undefined;
  try {
    state = await CrawlState.open(raw);
    const begun = state.round;
    if (begun && begun.hub !== fetchFor(options).hub.href) {
      throw new HubError(
        `This folder holds a crawl of ${begun.hub}`,
        options.out,
        "Name another folder with --out for another Hub.",
      );
    }
    if (!begun || ((options.update || options.since) && state.hasEnded(begun.round))) {
      await state.add({
        kind: "round",
        round: (begun?.round ?? 0) + 1,
        began: new Date((options.clock ?? systemClock).now()).toISOString(),
        hub: fetchFor(options).hub.href,
        ...(options.since ? { since: options.since.toISOString() } : {}),
      });
    }
    archive = await Archive.open(raw, state.round!.round);
    crawler = new Crawler(options, state, archive);
    return await crawler.run();
  } catch (error) {
    throw cannotKeep(error, options.out);
  } finally {
    crawler?.close();
    await archive?.close();
    await state?.close();
    await release();
  }
}

function checkOptions({ limit, sample, models, since, concurrency = 8 }: CrawlOptions): void {
  const whole = (name: string, value: number | undefined) => {
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw new RangeError(`${name} must be a whole number over 0, not ${value}`);
  };
  whole("limit", limit);
  whole("sample", sample?.n);
  whole("concurrency", concurrency);
  if ([limit, sample, models].filter((choice) => choice !== undefined).length > 1)
    throw new RangeError("Only one of limit, sample and models can be given");
  if (models && since) throw new RangeError("since is about the list, and models leaves the list out");
  const odd = models?.find((id) => !isModelId(id));
  if (odd !== undefined) throw new RangeError(`Not the name of a model: ${JSON.stringify(odd)}`);
}

function fetchFor(options: CrawlOptions, archive?: Archive): PoliteFetch {
  return new PoliteFetch({
    ...options.fetch,
    hub: options.hub,
    userAgent: options.tool.replace(" ", "/"),
    connections: options.concurrency ?? 8,
    ...(options.token ? { token: options.token } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(archive ? { archive } : {}),
  });
}

/** The list's first page tells the present limits, and whether there is a second. */
async function dryRun(options: CrawlOptions): Promise<CrawlSummary> {
  const hub = fetchFor(options);
  try {
    const began = performance.now();
    const answer = await hub.get(listAddress(hub, options), options.signal ? { signal: options.signal } : {});
    if (answer.status !== 200)
      throw new HubError("The Hub refuses its list", answer.url, "See to the address and the token.");
    const seconds = (performance.now() - began) / 1000;
    const rows = listedModels(answer.body).length;
    const whole = rows < (options.limit ?? listPageSize);
    const estimate = estimateFor(options, hub, whole ? rows : null, seconds);
    const blank = { tables: {}, failures: {}, gone: 0, renamed: 0, sampled: null, unchanged: false };
    options.onProgress?.(estimated(hub, estimate));
    return {
      ...blank,
      out: options.out,
      hub: hub.hub.href,
      simulated: hub.simulated,
      estimate,
      dryRun: true,
      round: 0,
      asOf: null,
      requests: hub.sent,
      refused: hub.refused,
    };
  } finally {
    hub.close();
  }
}

function estimated(hub: PoliteFetch, estimate: CrawlEstimate): CrawlProgress {
  return {
    phase: "estimate",
    done: 0,
    total: null,
    failed: 0,
    requests: hub.sent,
    perSecond: null,
    secondsLeft: estimate.seconds,
    budgets: { api: hub.budget("api"), resolve: hub.budget("resolve") },
    estimate,
  };
}

function estimateFor(
  options: CrawlOptions,
  hub: PoliteFetch,
  listed: number | null,
  secondsPerPage: number,
  pagesRead = 0,
  left?: Readonly<Record<Wanted, number>>,
): CrawlEstimate {
  const wants = new Set(options.with ?? []);
  const asked = options.models?.length ?? options.limit;
  const models = options.models?.length ?? listed ?? asked ?? assumedModels;
  const detailed = wants.size ? Math.min(options.sample?.n ?? models, models) : 0;
  return estimateCrawl({
    models,
    modelsFrom: options.models
      ? "file"
      : listed !== null
        ? "list"
        : asked !== undefined
          ? "limit"
          : "assumption",
    detailed,
    pagesLeft: options.models ? 0 : Math.max(0, Math.ceil(models / listPageSize) - pagesRead),
    infos: left?.info ?? options.models?.length ?? 0,
    commits: left?.commits ?? (wants.has("commits") ? detailed : 0),
    files: left?.files ?? (wants.has("files") ? detailed : 0),
    cards: left?.card ?? (wants.has("cards") ? detailed : 0),
    perSecond: { api: hub.budget("api").perSecond, resolve: hub.budget("resolve").perSecond },
    secondsPerPage,
  });
}

/** A model under way: under which id it is asked for, and what is wanted of it. */
interface Target extends Pick<ListedModel, "key" | "id" | "lastModified"> {
  readonly wanted: readonly Wanted[];
}

class Crawler {
  private readonly hub: PoliteFetch;
  private readonly clock: Clock;
  private readonly round: number;
  private readonly stop = new AbortController();
  private phase: CrawlProgress["phase"] = "estimate";
  private phaseBegan = 0;
  private done = 0;
  private doneBefore = 0;
  private total: number | null = null;
  private failed = 0;
  private clones = 0;
  private readonly waitingClones: (() => void)[] = [];
  private probing: Promise<boolean> | undefined;

  constructor(
    private readonly options: CrawlOptions,
    private readonly state: CrawlState,
    private readonly archive: Archive,
  ) {
    this.hub = fetchFor(options, archive);
    this.clock = options.clock ?? systemClock;
    this.round = state.round!.round;
    setMaxListeners(0, this.stop.signal);
    const { signal } = options;
    if (signal?.aborted) this.stop.abort(signal.reason);
    signal?.addEventListener("abort", this.onAbort, { once: true });
  }

  private get clonesFolder(): string {
    return join(this.options.out, ".clones");
  }

  private readonly onAbort = () => this.stop.abort(this.options.signal?.reason);

  close(): void {
    this.options.signal?.removeEventListener("abort", this.onAbort);
    this.hub.close();
  }

  async run(): Promise<CrawlSummary> {
    const { options, state } = this;
    const signal = this.stop.signal;
    let listed = new Map<string, ListedModel>();
    let estimate: CrawlEstimate | undefined;
    if (!options.models) {
      this.begin("list", options.limit ?? null);
      const pageBegan = performance.now();
      const since = state.round!.since;
      listed = await readList(this.hub, this.archive, state, {
        round: this.round,
        signal,
        keysOnly: !options.with?.length && !options.sample,
        ...(options.limit ? { limit: options.limit } : {}),
        ...(since ? { since: new Date(since) } : {}),
        get: (url, how) => this.patiently((again) => this.hub.get(url, again ? { ...how, again } : how)),
        onPage: (models) => {
          if (!estimate && this.hub.sent > 0) {
            const whole = state.pages.at(-1)?.next === null;
            const pages = state.pages.filter(({ round }) => round === this.round).length;
            estimate = estimateFor(
              options,
              this.hub,
              whole ? models : null,
              (performance.now() - pageBegan) / 1000,
              pages,
            );
            options.onProgress?.(estimated(this.hub, estimate));
          }
          this.progress(models);
        },
      });
    }
    const sample = options.sample ? await this.sampleOf(listed, options.sample) : undefined;
    const targets = this.targets(listed, sample, await this.missing(listed));
    const left = { info: 0, commits: 0, files: 0, card: 0 };
    for (const { wanted } of targets) for (const kind of wanted) left[kind]++;
    const size = options.models ? null : listed.size;
    const remaining = estimateFor(options, this.hub, size, 0, Number.POSITIVE_INFINITY, left);
    options.onProgress?.(estimated(this.hub, remaining));
    this.begin(
      "details",
      targets.reduce((sum, { wanted }) => sum + wanted.length, 0),
    );
    // What a killed crawl left of its clones goes first.
    await rm(this.clonesFolder, { recursive: true, force: true, maxRetries: 5 });
    if (options.with?.includes("files")) await mkdir(this.clonesFolder);
    await this.details(targets);
    await rm(this.clonesFolder, { recursive: true, force: true, maxRetries: 5 });
    if (!state.hasEnded(this.round))
      await state.add({ kind: "end", round: this.round, at: new Date(this.clock.now()).toISOString() });
    return this.finish(remaining, listed, sample);
  }

  private begin(phase: CrawlProgress["phase"], total: number | null): void {
    this.phase = phase;
    this.phaseBegan = this.clock.now();
    this.done = 0;
    this.doneBefore = -1;
    this.total = total;
  }

  private progress(done: number, step?: string): void {
    if (this.doneBefore < 0) this.doneBefore = done;
    this.done = done;
    const seconds = (this.clock.now() - this.phaseBegan) / 1000;
    const perSecond = seconds > 0 && done > this.doneBefore ? (done - this.doneBefore) / seconds : null;
    this.options.onProgress?.({
      phase: this.phase,
      done,
      total: this.total,
      failed: this.failed,
      requests: this.hub.sent,
      perSecond,
      secondsLeft: perSecond && this.total !== null ? Math.ceil((this.total - done) / perSecond) : null,
      budgets: { api: this.hub.budget("api"), resolve: this.hub.budget("resolve") },
      ...(step ? { step } : {}),
    });
  }

  /** The sample that the folder has, or one drawn now and written down: later rounds follow the same models. */
  private async sampleOf(
    listed: ReadonlyMap<string, ListedModel>,
    { n, seed }: NonNullable<CrawlOptions["sample"]>,
  ): Promise<SampledModel[]> {
    const path = join(this.options.out, "raw", "sample.json");
    if (existsSync(path)) {
      const kept = JSON.parse(await readFile(path, "utf8")) as {
        n: number;
        seed: unknown;
        models: SampledModel[];
      };
      if (kept.n === n && kept.seed === seed) return kept.models;
      throw new HubError(
        `The folder has a sample of ${kept.n} models with seed ${kept.seed}`,
        path,
        "Ask for the same one, or name another folder with --out.",
      );
    }
    const models = drawSample([...listed.values()], n, seed);
    const draft = join(this.options.out, "raw", `.sample-${randomBytes(6).toString("hex")}`);
    try {
      const file = await open(draft, "wx");
      await file.writeFile(`${JSON.stringify({ n, seed, frame: listed.size, models }, null, 1)}\n`);
      await file.sync();
      await file.close();
      await rename(draft, path);
      await syncFolder(join(this.options.out, "raw"));
    } catch (error) {
      throw cannotKeep(error, path);
    }
    return models;
  }

  /** Models of earlier rounds that the whole list does not have any more: each is asked for by name. */
  private async missing(listed: ReadonlyMap<string, ListedModel>): Promise<Map<string, ListedModel>> {
    const missing = new Map<string, ListedModel>();
    const { state, options, round } = this;
    if (round === 1 || options.models || options.limit || state.round!.since) return missing;
    for (const page of state.pages) {
      if (page.round === round) continue;
      for (const model of listedModels(await this.archive.body(page.body)))
        if (!listed.has(model.key)) missing.set(model.key, model);
    }
    for (const key of missing.keys()) {
      const known = state.outcome(key, "info");
      if (known?.reason && known.round < round && isGone(known.reason)) missing.delete(key);
    }
    return missing;
  }

  private targets(
    listed: ReadonlyMap<string, ListedModel>,
    sample: readonly SampledModel[] | undefined,
    missing: ReadonlyMap<string, ListedModel>,
  ): Target[] {
    const { with: asked = [], models } = this.options;
    if (!asked.length && !models && !missing.size) return [];
    const details = (["commits", "files", "cards"] as const)
      .filter((name) => asked.includes(name))
      .map((name) => (name === "cards" ? "card" : name));
    const keys = sample ? sample.map(({ key }) => key) : [...listed.keys()];
    const chosen: Target[] = models
      ? [...new Set(models)].map((id) => ({
          key: `name:${id}`,
          id,
          lastModified: null,
          wanted: ["info", ...details],
        }))
      : keys.flatMap((key) => {
          const model = listed.get(key);
          return model ? [{ ...model, wanted: details }] : [];
        });
    const gone = [...missing.values()].map((model) => ({ ...model, wanted: ["info" as const] }));
    return [...chosen, ...gone]
      .map((target) => ({
        ...target,
        wanted: target.wanted.filter((wanted) => this.isWanted(target, wanted)),
      }))
      .filter(({ wanted }) => wanted.length);
  }

  /** Whether a thing has to be asked for: never had, failed and to be retried, or of a model that changed since. */
  private isWanted(target: Target, wanted: Wanted): boolean {
    const known = this.state.outcome(target.key, wanted);
    if (!known) return true;
    if (known.reason && this.options.retryFailures && known.index < this.state.linesAtStart) return true;
    if (known.round === this.round) return false;
    return wanted === "info" || known.lastModified === null || known.lastModified !== target.lastModified;
  }

  private async details(targets: readonly Target[]): Promise<void> {
    let at = 0;
    let done = 0;
    this.progress(0);
    const work = async () => {
      while (at < targets.length) {
        this.stop.signal.throwIfAborted();
        await this.model(targets[at++]!, () => this.progress(++done));
      }
    };
    const workers = Array.from({ length: this.options.concurrency ?? 8 }, () =>
      work().catch((error) => {
        // One that cannot go on stops the others, whose own ends then say nothing new.
        this.stop.abort(error);
        throw error;
      }),
    );
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === "rejected");
    if (failed) throw this.stop.signal.reason;
  }

  private async model(target: Target, onDone: () => void): Promise<void> {
    let { id, lastModified } = target;
    let hubId: string | undefined;
    const earlier = this.state.outcome(target.key, "info");
    if (earlier?.hubId) hubId = earlier.hubId;
    if (earlier?.lastModified) lastModified = earlier.lastModified;
    if (earlier?.renamedTo && earlier.id === id) id = earlier.renamedTo;
    for (const wanted of target.wanted) {
      const known = this.state.outcome(target.key, wanted);
      const outcome = await this.wanted(
        { ...target, id, lastModified },
        wanted,
        Boolean(known?.reason && known.round === this.round),
      );
      if (outcome.hubId) hubId = outcome.hubId;
      const line: OutcomeLine = { ...outcome, ...(hubId ? { hubId } : {}) };
      if (wanted === "info") lastModified = line.lastModified;
      if (line.failure) this.failed++;
      await this.state.add(line);
      if (line.renamedTo) id = line.renamedTo;
      onDone();
    }
  }

  private async wanted(target: Omit<Target, "wanted">, wanted: Wanted, again: boolean): Promise<OutcomeLine> {
    const { key, id } = target;
    const line = {
      kind: "outcome" as const,
      round: this.round,
      key,
      id,
      wanted,
      lastModified: target.lastModified,
    };
    const marks = () => (this.hub.simulated ? { simulated: true as const } : {});
    const renamed = (finalUrl: string, asked: string) => {
      const now = modelIdIn(finalUrl, this.hub.hub);
      return now && now !== asked ? { renamedTo: now } : {};
    };
    let asked = id;
    let moved: { renamedTo?: string } = {};
    for (;;) {
      try {
        const reading = await this.patiently((retry) => this.read(asked, wanted, again || retry));
        const info =
          "model" in reading ? (reading as Awaited<ReturnType<typeof readModel>>).model : undefined;
        return {
          ...line,
          bodies: reading.bodies,
          at: reading.at.toISOString(),
          ...(info ? { hubId: info.hubId, lastModified: info.lastModified } : {}),
          ...moved,
          ...(info && info.id !== id ? { renamedTo: info.id } : renamed(reading.finalUrl, asked)),
          ...marks(),
        };
      } catch (error) {
        if (error instanceof Refused) {
          const now = renamed(error.finalUrl, asked).renamedTo;
          // Git follows no redirect: the clone is tried under the name that the Hub gives now.
          if (wanted === "files" && error.failure.reason === "renamed" && now && !moved.renamedTo) {
            moved = { renamedTo: now };
            asked = now;
            continue;
          }
          return {
            ...line,
            ...this.failureOf(error.failure),
            ...moved,
            ...(now ? { renamedTo: now } : {}),
            ...marks(),
          };
        }
        if (error instanceof GaveUp)
          return { ...line, ...this.failureOf(failureFrom(error)), ...moved, ...marks() };
        throw error;
      }
    }
  }

  private failureOf({ at, ...failure }: Failure): Pick<OutcomeLine, "bodies" | "at" | "failure"> {
    if (
      this.options.token &&
      failure.status === 401 &&
      /invalid credentials|token (is|has) /i.test(failure.detail)
    ) {
      throw new HubError(
        `The Hub does not take the token (${failure.detail})`,
        this.hub.hub.host,
        "Put a valid one in HF_TOKEN, or none, and run the same command again.",
      );
    }
    return { bodies: [], at: at.toISOString(), failure };
  }

  private read(id: string, wanted: Wanted, again: boolean): Promise<Reading> {
    const how = { signal: this.stop.signal, ...(again ? { again } : {}) };
    switch (wanted) {
      case "info":
        return readModel(this.hub, id, how);
      case "commits":
        return readCommits(this.hub, id, how);
      case "card":
        return readCard(this.hub, id, how);
      case "files":
        return readFiles(this.hub, this.archive, id, {
          ...how,
          git: {
            ...this.options.git,
            within: this.clonesFolder,
            userAgent: this.options.tool.replace(" ", "/"),
            ...(this.options.environment ? { environment: this.options.environment } : {}),
            ...(this.options.token ? { token: this.options.token } : {}),
          },
          queue: (clone) => this.cloneInTurn(clone),
          now: () => this.clock.now(),
          sleep: (ms, signal) => this.clock.sleep(ms, signal),
        });
    }
  }

  private async cloneInTurn<T>(clone: () => Promise<T>): Promise<T> {
    if (this.clones >= clonesAtOnce) await new Promise<void>((go) => this.waitingClones.push(go));
    else this.clones++;
    try {
      return await clone();
    } finally {
      const next = this.waitingClones.shift();
      if (next) next();
      else this.clones--;
    }
  }

  /**
   * Does a thing; where the Hub gave no usable answer, finds out whether it answers at all. If it does, the trouble is
   * the thing's own. If not, waits until it is back and does the thing again.
   */
  private async patiently<T>(attempt: (again: boolean) => Promise<T>): Promise<T> {
    for (let again = false; ; again = true) {
      try {
        return await attempt(again);
      } catch (error) {
        if (!(error instanceof GaveUp) || !isOutage(error)) throw error;
        this.probing ??= this.waitForHub(error).finally(() => {
          this.probing = undefined;
        });
        if (!(await this.probing)) throw error;
      }
    }
  }

  /** False where the Hub answers at once; true where it was away and is back. */
  private async waitForHub(cause: GaveUp): Promise<boolean> {
    const { patienceMs = 6 * 3_600_000 } = this.options;
    const began = this.clock.now();
    for (let tries = 0; ; tries++) {
      try {
        const answer = await this.hub.get(this.hub.address("/api/models?limit=1"), {
          signal: this.stop.signal,
          unkept: true,
        });
        if (answer.status === 200) return tries > 0;
      } catch (error) {
        if (!(error instanceof GaveUp)) throw error;
      }
      if (this.clock.now() - began > patienceMs) {
        throw new HubError(
          `The Hub does not answer (${cause.detail})`,
          this.hub.hub.host,
          "What was fetched is kept; see to the network and run the same command again.",
        );
      }
      this.progress(this.done, `the Hub does not answer (${cause.detail}); waiting for it`);
      await this.clock.sleep(this.hub.backoffMs(tries + 4), this.stop.signal);
    }
  }

  private async finish(
    estimate: CrawlEstimate,
    listed: ReadonlyMap<string, ListedModel>,
    sample: SampledModel[] | undefined,
  ): Promise<CrawlSummary> {
    const { options, state } = this;
    this.begin("tables", null);
    const request = {
      limit: options.limit ?? null,
      sample: options.sample ?? null,
      with: options.with ?? [],
    };
    const mark = { ...request, lines: state.lines };
    const before = await manifestOf(options.out);
    const same = before?.provenance && JSON.stringify(before.provenance.crawl) === JSON.stringify(mark);
    const summary = (
      built: Omit<BuiltTables, "manifest">,
      asOf: string,
      simulated: boolean,
      unchanged: boolean,
    ) => ({
      out: options.out,
      hub: this.hub.hub.href,
      simulated,
      estimate,
      dryRun: false,
      round: this.round,
      asOf,
      requests: this.hub.sent,
      refused: this.hub.refused,
      tables: built.tables as Record<string, number>,
      failures: built.failures,
      gone: built.gone,
      renamed: built.renamed,
      sampled: sample ? sample.length : null,
      unchanged,
    });
    if (before && same)
      return summary(before.provenance.built, before.hub.asOf, before.hub.kind === "simulated", true);
    // DuckDB takes its time to load, and only this end of a crawl needs it.
    const { buildTables } = await import("./build-tables.js");
    const built = await buildTables({
      folder: options.out,
      archive: this.archive,
      state,
      tool: options.tool,
      hub: this.hub.hub.href,
      provenance: { crawl: mark },
      signal: this.stop.signal,
      onProgress: (step) => this.progress(0, step),
      ...(options.limit ? { only: new Set(listed.keys()) } : {}),
      ...(sample ? { sample } : {}),
      ...(options.memoryLimit ? { memoryLimit: options.memoryLimit } : {}),
    });
    return summary(built, built.manifest.hub.asOf, built.manifest.hub.kind === "simulated", false);
  }
}

/** Whether it may be the Hub as a whole that fails, and not one answer. */
const isOutage = ({ reason, status }: GaveUp) =>
  reason === "other" || reason === "rate-limited" || (reason === "truncated" && status === null);

interface CrawlManifest {
  readonly hub: { readonly asOf: string; readonly kind: string };
  readonly provenance: { readonly crawl: unknown; readonly built: Omit<BuiltTables, "manifest"> };
}

async function manifestOf(folder: string): Promise<CrawlManifest | null> {
  try {
    return JSON.parse(await readFile(join(folder, "datapackage.json"), "utf8")) as CrawlManifest;
  } catch {
    return null;
  }
}
