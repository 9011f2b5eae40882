import { creationWindow, type Snapshot } from "../snapshot/index.js";
import { plantedTruth } from "./planted-truth.js";

/** Models of a simulated snapshot made in a year, and what they state. */
export interface PlantedStatements {
  readonly year: string;
  readonly models: number;
  /** Share without a task: as planted for the mean day of creation, and as found. */
  readonly noTaskPlanted: number;
  readonly noTask: number;
  /** Share with a RAIL licence, whose rise is planted. */
  readonly rail: number;
}

/**
 * The planted drift of what models state beside what is found, by year of creation after the creation-time floor.
 * @throws Error for a snapshot without planted truth
 */
export async function plantedStatements(hub: Snapshot): Promise<PlantedStatements[]> {
  const truth = plantedTruth(hub);
  if (!truth) throw new Error(`${hub.name} holds no planted truth: it is not simulated`);
  const { start, perYear } = truth.drift.statements.noTask;
  const rows = await hub.rows<{ year: number; years: number; models: number; silent: number; rail: number }>(
    `SELECT year(created_at) AS year, avg(date_diff('day', TIMESTAMP '2020-01-01', created_at)) / 365.25 AS years,
       count(*) AS models, count_if(pipeline_tag IS NULL) AS silent,
       count_if(licence IN ('creativeml-openrail-m', 'openrail')) AS rail
     FROM models WHERE ${creationWindow(hub)} GROUP BY year ORDER BY year`,
  );
  return rows.map(({ year, years, models, silent, rail }) => ({
    year: String(year),
    models,
    noTaskPlanted: 1 / (1 + Math.exp(-(start + perYear * years))),
    noTask: silent / models,
    rail: rail / models,
  }));
}
