import { jsonProblem } from "./json-problem.js";
import { isModelId, modelPath } from "./model-address.js";
import type { PoliteFetch } from "./polite-fetch.js";
import { type Reading, type ReadOptions, Refused } from "./reading.js";

/** What the Hub says of one model, as far as the crawl needs it. */
export interface ModelFacts {
  readonly hubId: string;
  readonly id: string;
  readonly lastModified: string | null;
}

/**
 * Reads the full answer about one model, with the sizes of its files.
 *
 * @throws Refused where the Hub refuses; GaveUp where no answer came.
 */
export async function readModel(
  hub: PoliteFetch,
  id: string,
  options: ReadOptions,
): Promise<Reading & { model: ModelFacts }> {
  const answer = await hub.get(hub.address(`${modelPath(id)}?blobs=true`), {
    ...options,
    problem: modelProblem,
  });
  if (answer.status !== 200) throw new Refused(answer);
  const row = JSON.parse(answer.body.toString("utf8")) as {
    _id?: string;
    id?: string;
    lastModified?: string;
  };
  const model = { hubId: row._id ?? id, id: row.id ?? id, lastModified: row.lastModified ?? null };
  const { finalUrl, attempts, at } = answer;
  return { bodies: answer.kept ? [answer.kept] : [], count: 1, finalUrl, attempts, at, model };
}

function modelProblem(body: Buffer): string | null {
  const problem = jsonProblem(body, "object");
  if (problem) return problem;
  const row = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
  const odd = ["_id", "id", "lastModified"].find(
    (field) => row[field] !== undefined && row[field] !== null && typeof row[field] !== "string",
  );
  if (odd) return `${odd} is no text: ${JSON.stringify(row[odd]).slice(0, 80)}`;
  return row.id && !isModelId(row.id) ? `no name of a model: ${JSON.stringify(row.id).slice(0, 80)}` : null;
}
