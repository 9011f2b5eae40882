import type { PoliteFetch } from "./polite-fetch.js";
import { type Reading, type ReadOptions, Refused } from "./reading.js";

const maxCardBytes = 1024 * 1024;

/**
 * Reads a model's README.md, up to 1 MiB. A model without one gives a reading without bodies.
 *
 * @throws Refused where the Hub refuses; GaveUp where no answer came or the card is too large.
 */
export async function readCard(hub: PoliteFetch, id: string, options: ReadOptions): Promise<Reading> {
  const answer = await hub.get(hub.address(`/${id}/resolve/main/README.md`), {
    ...options,
    maxBytes: maxCardBytes,
    problem: (_, headers) =>
      headers["content-type"]?.startsWith("text/html") ? "a web page instead of the card" : null,
  });
  const { finalUrl, attempts, at } = answer;
  if (answer.status === 404 && isEntryMissing(answer.headers["x-error-code"], answer.body))
    return { bodies: [], count: 0, finalUrl, attempts, at };
  if (answer.status !== 200) throw new Refused(answer);
  return { bodies: answer.kept ? [answer.kept] : [], count: answer.body.length, finalUrl, attempts, at };
}

/** The repository is there and the file is not. */
const isEntryMissing = (code: string | undefined, body: Buffer) =>
  code ? code === "EntryNotFound" : /^entry not found/i.test(body.subarray(0, 40).toString("latin1"));
