import { readFileSync } from "node:fs";

/** A notebook in nbformat 4, as far as this project reads and writes it. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

export interface Cell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: string | readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

/** MIME type to content: a string or list of lines for text, JSON for types that end in json. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export type Output =
  | { readonly output_type: "stream"; readonly name: string; readonly text: string | readonly string[] }
  | {
      readonly output_type: "display_data" | "execute_result";
      readonly data: MimeBundle;
      readonly metadata: Readonly<Record<string, unknown>>;
      readonly execution_count?: number | null;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/** Text that nbformat stores whole or as a list of lines. */
export function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text ?? "");
}

/** Reads a notebook. Throws with the path where it is absent, is no JSON or is no notebook of nbformat 4. */
export function readNotebook(path: string): Notebook {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(absent ? `${path}: no such notebook.` : `${path}: ${(error as Error).message}`);
  }
  let notebook: Notebook;
  try {
    notebook = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not a notebook: it is not valid JSON.`);
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new Error(`${path} is not a notebook of format 4: it lacks nbformat 4 or its list of cells.`);
  }
  return notebook;
}
