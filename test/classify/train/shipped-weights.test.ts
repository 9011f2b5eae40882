import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { commitModelPath } from "../../../src/classify/commit-model.js";
import { trainShippedModel } from "../../../src/classify/train/hub-training.js";
import { hubCommits, softwareCommits } from "../../../src/classify/train/labelled-commits.js";
import { sharedData } from "../../support/shared-data.js";

/** A minute of work: on demand only, where the labelled commits lie beside the project. */
const asked = sharedData !== undefined && process.env.HUB_EVOLUTION_RETRAIN === "1";

it.skipIf(!asked)(
  "training anew gives the weights in data/ byte for byte (runs with HUB_EVOLUTION_RETRAIN=1)",
  () => {
    const labels = join(sharedData!, "commit-labels");
    const trained = trainShippedModel(hubCommits(labels), softwareCommits(labels), 1);
    expect(`${JSON.stringify(trained)}\n` === readFileSync(commitModelPath, "utf8")).toBe(true);
  },
  600_000,
);
