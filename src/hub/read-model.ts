import { jsonProblem } from "./json-problem.js";
import { modelPath } from "./model-address.js";
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
    problem: (body) => jsonProblem(body, "object"),
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
