import {
  explainModel,
  type MaintenanceFeatures,
  maintenanceIndex,
  maintenanceStatus,
} from "../../classify/index.js";
import { formatDate, formatNumber } from "../../plot/index.js";
import { readMaintenanceFeatures, Snapshot } from "../../snapshot/index.js";
import { needed, type Verb, wholeNumber } from "./verb.js";

export const explainVerb: Verb = {
  name: "explain",
  usage: "OWNER/NAME --snapshot DIR [--json]",
  summary: "say whether one model is maintained, and why",
  help: `Clusters all models of the snapshot by their maintenance features and shows where one of them stands: its status,
each feature with its value and percentile among all models (* marks those the status rests on), and the smallest change
of one feature that would give it the nearest other status. The index beside it can be computed by hand.

  --snapshot DIR   a snapshot with commits
  --statuses N     number of statuses to tell apart (default 2: Low and High)
  --seed S         seed of the clustering (default 1)
  --json           { id, status, asOf, features, nearestAlternative, index, … } on standard output

Example
  hub-evolution explain openai/clip-vit-large-patch14 --snapshot snapshots/popular-2024-12`,
  options: {
    snapshot: { type: "string" },
    statuses: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals, print, progress }) {
    const [id] = positionals as [string];
    const folder = needed(values.snapshot, "snapshot", "the folder of a snapshot with commits");
    const k = wholeNumber(values.statuses as string, "statuses", 2);
    const snapshot = await Snapshot.open(folder);
    try {
      progress.update("measuring models");
      const all = await readMaintenanceFeatures(snapshot, { kinds: true });
      const model = all.find(({ modelId }) => modelId === id);
      if (!model) throw new Error(await unknownModel(snapshot, id));
      progress.update("clustering models");
      const { clustering, n, excluded } = maintenanceStatus(all, { seed: values.seed as string, k });
      const found = explainModel(id, all, clustering, snapshot.asOf);
      const index = maintenanceIndex(model);
      progress.end();
      if (values.json) {
        const { name, simulated } = snapshot;
        const clusters = clustering.clusters.map((cluster) => ({
          status: cluster.name,
          models: cluster.models,
        }));
        print(
          `${JSON.stringify({ ...found, index, snapshot: name, simulated, models: n, excluded, clusters }, null, 2)}\n`,
        );
      } else print(inWords(snapshot, found, index, model));
      return 0;
    } finally {
      snapshot.close();
    }
  },
};

function inWords(
  { name, simulated, asOf }: Snapshot,
  { id, status, because, features, nearestAlternative }: ReturnType<typeof explainModel>,
  index: ReturnType<typeof maintenanceIndex>,
  { leftOut }: MaintenanceFeatures,
): string {
  const lines = [
    `${id}: ${status === null ? because : `${status} maintenance, ${because}`}`,
    `${simulated ? "SIMULATED, " : ""}${name}, as of ${formatDate(asOf)}`,
    "",
    ...features.map(({ name, value, unit, percentile, used }) =>
      [
        `${used ? "*" : " "} ${name.padEnd(20)}`,
        (value === null ? "unknown" : formatNumber(value)).padStart(9),
        ` ${unit}`.padEnd(38),
        percentile === null ? "" : `percentile ${percentile.toFixed(0)}`,
      ]
        .join("")
        .trimEnd(),
    ),
    "",
  ];
  const left = leftOut.undated + leftOut.before2016 + leftOut.afterAsOf;
  if (left > 0) lines.push(`${left} commits without a possible date are left out.`);
  if (nearestAlternative) {
    const { change, status: other } = nearestAlternative;
    lines.push(
      change
        ? `It would be ${other} with ${change.feature} ${formatNumber(change.to)} instead of ${formatNumber(change.from)} (${change.unit}), all else equal.`
        : `No change of one feature alone would make it ${other}.`,
    );
  }
  if (index) {
    lines.push(
      `By the index it is ${index.status}: ${index.points} of 5 points${index.because.length ? ` (${index.because.join("; ")})` : ""}.`,
    );
  }
  return `${lines.join("\n")}\n`;
}

async function unknownModel(snapshot: Snapshot, id: string): Promise<string> {
  const wanted = `'${id.toLowerCase().replaceAll("'", "''")}'`;
  const source = snapshot.has("models")
    ? "SELECT id FROM models"
    : "SELECT DISTINCT model_id AS id FROM commits";
  const near = await snapshot.rows<{ id: string }>(
    `SELECT id FROM (${source}) ORDER BY damerau_levenshtein(lower(id), ${wanted}), id LIMIT 3`,
  );
  return `${id} is not in ${snapshot.name}. Nearest names: ${near.map((row) => row.id).join(", ") || "none"}.`;
}
