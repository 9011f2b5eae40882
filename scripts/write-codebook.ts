/** Writes docs/data.md, the codebook of every table, from src/snapshot/schema.ts: `npm run codebook`. A test compares. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Column, type TableName, tableNames, tables } from "../src/snapshot/schema.js";

/** Unit (empty where there is none), what null means (empty where a value is required), and where the value comes from. */
type Notes = readonly [unit: string, ifNull: string, source: string];

const untold = "the source did not tell";
const untagged = "the source gave no tags at all; without such a tag the list is empty";
const list = "list page or full answer";

/** A column without notes fails here, so that the codebook cannot fall behind the schema. */
const notes: Readonly<Record<TableName, Readonly<Record<string, Notes>>>> = {
  models: {
    id: ["", "", `${list}, id or modelId`],
    owner: ["", "a bare name of the Hub's early days", "id, before the slash"],
    name: ["", "", "id, after the slash"],
    created_at: ["UTC", untold, `${list}, createdAt; creation-time archives repair the two floor times`],
    created_at_is_floor: [
      "",
      "created_at is null",
      "created_at compared with 2022-03-02T23:29:04Z and 23:29:05Z",
    ],
    last_modified_at: ["UTC", untold, `${list}, lastModified`],
    likes: ["likes", untold, `${list}, likes`],
    downloads_30d: ["downloads", untold, `${list}, downloads`],
    downloads_all_time: ["downloads", untold, "list page asked for it, downloadsAllTime"],
    library: ["", "no library stated", `${list}, library_name`],
    pipeline_tag: ["", "no task stated", `${list}, pipeline_tag`],
    domain: ["", "pipeline_tag is null", "pipeline_tag, by @huggingface/tasks and src/classify/domain.ts"],
    licence: ["", "no license: tag, or no tags told", "tags"],
    tags: ["", untold, `${list}, tags`],
    datasets: ["", untagged, "tags; the datasets column of archives without tags"],
    languages: ["ISO 639", untagged, "tags"],
    base_models: ["", untagged, "tags, without the relation (adapter, finetune, merge, quantized)"],
    arxiv_ids: ["", untagged, "tags"],
    gated: ["", untold, `${list}, gated`],
    private: ["", untold, `${list}, private`],
    disabled: ["", untold, `${list}, disabled`],
    sha: ["", untold, `${list}, sha`],
    file_count: ["files", "the source lists no files", "full answer, siblings"],
    file_paths: ["", "the source lists no files", "full answer, siblings"],
    size_bytes: ["bytes", "the size of one file or more is unknown", "full answer with sizes, siblings"],
    parameter_count: ["parameters", "no safetensors header was told", `${list}, safetensors.total`],
    co2_grams: ["g CO2e", "not declared, or no number", "front matter, co2_eq_emissions"],
    card_length_chars: ["UTF-16 code units", "the card was not asked for, or could not be had", "cards"],
    former_ids: ["", "never renamed, as far as a crawl saw", "crawl, redirects and ids of one _id"],
    deleted_seen_at: ["UTC", "seen alive at the last look", "crawl, 404 or 410, private or disabled"],
    stratum: ["", "no sample was drawn", "crawl --sample"],
    inclusion_weight: [
      "models",
      "not drawn, or no sample was drawn",
      "crawl --sample, the inverse of the chance of being drawn",
    ],
  },
  commits: {
    model_id: ["", "", "commit list or mirror"],
    oid: ["", "", "commit list or git"],
    committed_at: [
      "UTC",
      "the source's text is no time; a row in failures says so",
      "commit list, date; git, committer date",
    ],
    title: ["", untold, "commit list, title; first line of git's message"],
    message: ["", untold, "commit list, message; the rest of git's message"],
    authors: ["", untold, "commit list, authors' user names; git's author; empty where none is known"],
    is_bot: ["", "no author is known", "authors, by src/classify/is-bot.ts"],
    position: ["rank from 1", "", "order of the commit list or of git log"],
    position_from_end: ["rank from 1", "", "order of the commit list or of git log"],
  },
  commit_files: {
    model_id: ["", "", "git history or comparison"],
    oid: ["", "", "git history or comparison"],
    path: ["", "", "git log --raw, or the API's comparison"],
    change: ["", "the archive does not tell (weight-file lists)", "git's status letter: A, M or T, D, R"],
    file_role: ["", "", "path, by src/classify/file-role.ts"],
  },
  file_changes: {
    model_id: ["", "", "list of weight files with their changes"],
    path: ["", "", "list of weight files with their changes"],
    file_role: ["", "", "path, by src/classify/file-role.ts"],
    changes: ["commits", "", "list of weight files with their changes"],
  },
  cards: {
    model_id: ["", "", "cards archive, or crawl"],
    text: ["", "", "README.md below its front matter"],
    front_matter_json: [
      "",
      "none, or no YAML; the second is a row in failures",
      "README.md's front matter, as data",
    ],
    length_chars: ["UTF-16 code units", "", "text"],
  },
  failures: {
    model_id: ["", "a page of the list, which belongs to no model", "what was asked for"],
    wanted: ["", "", "what was asked for"],
    status: ["HTTP status", "no answer came, or the archive does not tell", "the last answer"],
    reason: [
      "",
      "",
      "status, the Hub's error code and words (src/hub/failure.ts); import, what is wrong with the row",
    ],
    detail: ["", "nothing was said", "the Hub's words or ours, 200 characters at most"],
    at: ["UTC", "the archive does not tell", "the server's clock, else the crawl's"],
    attempts: ["tries", "an import, which tries nothing", "crawl"],
  },
};

/** docs/data.md. */
export function codebook(): string {
  return `# Data

The tables of a snapshot, column by column. Written by \`npm run codebook\` from src/snapshot/schema.ts; a test compares.
Types are DuckDB's; lists are Parquet lists, times UTC without a zone. **Unknown is null**, never 0, "" or an empty list;
the column "null means" says what is unknown, and a dash stands where a value is required. A table that a source cannot fill
is absent from the snapshot, and \`absentTables\` in datapackage.json names it. Rows are unique by the key and stored in its
order.
${tableNames.map(section).join("")}
Where each published archive comes from, under which licence and with which hash: data/sources.json. Nothing of them is part
of this repository.
`;
}

function section(name: TableName): string {
  const { description, key, columns } = tables[name];
  return `
## ${name}

${description} Key: ${key.join(", ")}.

| column | type | unit | meaning | null means | comes from |
|---|---|---|---|---|---|
${columns.map((column) => row(name, column)).join("\n")}
`;
}

function row(table: TableName, { name, type, required, description }: Column): string {
  const known = notes[table][name];
  if (!known) throw new Error(`${table}.${name} has no notes in scripts/write-codebook.ts.`);
  const [unit, ifNull, source] = known;
  if (Boolean(required) === Boolean(ifNull))
    throw new Error(
      `${table}.${name}: what null means is said of columns that can be null, and of no other.`,
    );
  return `| ${name} | ${type} | ${unit} | ${description.replaceAll("|", "\\|")} | ${ifNull || "–"} | ${source} |`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(join(import.meta.dirname, "..", "docs/data.md"), codebook());
