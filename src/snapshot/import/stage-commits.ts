import { fileRoleRules } from "../../classify/file-role.js";
import { botPattern } from "../../classify/is-bot.js";
import { type Database, literal } from "../duckdb.js";
import { utcSql } from "../utc-sql.js";
import { readCsv } from "./model-groups.js";

/** All authors are bots; null where no author is known. */
export const isBotSql = (authors: string) =>
  `CASE WHEN len(${authors}) > 0
        THEN len(list_filter(${authors}, lambda a: NOT regexp_matches(a, ${literal(botPattern)}))) = 0 END`;

/** The role of a file from its path, by the rules of fileRole. */
export const fileRoleSql = (path: string) =>
  `CASE ${fileRoleRules
    .map(
      ({ role, pattern }) => `WHEN regexp_matches(lower(${path}), ${literal(pattern)}) THEN ${literal(role)}`,
    )
    .join(" ")} ELSE 'other' END`;

const commitColumns = `model_id, oid, committed_at, title, message, authors, ${isBotSql("authors")} AS is_bot,
  position, position_from_end`;

/**
 * Adds the commits of Hub answers ({repo, commits: [...]}, newest first) to the `commits` staging table.
 *
 * @returns the number of commits read.
 */
export async function stageCommitLists(database: Database, paths: readonly string[]): Promise<number> {
  await database.run(
    `CREATE TABLE listed_commits AS
     SELECT repo AS model_id, unnest(commits) AS c, generate_subscripts(commits, 1) AS place, len(commits) AS total
     FROM read_json([${paths.map(literal).join(", ")}], format = 'newline_delimited',
       maximum_object_size = 268435456, columns = {repo: 'VARCHAR',
       commits: 'STRUCT(id VARCHAR, title VARCHAR, message VARCHAR, authors STRUCT("user" VARCHAR)[], date VARCHAR)[]'});
     INSERT INTO failed (model_id, wanted, reason, detail)
     SELECT model_id, 'commits', 'malformed', 'commit ' || coalesce(c.id, '?') || ' has no time: ' || coalesce(c.date, 'null')[:80]
     FROM listed_commits WHERE ${utcSql("c.date")} IS NULL;
     INSERT INTO staged_commits
     SELECT ${commitColumns} FROM (
       SELECT model_id, c.id AS oid, ${utcSql("c.date")} AS committed_at, c.title AS title,
              coalesce(c.message, '') AS message,
              list_filter(list_transform(c.authors, lambda a: a."user"), lambda a: a IS NOT NULL) AS authors,
              total - place + 1 AS position, place AS position_from_end
       FROM listed_commits)`,
  );
  const read = await count(database, "listed_commits");
  await database.run("DROP TABLE listed_commits");
  return read;
}

/**
 * Adds the histories of git mirrors (newest commit first in each repository) with the files that each commit touched.
 * Commits that no Hub committer reached are the mirror owner's own and are left out.
 *
 * @returns rows read and rows left out, by why.
 */
