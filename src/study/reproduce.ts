import { basename } from "node:path";
import { formatDate, readSource, unknownMark } from "../plot/index.js";
import { figureHashesOf, figureHashesText } from "./figure-hashes.js";
import { markdownText } from "./markdown-text.js";
import { joined, type Notebook, readNotebook } from "./notebook.js";
import { recordedResults, shownFigures } from "./notebook-outputs.js";
import { questionOf } from "./report/notebook-prose.js";
import { endsText, unitText, valueText } from "./report/value-text.js";
import { resultsText } from "./results-file.js";
import { allNotebooks, rolesOf } from "./run-study.js";
import { studyDefinition } from "./study-definition.js";

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Tables that cells showed, by the caption that their plain text begins with. */
function shownTables({ cells }: Notebook): { caption: string; cell: number }[] {
  return cells.flatMap(({ outputs = [] }, index) =>
    outputs.flatMap((output) => {
      if (output.output_type !== "display_data" || output.data["text/html"] === undefined) return [];
      const [caption = ""] = joined(output.data["text/plain"]).split("\n");
      return [{ caption: caption.trim() || "(without a caption)", cell: index + 1 }];
    }),
  );
}

function notebookPart(path: string): string {
  const name = basename(path, ".ipynb");
  const executed = readNotebook(path);
  const definition = studyDefinition("published");
  const reads = rolesOf(path).map((role) => `${role} (${definition.roles[role]})`);
  const figures = shownFigures(executed).map((figure) => {
    const source = readSource(figure.caption);
    return [
      markdownText(figure.title),
      String(figure.cell),
      `\`figures/${name}-${figure.name}\``,
      source ? `${markdownText(source.snapshot)}, ${source.asOf}` : unknownMark,
    ];
  });
  const tables = shownTables(executed).map(({ caption, cell }) => [markdownText(caption), String(cell)]);
  const results = recordedResults(executed).map((result) => {
    const { value, low, high, unit } = result;
    const ends = endsText(value, low, high, unit);
    return [
      `\`${result.name}\``,
      `${markdownText(valueText(value, unit))}${ends && ` (${ends})`}`,
      markdownText(unitText(unit)),
      String(result.n),
      String(result.cell),
      `${markdownText(result.snapshot)}, ${formatDate(new Date(result.asOf))}`,
    ];
  });
  return [
    `## ${name}: ${questionOf({ name, executed })}`,
    `Reads ${reads.join(", ") || "no snapshot"}. To run it again and compare every number:`,
    `\`\`\`sh\nnode dist/cli.js study ${name} --study published --check\n\`\`\``,
    ...(figures.length ? [table(["figure", "cell", "files (.svg, .csv)", "snapshot, as of"], figures)] : []),
    ...(tables.length ? [table(["table", "cell"], tables)] : []),
    ...(results.length
      ? [table(["result", "value (95% interval)", "unit", "n", "cell", "snapshot, as of"], results)]
      : []),
  ].join("\n\n");
}

/** docs/reproduce.md: for every figure, table and result of the executed notebooks where it comes from. */
export function reproduceText(notebooks: readonly string[]): string {
  return `# Where each figure, table and number comes from

Written by \`npm run reproduce\` from the committed notebooks (\`study --study published --write\` does it too); a test compares.

Cells are counted from 1 over all cells of the notebook, prose included. A result's name is the one in \`data/results/published.json\`; a figure's files lie in the report's folder after a run, and the hash of its numbers in \`data/results/published-figures.json\`. Intervals are 95% intervals.

To run everything again on the published archives, beside the project in \`../shared/data\`, and compare:

\`\`\`sh
npm ci && npm run build
node dist/cli.js study --study published --check
\`\`\`

${notebooks.map(notebookPart).join("\n\n")}
`;
}

/** What follows from the committed notebooks: path within the project → text. `npm run reproduce` writes them. */
export function publishedFiles(): Readonly<Record<string, string>> {
  const notebooks = allNotebooks();
  const executed = notebooks.map((path) => ({
    name: basename(path, ".ipynb"),
    notebook: readNotebook(path),
  }));
  const results = executed.flatMap(({ name, notebook }) =>
    recordedResults(notebook).map(({ cell: _, ...result }) => ({ ...result, notebook: name })),
  );
  const hashes = Object.assign({}, ...executed.map(({ name, notebook }) => figureHashesOf(name, notebook)));
  return {
    "data/results/published.json": resultsText({ study: "published", results }),
    "data/results/published-figures.json": figureHashesText(hashes),
    "docs/reproduce.md": reproduceText(notebooks),
  };
}
