import type { WorkSpan } from "../classify/index.js";
import type { Snapshot } from "./open-snapshot.js";
import { readWorkSpans } from "./read-work-spans.js";

/** One answer to what ends the work on a model. */
export interface LifeDefinition {
  readonly what: "last commit" | "bots too" | "first pause";
  readonly silentDays: number;
  readonly spans: readonly (WorkSpan & { readonly modelId: string })[];
}

/**
 * Spans of work under twelve definitions of an end: after the last commit, of bots too or not, or at the first pause, each
 * with a silence of 60, 90, 180 or 365 days.
 */
export async function readLifeDefinitions(hub: Snapshot): Promise<LifeDefinition[]> {
  const silences = [60, 90, 180, 365];
  const [lastCommit, botsToo] = [await readWorkSpans(hub), await readWorkSpans(hub, { bots: true })];
  const paused = await Promise.all(silences.map((days) => readWorkSpans(hub, { pauseDays: days })));
  return [
    ...silences.map((silentDays) => ({ what: "last commit", silentDays, spans: lastCommit }) as const),
    ...silences.map((silentDays) => ({ what: "bots too", silentDays, spans: botsToo }) as const),
    ...silences.map((silentDays, i) => ({ what: "first pause", silentDays, spans: paused[i]! }) as const),
  ];
}
