import { domainByPipelineTag } from "../../classify/domain.js";
import { languageCodes } from "../../text/language-codes.js";
import { literal } from "../duckdb.js";
import { utcSql } from "../utc-sql.js";

/** Fields of the Hub's answers about a model, in lists and in full, with DuckDB's type to read each as. */
const hubFields = {
  _id: "VARCHAR",
  id: "VARCHAR",
  modelId: "VARCHAR",
  createdAt: "VARCHAR",
  lastModified: "VARCHAR",
  likes: "VARCHAR",
  downloads: "VARCHAR",
  downloadsAllTime: "VARCHAR",
  library_name: "VARCHAR",
  pipeline_tag: "VARCHAR",
  tags: "VARCHAR[]",
  gated: "VARCHAR",
  private: "VARCHAR",
  disabled: "VARCHAR",
  sha: "VARCHAR",
  siblings: "STRUCT(rfilename VARCHAR, size BIGINT)[]",
  sizeBytes: "DOUBLE",
  safetensors: "JSON",
  cardData: "JSON",
  datasets: "VARCHAR",
} as const;

export type HubField = keyof typeof hubFields;

/** A query for the models table's columns where some of the Hub's fields are given as SQL over `from`. */
export function modelsFrom(from: string, given: Partial<Record<HubField, string>>): string {
  const fields = Object.entries(hubFields).map(
    ([name, type]) => `${given[name as HubField] ?? "NULL"}::${type} AS ${name}`,
  );
  return `SELECT ${modelColumns} FROM ${preparedRows(`(SELECT ${fields.join(", ")} FROM ${from})`)}`;
}

/**
 * Reads files of Hub model rows: lists of them (one JSON list a file) or lines (one object a line). DuckDB takes twice
 * the largest object's size of memory a thread.
 */
export function readHubRows(
  paths: readonly string[],
  form: "array" | "newline_delimited",
  largestObjectBytes = 268435456,
): string {
  const columns = Object.entries(hubFields).map(([name, type]) => `${literal(name)}: ${literal(type)}`);
  return `read_json([${paths.map(literal).join(", ")}], format = '${form}', filename = true,
    maximum_object_size = ${largestObjectBytes}, columns = {${columns.join(", ")}})`;
}

/** Values of the tags that begin with "prefix:", of the tags that have a colon. */
const prefixed = (prefix: string) =>
  `list_transform(list_filter(pairs, lambda t: starts_with(t, '${prefix}:') AND strlen(t) > ${prefix.length + 1}),
     lambda t: t[${prefix.length + 2}:])`;
/** Whether a short tag is a language's code: an enum is looked up by hash, a pattern tried one by one. */
const isLanguage = `try_cast(t AS ENUM(${[...languageCodes].map(literal).join(", ")})) IS NOT NULL`;

/** A repository's owner and name, from its id. */
export const ownerOf = (id: string) => `CASE WHEN contains(${id}, '/') THEN split_part(${id}, '/', 1) END`;
export const nameOf = (id: string) => `substr(${id}, strpos(${id}, '/') + 1)`;

/** Emissions as a card's front matter declares them: a number, or an object with one. */
export const co2Sql = (frontMatter: string) =>
  `coalesce(try_cast(${frontMatter} ->> '$.co2_eq_emissions.emissions' AS DOUBLE),
            try_cast(${frontMatter} ->> '$.co2_eq_emissions' AS DOUBLE))`;

/** The two creation times that the Hub gave every model made before March 2022. */
export const floorTimes = "(TIMESTAMP '2022-03-02 23:29:04', TIMESTAMP '2022-03-02 23:29:05')";

/** The domain of a pipeline tag: null without one, `other` for one that no table knows. */
export const domainSql = (tag: string) => {
  const cases = [...new Set(Object.values(domainByPipelineTag))].map((domain) => {
    const tags = Object.keys(domainByPipelineTag).filter((name) => domainByPipelineTag[name] === domain);
    return `WHEN ${tag} IN (${tags.map(literal).join(", ")}) THEN ${literal(domain)}`;
  });
  return `CASE WHEN ${tag} IS NULL THEN NULL ${cases.join(" ")} ELSE 'other' END`;
};

/** Rows of `hubFields` with what several columns are made of: the id, times as UTC, tags of the form "family:value". */
export const preparedRows = (from: string) => `(
  SELECT *, coalesce(id, modelId) AS model_id, nullif(pipeline_tag, '') AS task, ${utcSql("createdAt")} AS created,
         list_filter(tags, lambda t: contains(t, ':')) AS pairs
  FROM ${from})`;

/**
 * The models table's columns from `preparedRows`. What tags would say is null where a row has no tags at all, and an
 * empty list where it has tags but none of that kind.
 */
export const modelColumns = `
  model_id AS id,
  ${ownerOf("model_id")} AS owner,
  ${nameOf("model_id")} AS name,
  created AS created_at,
  created IN ${floorTimes} AS created_at_is_floor,
  ${utcSql("lastModified")} AS last_modified_at,
  try_cast(likes AS BIGINT) AS likes,
  try_cast(downloads AS BIGINT) AS downloads_30d,
  try_cast(downloadsAllTime AS BIGINT) AS downloads_all_time,
  nullif(library_name, '') AS library,
  task AS pipeline_tag,
  ${domainSql("task")} AS domain,
  ${prefixed("license")}[1] AS licence,
  tags,
  CASE WHEN tags IS NOT NULL THEN ${prefixed("dataset")}
       WHEN datasets IS NOT NULL THEN regexp_extract_all(datasets, '[''"]([^''"]+)[''"]', 1) END AS datasets,
  list_filter(list_filter(tags, lambda t: strlen(t) IN (2, 3)), lambda t: ${isLanguage}) AS languages,
  list_distinct(list_transform(${prefixed("base_model")},
    lambda t: regexp_replace(t, '^(adapter|finetune|merge|quantized):', ''))) AS base_models,
  ${prefixed("arxiv")} AS arxiv_ids,
  CASE WHEN gated IS NOT NULL THEN gated <> 'false' END AS gated,
  try_cast(private AS BOOLEAN) AS private,
  try_cast(disabled AS BOOLEAN) AS disabled,
  sha,
  len(siblings) AS file_count,
  list_transform(siblings, lambda f: f.rfilename) AS file_paths,
  coalesce(try_cast(sizeBytes AS BIGINT),
           CASE WHEN len(list_filter(siblings, lambda f: f.size IS NULL)) = 0
                THEN list_sum(list_transform(siblings, lambda f: f.size)) END) AS size_bytes,
  try_cast(safetensors ->> '$.total' AS BIGINT) AS parameter_count,
  ${co2Sql("cardData")} AS co2_grams`;