export async function stageMirrors(
  database: Database,
  files: {
    readonly commits: readonly string[];
    readonly files: readonly string[];
    readonly repos: readonly string[];
  },
): Promise<{ commits: number; files: number; excluded: Record<string, number> }> {
  await database.run(
    `CREATE TABLE mirror_rows AS
     SELECT *, row_number() OVER () AS row, coalesce(nullif(hf_model_id, ''), 'github:' || github_repo) AS model_id
     FROM ${readCsv(files.commits)};
     CREATE TABLE mirror_commits AS SELECT * FROM mirror_rows WHERE is_hf = '1';
     INSERT INTO staged_commits
     SELECT ${commitColumns} FROM (
       SELECT model_id, "commit" AS oid, ${utcSql("commit_date")} AS committed_at,
              split_part(message, chr(10), 1) AS title,
              trim(substr(message, length(split_part(message, chr(10), 1)) + 2), chr(10) || ' ') AS message,
              list_filter([author], lambda a: a <> '') AS authors,
              row_number() OVER (PARTITION BY model_id ORDER BY row DESC) AS position,
              row_number() OVER (PARTITION BY model_id ORDER BY row) AS position_from_end
       FROM mirror_commits)`,
  );
  const commits = await count(database, "mirror_rows");
  const excluded: Record<string, number> = {
    "commits that the mirror's owner added": commits - (await count(database, "mirror_commits")),
  };
  if (files.repos.length) {
    await database.run(
      `INSERT INTO failed (model_id, wanted, reason, detail)
       SELECT coalesce(nullif(hf_model_id_by_sha_match, ''), 'github:' || github_repo), 'commits', 'truncated',
              (commits::INT - commits_new_here::INT) || ' of ' || commits || ' commits are listed under another mirror'
       FROM ${readCsv(files.repos)} WHERE commits <> commits_new_here`,
    );
  }
  let fileRows = 0;
  if (files.files.length) {
    await database.run(
      `CREATE TABLE mirror_files AS SELECT * FROM ${readCsv(files.files)};
       INSERT INTO staged_files
       SELECT c.model_id, f."commit" AS oid, f.path,
              CASE f.status[1] WHEN 'A' THEN 'added' WHEN 'M' THEN 'modified' WHEN 'D' THEN 'deleted' WHEN 'R' THEN 'renamed' END AS change,
              ${fileRoleSql("f.path")} AS file_role
       FROM mirror_files AS f JOIN mirror_commits AS c ON c."commit" = f."commit"`,
    );
    fileRows = await count(database, "mirror_files");
    const kept = await count(database, "staged_files");
    excluded["file changes of those commits"] = fileRows - kept;
    await database.run("DROP TABLE mirror_files");
  }
  await database.run("DROP TABLE mirror_rows; DROP TABLE mirror_commits");
  return { commits, files: fileRows, excluded };
}

/**
 * Adds commits that touched weight files, with those files alone. Positions count among the listed commits, and every
 * model gets a failures row, because its history is not whole.
 *
 * @returns the number of rows read.
 */
export async function stageWeightCommits(database: Database, paths: readonly string[]): Promise<number> {
  await database.run(
    `CREATE TABLE weight_rows AS SELECT * FROM ${readCsv(paths)};
     CREATE TABLE weight_commits AS
     SELECT repo_url AS model_id, commit_hash AS oid, min(message) AS message, min(author) AS author,
            min(${utcSql("date")}) AS committed_at
     FROM weight_rows GROUP BY ALL;
     INSERT INTO staged_commits
     SELECT ${commitColumns} FROM (
       SELECT model_id, oid, committed_at, split_part(message, chr(10), 1) AS title,
              trim(substr(message, length(split_part(message, chr(10), 1)) + 2), chr(10) || ' ') AS message,
              list_filter([author], lambda a: a <> '') AS authors,
              row_number() OVER (PARTITION BY model_id ORDER BY committed_at, oid) AS position,
              row_number() OVER (PARTITION BY model_id ORDER BY committed_at DESC, oid DESC) AS position_from_end
       FROM weight_commits);
     INSERT INTO staged_files
     SELECT DISTINCT repo_url, commit_hash, path, NULL, ${fileRoleSql("path")}
     FROM (SELECT *, CASE WHEN starts_with(model_file_path, repo_url || '/')
                          THEN model_file_path[length(repo_url) + 2:] ELSE model_file_path END AS path FROM weight_rows);
     INSERT INTO failed (model_id, wanted, reason, detail)
     SELECT DISTINCT model_id, 'commits', 'truncated', 'only commits that touch weight files are known' FROM weight_commits`,
  );
  const read = await count(database, "weight_rows");
  await database.run("DROP TABLE weight_rows; DROP TABLE weight_commits");
  return read;
}

/** Rows of a table. */
export async function count(database: Database, table: string): Promise<number> {
  const [row] = await database.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return row!.n;
}
