import { type Stage, stageNames } from "../scale.bench.js";
import type { ScaleRun } from "../scale.js";
import type { CrawlTable, Exponent } from "./draw-scale.js";

const whole = (value: number) => Math.round(value).toLocaleString("en-US");
const seconds = (value: number) =>
  value >= 100 ? whole(value) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);
const hours = (value: number) =>
  value < 1 / 30
    ? `${seconds(value * 3600)} s`
    : value < 1.5
      ? `${(value * 60).toFixed(0)} min`
      : value < 72
        ? `${value.toFixed(1)} h`
        : `${whole(value / 24)} days`;

const meaning: Readonly<Record<Stage, string>> = {
  simulate: "the Hub written as models and commits",
  import: "the same models as list pages (gzip JSON), imported",
  open: "the snapshot opened, models with likes counted",
  growth: "models a month counted, exponential growth fitted",
  tags: "all tags exploded and counted",
  kinds: "every commit classified, kinds counted",
  maintenance: "features of every model, clusters, a status for each",
  layout: "models written by month, questions asked of both layouts",
};

interface Layouts {
  readonly writeCpuSeconds: number;
  readonly bytes: number;
  readonly files: number;
  readonly questions: Readonly<Record<string, Readonly<Record<"byId" | "byMonth", { cpuSeconds: number }>>>>;
}

/** A hot spot that is none any more. */
export interface Before {
  readonly what: string;
  readonly n: string;
  readonly before: number;
  readonly after: number;
  readonly unit: string;
  readonly how: string;
}

