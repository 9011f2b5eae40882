import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { formatNumber } from "../../plot/index.js";
import { Snapshot } from "../../snapshot/index.js";
import { countVerdicts } from "../claims/count-verdicts.js";
import { ledger } from "../claims/ledger.js";
import type { LedgerRow } from "../claims/ledger-row.js";
import { readClaims } from "../claims/read-claims.js";
import { publishedText } from "../claims/row-text.js";
import { committedResults } from "../committed-results.js";
import { mergedResults } from "../merged-results.js";
import type { StudyResult } from "../record.js";
import { readResults } from "../results-file.js";
import { failureText } from "../run-notebook.js";
import { allNotebooks, rolesOf, runStudy } from "../run-study.js";
import { type Role, roles, type StudyName } from "../study-definition.js";
import { snapshotOverrides } from "./snapshot-overrides.js";
import { studyNamed } from "./study-named.js";
import type { Verb, VerbContext } from "./verb.js";

export const claimsVerb: Verb = {
  name: "claims",
  usage: "[--study published|simulated] [--snapshot ROLE=PATH…] [--results FILE] [--json]",
  summary: "judge each published finding by our estimates",
  help: `The ledger: each finding published about the Hub (data/claims.json), our estimate with its interval, and a verdict by
the rule that notebook 10-claims states. Without --snapshot it judges the committed results of the published study. With
it, the notebooks that ask for these roles run on them first, and their results decide; what the committed results say
stands beside, and a finding that held there and no longer does has changed since.

  --study NAME           whose committed results: published (default) or simulated; it also fills the other roles
  --snapshot ROLE=PATH   a snapshot for a role (${roles.join(", ")})
  --results FILE         another results.json in place of the committed one
  --json                 an array of { id, published, estimate, low, high, n, snapshot, verdict, why, … }

Examples
  hub-evolution claims
  hub-evolution claims --json --results report/results.json
  hub-evolution claims --snapshot census=snapshots/today --snapshot creation-times=snapshots/today`,
  options: {
    study: { type: "string", default: "published" },
    snapshot: { type: "string", multiple: true, default: [] },
    results: { type: "string" },
    json: { type: "boolean", default: false },
  },
  positionals: { min: 0, max: 0 },
  async run(context) {
    const { values, print, progress } = context;
    const study = studyNamed(values.study);
    const overrides = snapshotOverrides(values.snapshot as string[]);
    const path = (values.results as string | undefined) ?? committedResults(study);
    const asked = Object.keys(overrides).length > 0;
    const run = asked ? await runOn(overrides, study, context) : undefined;
    const rows = ledgerOf(path, run);
    progress.end();
    print(values.json ? `${JSON.stringify(rows, null, 2)}\n` : inWords(rows, run?.simulated ?? false));
    return run?.failed ? 1 : 0;
  },
};

/** A simulated Hub says nothing about the real one: its results are never mixed with committed ones. */
function ledgerOf(path: string, run: FreshResults | undefined): LedgerRow[] {
  if (run?.simulated) return ledger(readClaims(), run.results);
  const committed = readResults(path).results;
  return run
    ? ledger(readClaims(), mergedResults(committed, run.ran, run.results), { earlier: committed })
    : ledger(readClaims(), committed);
}

interface FreshResults {
  readonly results: readonly StudyResult[];
  readonly ran: readonly string[];
  readonly simulated: boolean;
  readonly failed: boolean;
}

/** Runs the notebooks that ask for one of the roles, on the snapshots given for them. */
async function runOn(
  overrides: Partial<Record<Role, string>>,
  study: StudyName,
  { progress, signal }: VerbContext,
): Promise<FreshResults> {
  const given = Object.keys(overrides) as Role[];
  const opened = await Promise.all(Object.values(overrides).map((path) => Snapshot.open(path)));
  const simulated = opened.some((snapshot) => snapshot.simulated);
  for (const snapshot of opened) snapshot.close();
  const wanted = new Set(
    readClaims().claims.flatMap(({ answers }) => answers.map(({ notebook }) => notebook)),
  );
  const notebooks = allNotebooks().filter(
    (path) => wanted.has(basename(path, ".ipynb")) && rolesOf(path).some((role) => given.includes(role)),
  );
  if (notebooks.length === 0) {
    throw new Error(`No claim is answered by a notebook that asks for the role ${given.join(" or ")}.`);
  }
  const out = mkdtempSync(join(tmpdir(), "hub-evolution-claims-"));
  try {
    const run = await runStudy({
      study,
      notebooks,
      overrides,
      out,
      signal,
      onStep: (step) => progress.update(step),
      onCell: (name, cell, cells) => progress.update(`${name} cell ${cell + 1} of ${cells}`, cell, cells),
      onNotebook: ({ name, failure }) => {
        if (failure) progress.line(`failed  ${name}\n${failureText(failure)}`);
      },
    });
    return {
      results: run.results,
      ran: run.notebooks.map(({ name }) => name),
      simulated,
      failed: !run.ok,
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function inWords(rows: readonly LedgerRow[], simulated: boolean): string {
  const blocks = rows.map((row) =>
    [
      `${row.verdict.toUpperCase()}  ${row.id} (${row.paper})`,
      `  ${row.claim}: ${publishedText(row)}`,
      `  ${row.why}${row.snapshot ? ` ${row.snapshot}, n = ${formatNumber(row.n)}.` : ""}`,
    ].join("\n"),
  );
  const counts = countVerdicts(rows).map(({ verdict, claims }) => `${claims} ${verdict}`);
  const label = simulated ? ["SIMULATED: these verdicts are about a simulated Hub."] : [];
  return `${[...label, ...blocks, `${rows.length} claims: ${counts.join(", ")}`].join("\n\n")}\n`;
}
