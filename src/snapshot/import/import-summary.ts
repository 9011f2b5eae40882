import type { TableName } from "../schema.js";

/** What an import read, chose and left out. */
export interface ImportSummary {
  readonly name: string;
  readonly asOf: string;
  /** Rows read of each kind of file. */
  readonly rowsRead: Readonly<Record<string, number>>;
  /** Distinct model ids over all files. */
  readonly distinctModels: number;
  readonly repeats: {
    /** Rows of the model list that repeat a model read before. */
    readonly dropped: number;
    readonly rule: string;
  };
  readonly merged: {
    /** Models that several kinds of file describe. */
    readonly models: number;
    /** By column, in how many of those the files disagree. */
    readonly disagreements: Readonly<Record<string, number>>;
    readonly rule: string;
  };
  /** Models whose creation time was the Hub's floor and another file knew better. */
  readonly floorsRepaired: number;
  /** Rows left out, by why. */
  readonly excluded: Readonly<Record<string, number>>;
  /** Rows of the failures table, by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** Rows of each table. */
  readonly tables: Readonly<Partial<Record<TableName, number>>>;
  /** Nulls a column of the models table. */
  readonly nulls: Readonly<Record<string, number>>;
  /** Files of the sources that hold nothing for a snapshot. */
  readonly ignoredFiles: readonly string[];
  readonly seconds: number;
}

const count = (n: number) => n.toLocaleString("en-US");

/** The summary as a person reads it. */
export function describeImport(summary: ImportSummary): string {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${count(n)}`)
      .join(", ") || "none";
  const models = summary.tables.models ?? 0;
  return [
    `Snapshot ${summary.name}, as of ${summary.asOf}, in ${summary.seconds.toFixed(1)} s`,
    `  read            ${list(summary.rowsRead)}`,
    `  distinct models ${count(summary.distinctModels)}`,
    `  repeats dropped ${count(summary.repeats.dropped)} (${summary.repeats.rule})`,
    `  merged          ${count(summary.merged.models)} models described twice; they disagree on ${list(summary.merged.disagreements)} (${summary.merged.rule})`,
    `  floors repaired ${count(summary.floorsRepaired)}`,
    `  excluded        ${list(summary.excluded)}`,
    `  failures        ${list(summary.failures)}`,
    `  tables          ${list(summary.tables as Record<string, number>)}`,
    `  nulls of ${count(models)}  ${list(summary.nulls)}`,
    ...(summary.ignoredFiles.length ? [`  ignored files   ${summary.ignoredFiles.join(", ")}`] : []),
  ].join("\n");
}
