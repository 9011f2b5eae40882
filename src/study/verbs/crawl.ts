import { readFileSync } from "node:fs";
import { type CrawlProgress, type CrawlSummary, crawl, describeEstimate } from "../../hub/index.js";
import { hubAddress, hubToken } from "../hub-access.js";
import { toolName } from "../tool-version.js";
import { needed, type Verb, WrongUsage, wholeNumber } from "./verb.js";

const kinds = ["commits", "files", "cards"] as const;

export const crawlVerb: Verb = {
  name: "crawl",
  usage:
    "--out DIR [--hub URL] [--with commits,files,cards] [--limit N | --sample N --seed S | --models FILE] [--since TIME] [--update] [--retry-failures] [--dry-run] [--json] [--concurrency N]",
  summary: "crawl a Hub into a snapshot; run again, it goes on where it stopped",
  help: `Reads the list of models, then what --with asks for of each model, at the pace that the Hub allows. It can be stopped
or killed at any moment: the same command goes on from there and asks nothing twice. What a model refuses is a row in
the failures table; the exit code stays 0.

  --out DIR           the crawl's folder, which becomes the snapshot
  --hub URL           the Hub (default: HF_ENDPOINT, then https://huggingface.co)
  --with LIST         of commits, files (by git, without weights), cards; separated by commas (default: the list only)
  --limit N           only the first N models of the list
  --sample N          details of a stratified sample of N models, with inclusion weights
  --seed S            seed of the sample (default: 1)
  --models FILE       only the models in FILE, one id a line
  --since TIME        a new round over the models modified since TIME
  --update            a new round over the whole list: new and modified models are asked for, gone ones noted
  --retry-failures    ask again for what failed
  --dry-run           say how many requests and how long it takes, and stop
  --concurrency N     models under way at once (default: 8)
  --json              the summary on standard output

The token is read from HF_TOKEN or the file of the Hub's own command line; a free account doubles the pace.

Examples
  hub-evolution crawl --out today --dry-run
  hub-evolution crawl --out today --with commits,files,cards --sample 5000 --seed 1
  hub-evolution crawl --out today --with commits,files,cards --sample 5000 --seed 1 --update`,
  options: {
    out: { type: "string" },
    hub: { type: "string" },
    with: { type: "string" },
    limit: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string" },
    models: { type: "string" },
    since: { type: "string" },
    update: { type: "boolean", default: false },
    "retry-failures": { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
    concurrency: { type: "string" },
    json: { type: "boolean", default: false },
  },
  positionals: { min: 0, max: 0 },
  async run({ values, print, progress, signal }) {
    const out = needed(values.out, "out", "DIR, the folder to crawl into");
    const counted = (name: string) =>
      values[name] === undefined ? undefined : wholeNumber(values[name] as string, name, 1);
    const limit = counted("limit");
    const sample = counted("sample");
    const concurrency = counted("concurrency");
    const models = values.models as string | undefined;
    if ([limit, sample, models].filter((choice) => choice !== undefined).length > 1)
      throw new WrongUsage("Give one of --limit, --sample and --models, not more.");
    if (values.seed !== undefined && sample === undefined) throw new WrongUsage("--seed goes with --sample.");
    if (models !== undefined && values.since !== undefined)
      throw new WrongUsage("--since is about the list, and --models leaves the list out.");
    const since = values.since === undefined ? undefined : new Date(values.since as string);
    if (since && Number.isNaN(since.getTime()))
      throw new WrongUsage(`--since takes an ISO time such as 2025-01-31, not "${values.since}".`);
    const token = hubToken();
    const show = reporter(progress);
    const summary = await crawl({
      out,
      hub: (values.hub as string | undefined) ?? hubAddress(),
      tool: toolName(),
      with: wanted(values.with as string | undefined),
      update: Boolean(values.update),
      retryFailures: Boolean(values["retry-failures"]),
      dryRun: Boolean(values["dry-run"]),
      environment: process.env,
      signal,
      onProgress: show,
      ...(token !== undefined && { token }),
      ...(limit !== undefined && { limit }),
      ...(sample !== undefined && {
        sample: { n: sample, seed: (values.seed as string | undefined) ?? "1" },
      }),
      ...(models !== undefined && { models: idsIn(models) }),
      ...(since && { since }),
      ...(concurrency !== undefined && { concurrency }),
    });
    progress.end();
    print(values.json ? `${JSON.stringify(summary, null, 2)}\n` : `${describeCrawl(summary)}\n`);
    return 0;
  },
};

function wanted(list: string | undefined): (typeof kinds)[number][] {
  return (list?.split(",") ?? []).map((name) => {
    const kind = kinds.find((known) => known === name.trim());
    if (!kind) throw new WrongUsage(`--with takes ${kinds.join(", ")}, not "${name}".`);
    return kind;
  });
}

/** Ids in a file, one a line; empty lines and lines that begin with # are passed over. */
function idsIn(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(
      `${path} cannot be read (${(error as Error).message}); give a file with one model id a line.`,
    );
  }
  const ids = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  if (!ids.length) throw new Error(`${path} names no model; give a file with one model id a line.`);
  return ids;
}

