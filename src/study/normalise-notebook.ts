import { homedir } from "node:os";
import { type Cell, joined, type MimeBundle, type Notebook, type Output } from "./notebook.js";
import { packageRoot } from "./package-root.js";

/** Machine paths give way to names that hold anywhere. */
function withoutPaths(text: string): string {
  return text.replaceAll(packageRoot, ".").replaceAll(homedir(), "~");
}

/** Text as nbformat stores it: a list of lines, each but the last with its newline. */
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function normaliseBundle(bundle: MimeBundle): MimeBundle {
  const entries = Object.entries(bundle).map(([mime, content]) => {
    const text = typeof content === "string" || Array.isArray(content);
    if (!text || mime.endsWith("json")) return [mime, content] as const;
    return [
      mime,
      mime.startsWith("image/png") ? joined(content) : lines(withoutPaths(joined(content))),
    ] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function normaliseOutput(output: Output): Output {
  switch (output.output_type) {
    case "stream":
      return { name: output.name, output_type: "stream", text: lines(withoutPaths(joined(output.text))) };
    case "error":
      return { ...output, traceback: output.traceback.map(withoutPaths) };
    default:
      return { data: normaliseBundle(output.data), metadata: {}, output_type: "display_data" };
  }
}

function normaliseCell(cell: Cell, index: number): Cell {
  const source = lines(joined(cell.source));
  const id = cell.id ?? `cell-${String(index + 1).padStart(2, "0")}`;
  const { tags, template } = cell.metadata;
  const metadata = { ...(tags !== undefined && { tags }), ...(template !== undefined && { template }) };
  if (cell.cell_type !== "code") return { cell_type: cell.cell_type, id, metadata, source };
  return {
    cell_type: "code",
    execution_count: cell.execution_count ?? null,
    id,
    metadata,
    outputs: (cell.outputs ?? []).map(normaliseOutput),
    source,
  };
}

/**
 * The notebook as it is committed: no machine paths, times of execution or editor state, keys in a fixed order, so
 * that running it again on the same snapshot changes nothing.
 */
export function normaliseNotebook(notebook: Notebook): Notebook {
  return {
    cells: notebook.cells.map(normaliseCell),
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      language_info: {
        codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
        file_extension: ".ts",
        mimetype: "text/typescript",
        name: "typescript",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Text of a notebook file. */
export function notebookText(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