/** docs/scale.md. */
export function scaleText(
  runs: readonly ScaleRun[],
  exponents: readonly Exponent[],
  crawl: CrawlTable,
  before: readonly Before[],
): string {
  const sizes = [...new Set(runs.map(({ models }) => models))].sort((a, b) => a - b);
  const largest = Math.max(...sizes);
  const of = (models: number, stage: Stage) =>
    runs.find((run) => run.models === models && run.stage === stage);
  const complete = stageNames.filter((stage) => stage !== "layout" && of(largest, stage));
  const missing = stageNames.filter((stage) => stage !== "layout" && !of(largest, stage));
  const peak = Math.max(...runs.map(({ peakMb }) => peakMb));
  const loads = runs.map(({ load }) => load);
  const simulated = runs.filter(({ stage }) => stage === "simulate");
  const perModel = (run: ScaleRun) => (run.value as { bytes?: number }).bytes! / run.models;
  const sized = simulated.filter((run) => (run.value as { bytes?: number }).bytes);
  const commits = (models: number) =>
    (of(models, "simulate")?.value as { commits?: number } | undefined)?.commits;
  return `# Scale

Written by \`npm run scale\` from data/results/scale.json; do not edit. Every Hub here is SIMULATED: what is measured is the software, not the real Hub.

How long the stages of a study take on Hubs of ${whole(sizes[0]!)} to ${whole(largest)} models (${runs[0]!.commitsPerModel} commits a model in the mean; ${whole(commits(largest) ?? Number.NaN)} commits in the largest), each stage in a process of its own, with DuckDB held to 4 GB (import: to its own default of 1.5 GB) and spilling to disk beyond. The largest peak of any process was ${whole(peak)} MB.${
    missing.length
      ? ` At ${whole(largest)} models only ${complete.join(", ")} ${complete.length === 1 ? "was" : "were"} measured: ${missing.join(", ")} did not fit into the time that the machine was to be had.`
      : ""
  }

${largest < 2e7 ? `**Not reached: 20,000,000 models.** The largest size measured is ${whole(largest)}; what lies beyond is extrapolated and labelled so.\n\n` : ""}Seconds of processor time of all threads (wall time in brackets; the machine has 2 cores and was shared, its load between ${Math.min(...loads).toFixed(1)} and ${Math.max(...loads).toFixed(1)} while measuring, so processor time is what compares), and the peak of the process in MB:

| stage | ${sizes.map((models) => `${whole(models)}`).join(" | ")} |
|---|${sizes.map(() => "---").join("|")}|
${stageNames
  .filter((stage) => stage !== "layout")
  .map(
    (stage) =>
      `| ${stage}: ${meaning[stage]} | ${sizes
        .map((models) => {
          const run = of(models, stage);
          return run
            ? `${seconds(run.cpuSeconds)} (${seconds(run.seconds)}), ${whole(run.peakMb)} MB`
            : "not measured";
        })
        .join(" | ")} |`,
  )
  .join("\n")}

![Processor time against the number of models, both axes logarithmic](scale.svg)

Exponents of processor time against the number of models (least squares on the logarithms, robust standard errors, 95% intervals by Student's t; 1 is linear; few sizes make wide intervals, and what a process costs before its first model pulls the exponents of short stages below 1).

| stage | exponent | 95% interval | sizes |
|---|---|---|---|
${exponents.map(({ stage, exponent, low, high, sizes }) => `| ${stage} | ${exponent.toFixed(2)} | ${low.toFixed(2)} to ${high.toFixed(2)} | ${sizes} |`).join("\n")}

## A Hub of 100,000,000 models (extrapolated)

Nothing here was measured: the times of each stage's largest size, grown by its exponent (in brackets by the ends of its interval), or in proportion where the exponent is below 1, as fixed costs at the small sizes make it so.

| stage | processor time |
|---|---|
${exponents
  .filter(({ stage }) => stage !== "layout" && stage !== "open")
  .map(
    ({ stage, extrapolated: { value, low, high } }) =>
      `| ${stage} | ${hours(value / 3600)} (${hours(low / 3600)} to ${hours(high / 3600)}) |`,
  )
  .join("\n")}

${
  sized.length
    ? `Disk: ${whole(perModel(sized.at(-1)!))} bytes a model as Parquet at ${whole(sized.at(-1)!.models)} models, so about ${whole((perModel(sized.at(-1)!) * 1e8) / 1e9)} GB, and about as much again for spilling while it is sorted. `
    : ""
}Memory: tables, growth, tags and kinds stay within the limit given to DuckDB and a few hundred MB; what grows with the number of models is listed below.

## What streams, and what does not

- \`simulate\` holds a batch of packed text and DuckDB's limit; \`import\` and every table are sorted by DuckDB, which spills. \`Snapshot.open\` takes \`memoryLimit\`, \`threads\` and \`spillFolder\`; its spill goes to the system's temporary folder unless told otherwise and is gone at close.
- \`Snapshot.batches(sql)\` reads a result a few thousand rows at a time. \`rows\`, \`columns\` and \`table\` hold all of it: use them for aggregates.
- \`addCommitKinds\` classifies each distinct text (title, message, band of positions) once and joins it back in the database.
- \`maintenanceFeatureBatches\` measures ranges of ids, each a stretch of the sorted file. \`readMaintenanceFeatures\` collects them all, some 300 bytes a model: for up to a few million models. The maintenance stage above keeps the six features of the clustering in memory (48 bytes a model with two commits or more, so up to 4.8 GB for 100,000,000), learns the clusters from at most 1,000,000 models and gives every model its nearest.
- \`readHistories\` holds the histories asked for, about 1 KB a commit: name the models.
- The published study (18 notebooks, each in a kernel of its own) runs with a JavaScript heap of 1,280 MB a kernel (\`NODE_OPTIONS=--max-old-space-size=1280\`), which is less than Node takes by itself on a machine of 4 GB. With 1,024 MB all but 13-naming-versions run, the largest; what ends with a full heap says so. Two kernels at once took up to 3.0 GB of memory in all, DuckDB's part in it.
- The notebooks read aggregates, but the author network, card themes and stages hold their inputs: at 20,000,000 models give them a sample.

## Hot spots, before and after

Found by profile (\`node --cpu-prof\`); before and after on the same machine within minutes, the least of the runs.

| what | n | before | after | how |
|---|---|---|---|---|
${before.map(({ what, n, before, after, unit, how }) => `| ${what} | ${n} | ${before} ${unit} | ${after} ${unit} | ${how} |`).join("\n")}

## Layout of the tables

Each table is one Parquet file in the order of its key (models by id, commits by model and position), row groups of 122,880 rows. The alternative tried is a folder a month of creation, sorted by id within.

${layoutTable(runs)}

Decision: one file in the order of the key stays the layout. Most questions of the study read a few columns of all rows, for which the layout is indifferent; ids and ranges of ids (\`explain\`, joins, maintenance in parts) find their row groups by the order; and one file has one hash in the manifest. A month's window gains by partitioning, and whoever asks many of them makes the partitions from the snapshot in one statement:

\`\`\`sql
-- DuckDB; run for the table above
COPY (SELECT *, strftime(created_at, '%Y-%m') AS created_month FROM 'models.parquet' ORDER BY created_month, id)
TO 'models_by_month' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (created_month));
SELECT count(*) FROM read_parquet('models_by_month/*/*.parquet', hive_partitioning = true)
WHERE created_month = '2023-10';
\`\`\`

The same folder in other engines, from their documentation; **not run here**:

\`\`\`sql
-- Spark SQL: finds the partition column from the folder names (partition discovery)
CREATE TABLE models USING parquet OPTIONS (path '/data/models_by_month');
MSCK REPAIR TABLE models;
SELECT count(*) FROM models WHERE created_month = '2023-10';

-- Trino, Hive connector: the partition columns come last
CREATE TABLE hive.hub.models (id varchar, owner varchar, likes bigint, tags array(varchar), created_at timestamp(6), created_month varchar)
WITH (format = 'PARQUET', external_location = 's3://hub/models_by_month', partitioned_by = ARRAY['created_month']);
CALL hive.system.sync_partition_metadata('hub', 'models', 'ADD');
SELECT count(*) FROM hive.hub.models WHERE created_month = '2023-10';
\`\`\`

Spark and Trino push \`id\` and \`created_at\` filters down to row groups by their statistics, as DuckDB does; lists are Parquet lists in all three; times are microseconds without a zone and mean UTC (set the session's time zone to UTC).

## Where a crawl has to be split

Computed from the Hub's limits (requests in five minutes: anonymous 500, free account 1,000, PRO 2,500 to the API) and 0.6 s a page; nothing was crawled.

| models | account | list | one commit list a model |
|---|---|---|---|
${crawl
  .flatMap(({ models, hours: of }) =>
    Object.entries(of).map(
      ([account, { list, histories }]) =>
        `| ${whole(models)} | ${account} | ${hours(list)} | ${hours(histories)} |`,
    ),
  )
  .join("\n")}

The list is read by a cursor, page after page: it cannot be split among accounts, and need not be (${whole(crawl.at(-1)!.diskGb.list)} GB for ${whole(crawl.at(-1)!.models)} models). Histories are one request a model and are what has to be split: above some millions of models draw a stratified sample (\`--sample\`, whose weights speak for all), or cut the list of ids into files for groups that work together, each crawling one with \`--models FILE\` within its own limits (several accounts of one person to get around them are not meant), then \`import\` the raw folders together: they merge by model id. \`--since\` and \`--update\` ask only for what moved.
`;
}

function layoutTable(runs: readonly ScaleRun[]): string {
  const run = runs.filter(({ stage }) => stage === "layout").at(-1);
  if (!run) return "Not measured.";
  const layouts = run.value as Layouts;
  const ms = (value: number) => `${(value * 1000).toFixed(0)} ms`;
  return `At ${whole(run.models)} models, processor time, file in the system's cache; writing the partitions took ${seconds(layouts.writeCpuSeconds)} s of processor time and made ${whole(layouts.files)} files of ${whole(layouts.bytes / 1e6)} MB together.

| question | one file by id | a folder a month |
|---|---|---|
${Object.entries(layouts.questions)
  .map(
    ([question, { byId, byMonth }]) =>
      `| ${question} | ${ms(byId!.cpuSeconds)} | ${ms(byMonth!.cpuSeconds)} |`,
  )
  .join("\n")}`;
}
