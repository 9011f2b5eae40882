import type { ParseArgsConfig } from "node:util";
import type { Progress } from "../progress.js";

/** What a verb is given: its parsed options and words, and where to write. */
export interface VerbContext {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  /** Writes the result to standard output, alone. */
  readonly print: (text: string) => void;
  /** On standard error. */
  readonly progress: Progress;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** One verb of the command line. Adding one: write this object in a file of its own and name it in src/cli.ts. */
export interface Verb {
  readonly name: string;
  /** Its arguments, as the usage line shows them: "DIR [--json]". */
  readonly usage: string;
  /** One line: what it does. */
  readonly summary: string;
  /** More for `--help`: options, one a line, and examples that run. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** How many words it takes beside its options. */
  readonly positionals: { readonly min: number; readonly max: number };
  /** Returns the exit code: 0 done, 1 the data or the Hub said no. Throws WrongUsage for exit code 2. */
  run(context: VerbContext): Promise<number>;
}

/** The command was called wrongly: exit code 2, one line that says what to do. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";
}

/** A whole number of at least min, from an option's text. */
export function wholeNumber(text: string, option: string, min = 0): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < min) {
    throw new WrongUsage(`--${option} takes a whole number of at least ${min}, not "${text}".`);
  }
  return value;
}

/** The text of an option that must be given. */
export function needed(value: unknown, option: string, meaning: string): string {
  if (typeof value !== "string" || value === "") throw new WrongUsage(`Give --${option} ${meaning}.`);
  return value;
}
