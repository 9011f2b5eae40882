/** Scores the commit classifier and writes data/results/classify-evaluation.json: aggregates, no message. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { ScoreInterval } from "../src/classify/train/bootstrap-score.js";
import { evaluateClassifier, type KindScores } from "../src/classify/train/evaluate.js";
import { hubCommits, softwareCommits } from "../src/classify/train/labelled-commits.js";

const { values } = parseArgs({
  options: {
    labels: { type: "string", default: join(import.meta.dirname, "../../shared/data/commit-labels") },
    out: { type: "string", default: join(import.meta.dirname, "../data/results/classify-evaluation.json") },
    seed: { type: "string", default: "1" },
  },
});

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

const interval = ({ value, low, high }: ScoreInterval) =>
  `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const line = (name: string, { n, microF1, macroF1, f1 }: KindScores, activity?: ScoreInterval) =>
  console.log(
    `${name} (n = ${n})\n  micro-F1 ${interval(microF1)}  macro-F1 ${interval(macroF1)}${activity ? `  activity accuracy ${interval(activity)}` : ""}\n  ${Object.entries(
      f1,
    )
      .map(([kind, score]) => `${kind} ${interval(score)}`)
      .join("  ")}`,
  );
const { software, hub } = evaluation;
line("(a) trained without Sarwar et al., tested on all of them", software.withoutSarwar);
line("    keyword rules", software.withoutSarwarKeywords);
line("    majority", software.withoutSarwarMajority);
line("(b) Sarwar et al.'s own split (published: 0.87)", software.ownSplit);
line("    with the other sources added", software.ownSplitWithOtherSources);
for (const { trainedOn, microF1 } of software.ownSplitLearningCurve)
  console.log(`    learning curve: ${trainedOn} commits, micro-F1 ${microF1.toFixed(3)}`);
line("    labellers against labellers", software.labellersAgainstLabellers);
line(`(c) the Hub, cross-validated by model (${hub.models} models)`, hub.kinds, hub.activityAccuracy);
line("    without the invented idioms", hub.withoutIdioms.kinds, hub.withoutIdioms.activityAccuracy);
line("    keyword rules", hub.keywords.kinds, hub.keywords.activityAccuracy);
line("    majority", hub.majority.kinds, hub.majority.activityAccuracy);
for (const [name, { kinds, activityAccuracy }] of Object.entries(hub.annotators))
  line(`    annotator ${name}`, kinds, activityAccuracy);
for (const [name, { kinds, activityAccuracy }] of Object.entries(hub.strata))
  line(`    stratum ${name}`, kinds, activityAccuracy);
console.log(`    calibration error of the kinds ${hub.calibrationError.toFixed(3)}`);
