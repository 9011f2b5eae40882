/** Scores the commit classifier and writes data/results/classify-evaluation.json: aggregates, no message. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { ScoreInterval } from "../src/classify/train/bootstrap-score.js";
import {
  type ClassifierEvaluation,
  evaluateClassifier,
  type KindScores,
} from "../src/classify/train/evaluate.js";
import { hubCommits, softwareCommits } from "../src/classify/train/labelled-commits.js";

const { values } = parseArgs({
  options: {
    labels: { type: "string", default: join(import.meta.dirname, "../../shared/data/commit-labels") },
    out: { type: "string", default: join(import.meta.dirname, "../data/results/classify-evaluation.json") },
    seed: { type: "string", default: "1" },
    /** Prints the scores of the last run and writes them into the model card again. */
    reuse: { type: "boolean", default: false },
  },
});

function evaluate(): ClassifierEvaluation {
  const evaluation = evaluateClassifier(
    hubCommits(values.labels),
    softwareCommits(values.labels),
    Number(values.seed),
    (line) => console.error(line),
  );
  mkdirSync(dirname(values.out), { recursive: true });
  const rounded = JSON.stringify(
    evaluation,
    (_, value) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toFixed(4)) : value),
    1,
  );
  writeFileSync(values.out, `${rounded}\n`);
  return evaluation;
}
const evaluation: ClassifierEvaluation = values.reuse
  ? JSON.parse(readFileSync(values.out, "utf8"))
  : evaluate();

const interval = ({ value, low, high }: ScoreInterval) =>
  `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const rows: string[][] = [
  ["what", "n", "micro-F1", "macro-F1", "corrective", "adaptive", "perfective", "none", "activity accuracy"],
];
const add = (name: string, { n, microF1, macroF1, f1 }: KindScores, activity?: ScoreInterval) =>
  rows.push([
    name,
    String(n),
    interval(microF1),
    interval(macroF1),
    ...["corrective", "adaptive", "perfective", "none"].map((kind) => (f1[kind] ? interval(f1[kind]) : "")),
    activity ? interval(activity) : "",
  ]);
const { software, hub } = evaluation;
add("(a) trained without Sarwar et al. 2020, tested on all of theirs", software.withoutSarwar);
add("(a) keyword rules", software.withoutSarwarKeywords);
add("(a) majority", software.withoutSarwarMajority);
add("(b) Sarwar et al.'s own split (published: 0.87)", software.ownSplit);
add("(b) other sources added to training", software.ownSplitWithOtherSources);
add("(b) one study's labellers against another's, same messages", software.labellersAgainstLabellers);
add("(c) the Hub, cross-validated by model", hub.kinds, hub.activityAccuracy);
for (const [name, { kinds, activityAccuracy }] of Object.entries(hub.strata))
  add(`(c) stratum ${name}`, kinds, activityAccuracy);
add("(c) without the invented idioms", hub.withoutIdioms.kinds, hub.withoutIdioms.activityAccuracy);
add("(c) keyword rules", hub.keywords.kinds, hub.keywords.activityAccuracy);
add("(c) majority", hub.majority.kinds, hub.majority.activityAccuracy);
for (const [name, { kinds, activityAccuracy }] of Object.entries(hub.annotators))
  add(`(c) annotator ${name}`, kinds, activityAccuracy);
const widths = rows[0]!.map((_, c) => Math.max(3, ...rows.map((row) => row[c]!.length)));
const line = (cells: readonly string[]) =>
  `| ${cells.map((cell, c) => cell.padEnd(widths[c]!)).join(" | ")} |`;
const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
const table = [
  line(rows[0]!),
  rule.replaceAll("|-", "| ").replaceAll("-|", " |"),
  ...rows.slice(1).map(line),
].join("\n");
const notes = [
  `Learning curve of (b): ${software.ownSplitLearningCurve
    .map(({ trainedOn, microF1 }) => `${microF1.toFixed(3)} from ${trainedOn} commits`)
    .join(", ")}.`,
  `Calibration error of the Hub's kinds: ${hub.calibrationError.toFixed(3)}.`,
].join(" ");
console.log(`${table}\n\n${notes}`);

const card = join(import.meta.dirname, "../data/commit-kinds-model-card.md");
writeFileSync(
  card,
  readFileSync(card, "utf8").replace(
    /<!-- scores -->[\s\S]*<!-- \/scores -->/,
    () => `<!-- scores -->\n\n${table}\n\n${notes}\n\n<!-- /scores -->`,
  ),
);
