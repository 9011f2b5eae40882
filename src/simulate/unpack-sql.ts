/** SQL that takes packed rows (see pack-model) apart into the columns of a table. */

const fields = (packed: string) =>
  `SELECT string_split(${packed}, chr(31)) AS f FROM batch WHERE ${packed} IS NOT NULL`;
const text = (n: number) => `nullif(f[${n}], '')`;
const time = (expression: string) => `make_timestamp((${expression})::BIGINT * 1000)`;
const list = (n: number) => `CASE WHEN f[${n}] = '' THEN NULL ELSE string_split(f[${n}], chr(30))[2:] END`;
/** The items of a packed column, one a row. */
const items = (n: number) => `unnest(string_split(f[${n}], chr(30)))`;
/** A commit's hash: of what names it, so that it needs no stream of chance. */
const oid = (seed: number, id: string, position: string) => `sha1('${seed}/' || ${id} || '/' || ${position})`;

/** A query for each packed table, by the name of what it makes. */
export function unpackSql(seed: number) {
  return {
    models: `
      SELECT f[1] AS id, ${text(2)} AS owner, f[3] AS name, ${time("f[4]")} AS created_at,
        f[5]::BOOLEAN AS created_at_is_floor, ${time(text(6))} AS last_modified_at, f[7]::BIGINT AS likes,
        f[8]::BIGINT AS downloads_30d, ${text(9)}::BIGINT AS downloads_all_time, ${text(10)} AS library,
        ${text(11)} AS pipeline_tag, ${text(12)} AS domain, ${text(13)} AS licence, f[14]::BOOLEAN AS gated,
        f[15]::BOOLEAN AS private, f[16]::BOOLEAN AS disabled, ${oid(seed, "f[1]", "f[17]")} AS sha,
        ${text(18)}::INTEGER AS file_count, ${text(19)}::BIGINT AS size_bytes,
        ${text(20)}::BIGINT AS parameter_count, ${text(21)}::DOUBLE AS co2_grams,
        ${text(22)}::INTEGER AS card_length_chars, ${list(23)} AS tags, ${list(24)} AS datasets,
        ${list(25)} AS languages, ${list(26)} AS base_models, ${list(27)} AS arxiv_ids, ${list(28)} AS file_paths
      FROM (${fields("model")})`,
    commits: `
      SELECT id AS model_id, ${oid(seed, "id", "position")} AS oid, ${time('"at"')} AS committed_at, title, message,
        CASE WHEN authors = '' THEN NULL ELSE string_split(authors, ',') END AS authors,
        nullif(bot, '')::BOOLEAN AS is_bot, position, n - position + 1 AS position_from_end
      FROM (
        SELECT f[1] AS id, ${items(2)} AS "at", ${items(3)} AS title, ${items(4)} AS message, ${items(5)} AS authors,
          ${items(6)} AS bot, unnest(range(1, len(string_split(f[2], chr(30))) + 1)) AS position,
          len(string_split(f[2], chr(30))) AS n
        FROM (${fields("commits")}))`,
    commit_files: `
      SELECT id AS model_id, ${oid(seed, "id", "position")} AS oid, path, change, file_role
      FROM (
        SELECT f[1] AS id, ${items(2)} AS position, ${items(3)} AS path, ${items(4)} AS change,
          ${items(5)} AS file_role
        FROM (${fields("files")}))`,
    cards: `
      SELECT f[1] AS model_id, f[2] AS text, ${text(3)} AS front_matter_json, length_chars
      FROM (SELECT string_split(card, chr(31)) AS f, card_length AS length_chars FROM batch WHERE card IS NOT NULL)`,
    failures: `
      SELECT model_id, wanted, nullif(status, '')::INTEGER AS status, reason, detail, ${time('"at"')} AS "at",
        attempts::INTEGER AS attempts
      FROM (
        SELECT ${items(1)} AS model_id, ${items(2)} AS wanted, ${items(3)} AS status, ${items(4)} AS reason,
          ${items(5)} AS detail, ${items(6)} AS "at", ${items(7)} AS attempts
        FROM (${fields("failures")}))`,
    "truth-models": `
      SELECT f[1] AS model_id, ${time("f[2]")} AS created_at, f[3] AS status, f[4] AS domain, f[5] AS task,
        f[6] AS owner, f[7]::BIGINT AS owner_rank, f[8]::INTEGER AS community, f[9]::BOOLEAN AS is_organisation,
        ${text(10)}::INTEGER AS family, ${text(11)}::INTEGER AS foundation, ${text(12)} AS parent,
        ${text(13)} AS relation, ${text(14)}::BOOLEAN AS parent_declared, f[15]::INTEGER AS generation,
        ${text(16)}::BOOLEAN AS licence_conflict, f[17]::BIGINT AS parameters, f[18]::BOOLEAN AS adult,
        f[19] AS card_kind, f[20]::DOUBLE[] AS topic_mixture
      FROM (${fields("truth")})`,
    "truth-commits": `
      SELECT id AS model_id, position::INTEGER AS position, string_split(kinds, ',') AS kinds, activity,
        stage::INTEGER AS stage, release::BOOLEAN AS release
      FROM (
        SELECT f[1] AS id, ${items(2)} AS kinds, ${items(3)} AS activity, ${items(4)} AS stage, ${items(5)} AS release,
          unnest(range(1, len(string_split(f[2], chr(30))) + 1)) AS position
        FROM (${fields("truth_commits")}))`,
    "truth-deleted": `
      SELECT f[1] AS model_id, ${time("f[2]")} AS created_at, ${time("f[3]")} AS deleted_at
      FROM (${fields("deleted")})`,
  };
}
