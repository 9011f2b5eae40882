import {
  botPattern,
  type ReleaseRule,
  releaseRule,
  responseAfterDays,
  versionTitlePattern,
} from "../classify/index.js";
import { literal } from "./duckdb.js";

export interface MaintenanceSqlOptions {
  readonly asOf: Date;
  /** "out" leaves out commits by bots alone, as if they had not happened. Default "in". */
  readonly bots?: "in" | "out";
  /** Whether there is a commit_files table. */
  readonly files: boolean;
  /** Whether there is a models table; creation times and models without commits come from there. */
  readonly models: boolean;
  readonly rule?: ReleaseRule;
  /** Whether the view classified_commits is there (see addCommitKinds); corrective_share is null without it. */
  readonly kinds?: boolean;
  /** Only the models with ids of at least `from` and below `below`, in the order of their bytes. */
  readonly part?: { readonly from?: string | undefined; readonly below?: string | undefined };
}

/**
 * maintenanceFeatures as one SQL query (DuckDB's dialect) over the tables commits, commit_files and models: the same
 * definitions, one row a model by id, columns in snake case. Its sorts and groups spill to disk, and in parts of the
 * models it takes bounded memory for any number of commits, and reads only the part's row groups of a table in the
 * order of its key.
 *
 * A commit of a model that has any row in commit_files touched the files listed there, or none; of a model without any,
 * the files are unknown.
 */
