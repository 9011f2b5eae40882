/** A column of a snapshot table. Unknown is null in every nullable column, never 0 or "". */
export interface Column {
  readonly name: string;
  /** DuckDB's name of the type; lists become Parquet lists. */
  readonly type:
    | "VARCHAR"
    | "VARCHAR[]"
    | "BIGINT"
    | "INTEGER"
    | "DOUBLE"
    | "BOOLEAN"
    | "TIMESTAMP"
    | "BIGINT[]";
  readonly required?: true;
  readonly description: string;
}

export type TableName = "models" | "commits" | "commit_files" | "file_changes" | "cards" | "failures";

export interface TableSchema {
  readonly description: string;
  readonly columns: readonly Column[];
  /** Rows are unique by these columns and stored in this order. */
  readonly key: readonly string[];
}

const required = true;

/** The tables of a snapshot: the one place that says what a column is called, of what type, and what it means. */
export const tables: Readonly<Record<TableName, TableSchema>> = {
  models: {
    description: "One row a model.",
    key: ["id"],
    columns: [
      { name: "id", type: "VARCHAR", required, description: "Full name, owner/name or a bare name." },
      {
        name: "owner",
        type: "VARCHAR",
        description: "User or organisation before the slash; null for bare names.",
      },
      { name: "name", type: "VARCHAR", required, description: "Name after the slash." },
      {
        name: "created_at",
        type: "TIMESTAMP",
        description: "Creation time of the repository, UTC.",
      },
      {
        name: "created_at_is_floor",
        type: "BOOLEAN",
        description:
          "True where created_at is one of the two times that the Hub gave every model made before March 2022; null where created_at is.",
      },
      { name: "last_modified_at", type: "TIMESTAMP", description: "Time of the last change, UTC." },
      { name: "likes", type: "BIGINT", description: "Likes at the as-of time." },
      {
        name: "downloads_30d",
        type: "BIGINT",
        description: "Downloads of the 30 days before the as-of time, as the Hub counts them.",
      },
      { name: "downloads_all_time", type: "BIGINT", description: "Downloads since creation." },
      { name: "library", type: "VARCHAR", description: "library_name as the Hub states it." },
      { name: "pipeline_tag", type: "VARCHAR", description: "Task as the Hub states it." },
      { name: "domain", type: "VARCHAR", description: "Domain of the pipeline tag; null without one." },
      { name: "licence", type: "VARCHAR", description: "First license: tag, without its prefix." },
      { name: "tags", type: "VARCHAR[]", description: "All tags, in the Hub's order." },
      { name: "datasets", type: "VARCHAR[]", description: "dataset: tags, without their prefix." },
      { name: "languages", type: "VARCHAR[]", description: "Language tags (ISO 639 codes)." },
      { name: "base_models", type: "VARCHAR[]", description: "Declared base models." },
      { name: "arxiv_ids", type: "VARCHAR[]", description: "arxiv: tags, without their prefix." },
      { name: "gated", type: "BOOLEAN", description: "Access must be asked for." },
      { name: "private", type: "BOOLEAN", description: "Not public." },
      { name: "disabled", type: "BOOLEAN", description: "Disabled by the Hub." },
      { name: "sha", type: "VARCHAR", description: "Commit at the head of main." },
      { name: "file_count", type: "INTEGER", description: "Files at the head." },
      { name: "file_paths", type: "VARCHAR[]", description: "Paths of the files at the head." },
      { name: "size_bytes", type: "BIGINT", description: "Size of the files at the head." },
      { name: "parameter_count", type: "BIGINT", description: "Parameters, from the safetensors header." },
      {
        name: "co2_grams",
        type: "DOUBLE",
        description: "Training emissions as the card declares them, grams of CO2 equivalent.",
      },
      {
        name: "card_length_chars",
        type: "INTEGER",
        description:
          "Length of the card's text without front matter, in UTF-16 code units; 0 where the card is empty or absent for certain.",
      },
      {
        name: "former_ids",
        type: "VARCHAR[]",
        description: "Names that a crawl knew the model by before; null where it was never renamed.",
      },
      {
        name: "deleted_seen_at",
        type: "TIMESTAMP",
        description:
          "When a crawl first found it gone from public view, UTC; the row is then the last look at it.",
      },
      { name: "stratum", type: "VARCHAR", description: "Stratum, where a sample was drawn." },
      {
        name: "inclusion_weight",
        type: "DOUBLE",
        description:
          "Models that this one stands for in the sample; null where it was not drawn, or none was.",
      },
    ],
  },
  commits: {
    description: "One row a commit on the main branch.",
    key: ["model_id", "position"],
    columns: [
      { name: "model_id", type: "VARCHAR", required, description: "Model the commit belongs to." },
      { name: "oid", type: "VARCHAR", required, description: "Commit hash." },
      { name: "committed_at", type: "TIMESTAMP", description: "Time of the commit, UTC." },
      { name: "title", type: "VARCHAR", description: "First line of the message." },
      { name: "message", type: "VARCHAR", description: "The message after the title; empty if none." },
      { name: "authors", type: "VARCHAR[]", description: "User names of the authors." },
      {
        name: "is_bot",
        type: "BOOLEAN",
        description: "All authors are known bots; null where no author is known.",
      },
      { name: "position", type: "INTEGER", required, description: "1 for the model's first commit." },
      {
        name: "position_from_end",
        type: "INTEGER",
        required,
        description: "1 for the model's last commit.",
      },
    ],
  },
  commit_files: {
    description: "One row a file that a commit touched, against its first parent.",
    key: ["model_id", "oid", "path"],
    columns: [
      { name: "model_id", type: "VARCHAR", required, description: "Model the commit belongs to." },
      { name: "oid", type: "VARCHAR", required, description: "Commit hash." },
      { name: "path", type: "VARCHAR", required, description: "Path of the file after the commit." },
      { name: "change", type: "VARCHAR", description: "added, modified, deleted or renamed." },
      {
        name: "file_role",
        type: "VARCHAR",
        required,
        description:
          "card, config, weights, tokenizer, code, data, media, housekeeping or other, from the path alone.",
      },
    ],
  },
  file_changes: {
    description:
      "One row a file with how often it changed, from sources that count changes and list no commits.",
    key: ["model_id", "path"],
    columns: [
      { name: "model_id", type: "VARCHAR", required, description: "Model the file belongs to." },
      { name: "path", type: "VARCHAR", required, description: "Path of the file." },
      {
        name: "file_role",
        type: "VARCHAR",
        required,
        description: "As in commit_files, from the path alone.",
      },
      {
        name: "changes",
        type: "INTEGER",
        required,
        description: "Commits that touched the file, its addition among them.",
      },
    ],
  },
  cards: {
    description: "One row a model card.",
    key: ["model_id"],
    columns: [
      { name: "model_id", type: "VARCHAR", required, description: "Model the card belongs to." },
      { name: "text", type: "VARCHAR", required, description: "The card without its front matter." },
      {
        name: "front_matter_json",
        type: "VARCHAR",
        description: "The YAML front matter as JSON; null where there is none or it cannot be parsed.",
      },
      {
        name: "length_chars",
        type: "INTEGER",
        required,
        description: "Length of text in UTF-16 code units.",
      },
    ],
  },
  failures: {
    description: "One row a thing that could not be had.",
    key: ["model_id", "wanted", "detail"],
    columns: [
      {
        name: "model_id",
        type: "VARCHAR",
        description: "Model concerned; null for a page of the list.",
      },
      { name: "wanted", type: "VARCHAR", required, description: "info, commits, files, card or page." },
      { name: "status", type: "INTEGER", description: "HTTP status, where there was an answer." },
      {
        name: "reason",
        type: "VARCHAR",
        required,
        description:
          "gated, deleted, renamed, private, disabled, rate-limited, truncated, malformed, too-large or other.",
      },
      { name: "detail", type: "VARCHAR", description: "What was seen, in words." },
      { name: "at", type: "TIMESTAMP", description: "When it was last tried, UTC." },
      { name: "attempts", type: "INTEGER", description: "How often it was tried." },
    ],
  },
};

export const tableNames = Object.keys(tables) as TableName[];
