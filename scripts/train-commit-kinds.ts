/** Trains the commit classifier from the labelled commits beside the project and writes data/commit-kinds-model.json. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CommitModel, commitModelPath } from "../src/classify/commit-model.js";
import { trainShippedModel } from "../src/classify/train/hub-training.js";
import { hubCommits, softwareCommits } from "../src/classify/train/labelled-commits.js";

const { values } = parseArgs({
  options: {
    labels: { type: "string", default: join(import.meta.dirname, "../../shared/data/commit-labels") },
    seed: { type: "string", default: "1" },
  },
});

const stored = trainShippedModel(
  hubCommits(values.labels),
  softwareCommits(values.labels),
  Number(values.seed),
);
const text = `${JSON.stringify(stored)}\n`;
writeFileSync(commitModelPath, text);
console.log(`${new CommitModel(stored).size} features, ${text.length} bytes, ${commitModelPath.pathname}`);