export function maintenanceFeaturesSql(options: MaintenanceSqlOptions): string {
  const { asOf, bots = "in", files, models, kinds = false, rule = releaseRule, part } = options;
  if (Number.isNaN(asOf.getTime())) throw new RangeError("maintenanceFeaturesSql: asOf is no date");
  const now = `TIMESTAMP ${literal(asOf.toISOString().replace("T", " ").replace("Z", ""))}`;
  const inPart = (column: string) =>
    [
      ...(part?.from === undefined ? [] : [`${column} >= ${literal(part.from)}`]),
      ...(part?.below === undefined ? [] : [`${column} < ${literal(part.below)}`]),
    ].join(" AND ") || "true";
  const title = "lower(coalesce(title, ''))";
  const matches = (pattern: string) => `regexp_matches(${title}, ${literal(pattern)})`;
  const hours = "3600e6";
  const days = "86400e6";
  const byTitle = files
    ? `CASE WHEN m.model_id IS NULL THEN ${matches(rule.title)} ELSE ${matches(versionTitlePattern)} END`
    : matches(rule.title);
  return `
WITH touched AS (${
    files
      ? `SELECT model_id, oid, bool_or(file_role = 'weights' AND change IS DISTINCT FROM 'deleted') AS weights FROM commit_files WHERE ${inPart("model_id")} GROUP BY model_id, oid`
      : "SELECT NULL AS model_id, NULL AS oid, NULL AS weights WHERE false"
  }),
with_files AS (SELECT DISTINCT model_id FROM touched),
considered AS (SELECT * FROM commits WHERE ${inPart("model_id")}${bots === "out" ? " AND is_bot IS NOT TRUE" : ""}),
left_out AS (
  SELECT model_id,
    count(*) FILTER (committed_at IS NULL) AS undated,
    count(*) FILTER (committed_at < TIMESTAMP '2016-01-01') AS before_2016,
    count(*) FILTER (committed_at > ${now}) AS after_as_of
  FROM considered GROUP BY model_id
),
usable AS (
  SELECT c.model_id, c.oid, c.committed_at AS t, c.authors, c.is_bot,
    coalesce(c.is_bot, false) = false AND (
      coalesce(f.weights, false) OR (NOT ${matches(rule.exceptTitle)} AND ${byTitle})
    ) AS is_release
  FROM considered c
  LEFT JOIN touched f ON f.model_id = c.model_id AND f.oid = c.oid
  LEFT JOIN with_files m ON m.model_id = c.model_id
  WHERE c.committed_at >= TIMESTAMP '2016-01-01' AND c.committed_at <= ${now}
),
in_order AS (
  SELECT model_id, t, is_bot, is_release,
    lag(t) OVER (PARTITION BY model_id ORDER BY t) AS before,
    min(t) FILTER (is_bot IS NOT TRUE) OVER (PARTITION BY model_id ORDER BY t
      RANGE BETWEEN INTERVAL '${responseAfterDays} days 1 microsecond' FOLLOWING AND UNBOUNDED FOLLOWING) AS response
  FROM usable
),
measured AS (
  SELECT model_id, count(*) AS commits, min(t) AS first_at, max(t) AS last_at,
    median(epoch_us(t) - epoch_us(before)) / ${hours} AS median_interval_hours,
    CASE WHEN max(t) > min(t)
      THEN stddev_pop(epoch_us(t) - epoch_us(before)) / avg(epoch_us(t) - epoch_us(before)) END AS interval_variation,
    count(*) FILTER (is_bot IS FALSE) / nullif(count(is_bot), 0) AS human_share,
    count(*) FILTER (before IS NULL OR date_trunc('month', before) <> date_trunc('month', t)) AS active_months
  FROM in_order GROUP BY model_id
),
release_starts AS (
  SELECT model_id, t, response,
    coalesce(epoch_us(t) - epoch_us(lag(t) OVER (PARTITION BY model_id ORDER BY t)) > ${rule.togetherDays} * ${days}, true) AS starts
  FROM in_order WHERE is_release
),
release_numbers AS (
  SELECT model_id, t, response, sum(starts::INTEGER) OVER (PARTITION BY model_id ORDER BY t, starts DESC
    ROWS UNBOUNDED PRECEDING) AS number
  FROM release_starts
),
release_ends AS (
  SELECT model_id, number, (epoch_us(coalesce(max_by(response, t), ${now})) - epoch_us(max(t))) / ${days} AS response_days
  FROM release_numbers GROUP BY model_id, number
),
responses AS (
  SELECT model_id, count(*) AS releases, median(response_days) AS release_response_days
  FROM release_ends GROUP BY model_id
),
names AS (
  SELECT model_id, author FROM (SELECT model_id, unnest(authors) AS author FROM usable) GROUP BY model_id, author
),
people AS (
  SELECT model_id, count(*) FILTER (NOT regexp_full_match(trim(author), ${literal(botPattern)})) AS authors
  FROM names WHERE author IS NOT NULL GROUP BY model_id
),
corrective AS (${
    kinds
      ? `SELECT model_id, avg(list_contains(kinds, 'corrective')::INTEGER) AS corrective_share FROM classified_commits
    WHERE title IS NOT NULL AND committed_at >= TIMESTAMP '2016-01-01' AND committed_at <= ${now}
      AND ${inPart("model_id")}${bots === "out" ? " AND is_bot IS NOT TRUE" : ""}
    GROUP BY model_id`
      : "SELECT NULL AS model_id, NULL AS corrective_share WHERE false"
  }),
known_models AS (
  ${models ? `SELECT id AS model_id, max(created_at) AS created_at FROM models WHERE ${inPart("id")} GROUP BY id UNION ALL` : ""}
  SELECT DISTINCT model_id, NULL::TIMESTAMP AS created_at FROM left_out${models ? ` WHERE model_id NOT IN (SELECT id FROM models WHERE ${inPart("id")})` : ""}
),
dated AS (
  SELECT model_id,
    CASE WHEN created_at >= TIMESTAMP '2016-01-01' AND created_at <= ${now} THEN created_at END AS created_at
  FROM known_models
),
aged AS (
  SELECT d.model_id, (epoch_us(${now}) - epoch_us(least(d.created_at, m.first_at))) / ${days} AS age_days
  FROM dated d LEFT JOIN measured m ON m.model_id = d.model_id
)
SELECT a.model_id, coalesce(m.commits, 0) AS commits, a.age_days,
  m.commits / greatest(1, a.age_days / 30.4375) AS commits_per_month,
  m.median_interval_hours, m.interval_variation,
  (epoch_us(${now}) - epoch_us(m.last_at)) / ${days} AS days_since_last_commit,
  p.authors, m.human_share, k.corrective_share::DOUBLE AS corrective_share, coalesce(m.active_months, 0) AS active_months,
  coalesce(r.releases, 0) AS releases, r.release_response_days,
  coalesce(l.undated, 0) AS undated, coalesce(l.before_2016, 0) AS before_2016, coalesce(l.after_as_of, 0) AS after_as_of
FROM aged a
LEFT JOIN measured m ON m.model_id = a.model_id
LEFT JOIN people p ON p.model_id = a.model_id
LEFT JOIN responses r ON r.model_id = a.model_id
LEFT JOIN corrective k ON k.model_id = a.model_id
LEFT JOIN left_out l ON l.model_id = a.model_id
ORDER BY a.model_id`;
}