/** A bar on a terminal, otherwise one line every ten seconds. */
function reporter(progress: {
  update(what: string, done?: number, total?: number): void;
  line(text: string): void;
}) {
  let last = Number.NEGATIVE_INFINITY;
  let told = "";
  return (now: CrawlProgress) => {
    if (now.estimate) {
      const text = describeEstimate(now.estimate);
      if (text !== told) progress.line(text);
      told = text;
      return;
    }
    const time = performance.now();
    if (!process.stderr.isTTY && time - last < 10_000) return;
    last = time;
    progress.update(describeProgress(now), now.done, now.total ?? undefined);
  };
}

function describeProgress({
  phase,
  done,
  total,
  failed,
  perSecond,
  secondsLeft,
  budgets,
  step,
}: CrawlProgress): string {
  if (step) return `${phase}: ${step}`;
  const rate =
    perSecond === null ? "" : `, ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} a second`;
  const left = `budget api ${budgets.api.left}/${budgets.api.quota}, files ${budgets.resolve.left}/${budgets.resolve.quota}`;
  const end =
    secondsLeft === null
      ? ""
      : `, done about ${new Date(Date.now() + secondsLeft * 1000).toISOString().slice(0, 16)}Z`;
  const what = phase === "list" ? `list${total === null ? `, ${done} models` : ""}` : phase;
  return `${what}${rate}${failed ? `, ${failed} failed` : ""}; ${left}${end}`;
}

function describeCrawl(summary: CrawlSummary): string {
  if (summary.dryRun)
    return `${describeEstimate(summary.estimate)}\nNothing was written. Without --dry-run the crawl begins.`;
  const counts = Object.entries(summary.tables).map(([name, n]) => `${n.toLocaleString("en")} ${name}`);
  const failures = Object.entries(summary.failures).map(([reason, n]) => `${n} ${reason}`);
  return [
    `${summary.out}: ${counts.join(", ")}${summary.simulated ? " (SIMULATED)" : ""}, as of ${summary.asOf}.`,
    summary.unchanged
      ? "Everything was there already."
      : `${summary.requests.toLocaleString("en")} requests, ${summary.refused} of them refused for pace.`,
    failures.length
      ? `Failures by reason: ${failures.join(", ")} (--retry-failures asks again).`
      : "No failures.",
    ...(summary.gone ? [`${summary.gone} models are gone since an earlier round.`] : []),
    ...(summary.renamed ? [`${summary.renamed} models have been renamed.`] : []),
    ...(summary.sampled === null
      ? []
      : [`${summary.sampled} models sampled; their weights are in inclusion_weight.`]),
  ].join("\n");
}
