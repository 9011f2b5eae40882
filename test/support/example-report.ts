import type { LedgerRow } from "../../src/study/claims/ledger-row.js";
import { verdicts } from "../../src/study/claims/ledger-row.js";
import type { ReportContent } from "../../src/study/report/report-content.js";
import { allNotebooks } from "../../src/study/run-study.js";
import { executedRun } from "./executed-run.js";

/** Invented claims: every verdict, numbers and directions, known and unknown estimates. */
export const exampleLedger: readonly LedgerRow[] = Array.from({ length: 98 }, (_, i) => ({
  id: `claim-${i}`,
  paper: `Author ${String.fromCharCode(65 + (i % 9))} et al., 2024`,
  claim: `Finding number ${i} about the Hub`,
  published: i % 3 ? (i % 10) / 10 : "direction: rising",
  estimate: i % 4 ? (i % 13) / 13 : null,
  low: i % 4 ? (i % 13) / 13 - 0.02 : null,
  high: i % 4 ? (i % 13) / 13 + 0.03 : null,
  n: i % 4 ? 1000 + i : null,
  unit: "share",
  snapshot: i % 4 ? "example" : null,
  asOf: i % 4 ? "2024-07-11T00:00:00.000Z" : null,
  notebook: i % 4 ? "01-growth" : null,
  result: i % 4 ? "gini-likes" : null,
  certainty: "abstract",
  verdict: verdicts[i % verdicts.length]!,
  why: "The published value lies within the interval.",
  estimates:
    i % 4
      ? (["then", "later"] as const).map((seen) => ({
          notebook: "01-growth",
          result: `gini-likes-${seen}`,
          seen,
          estimate: (i % 13) / 13,
          low: (i % 13) / 13 - 0.02,
          high: (i % 13) / 13 + 0.03,
          n: 1000 + i,
          snapshot: "example",
          asOf: "2024-07-11T00:00:00.000Z",
          outcome: "agrees" as const,
          differs: null,
        }))
      : [],
}));

/** The committed notebooks as a report, with an invented ledger and snapshot. */
export function exampleReport(given: Partial<ReportContent> = {}): ReportContent {
  const runs = given.runs ?? allNotebooks().map(executedRun);
  return {
    title: "The Hub in its public research archives",
    study: "published",
    runs,
    results: runs.flatMap(({ results }) => results),
    ledger: exampleLedger,
    snapshots: [
      {
        roles: ["census"],
        failures: [{ wanted: "files", reason: "gated", count: 12 }],
        manifest: {
          $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
          name: "example",
          title: "An example",
          description: "Invented for a test.",
          created: "2024-07-12T00:00:00.000Z",
          sources: [
            {
              title: "A source",
              path: "https://example.org/archive",
              version: "abc",
              licence: "CC-BY-4.0",
            },
          ],
          hub: {
            kind: "real",
            asOf: "2024-07-11T00:00:00.000Z",
            tool: "hub-evolution 0.1.0",
            complete: true,
          },
          absentTables: ["commits"],
          provenance: { excluded: { "copies of other models": 31 } },
          resources: [
            {
              name: "models",
              path: "models.parquet",
              format: "parquet",
              mediatype: "application/vnd.apache.parquet",
              hash: `sha256:${"0".repeat(64)}`,
              bytes: 1234,
              rowCount: 56_789,
            },
          ],
        },
      },
    ],
    versions: { tool: "0.1.0", node: "20.0.0", packages: [{ name: "arquero", version: "8.0.3" }] },
    ...given,
  };
}
