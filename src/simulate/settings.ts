import { dayMs } from "../classify/index.js";
/** What a simulated Hub is made from. Every number here is planted, and truth.json repeats it. */
export interface SimulationSettings {
  /** Models in the census; deleted ones come on top. */
  readonly models: number;
  readonly seed: number;
  /** ISO time at which the Hub is looked at; nothing is later. */
  readonly asOf: string;
  /** ISO time before which there is no model. */
  readonly launch: string;
  /** Continuous growth rate of the number of models, per year: the density of creation times is proportional to exp(rate × years). */
  readonly growthPerYear: number;
  /** Mean commits a model. */
  readonly commitsPerModel: number;
  /** Share of models with the planted status "high". */
  readonly highMaintenanceShare: number;
  /** Share of models that come in families released on one day. 0 makes creation times independent. */
  readonly familyShare: number;
  /** Models deleted before asOf, as a share of `models`. */
  readonly deletedShare: number;
  /** Exponent of the Zipf-Mandelbrot law of owner ranks. */
  readonly ownerZipfExponent: number;
  readonly ownerZipfShift: number;
  readonly communities: number;
  /** Tail index a of likes: P(likes > x) falls as x^-a. */
  readonly likesTailIndex: number;
  /** Tail index of 30-day downloads. */
  readonly downloadsTailIndex: number;
  /** Rate, per year, at which a like brings further likes. */
  readonly preferentialRatePerYear: number;
  /** Models made before the Hub recorded creation times carry the Hub's floor, as the real ones do. */
  readonly creationFloor: boolean;
}

/** Checked settings, with their times in ms. */
export interface HubSettings extends SimulationSettings {
  readonly launchMs: number;
  readonly asOfMs: number;
}

export const defaultSettings: SimulationSettings = {
  models: 20_000,
  seed: 1,
  asOf: "2024-07-11T00:00:00Z",
  launch: "2020-01-01T00:00:00Z",
  growthPerYear: 1.2,
  commitsPerModel: 10,
  highMaintenanceShare: 0.165,
  familyShare: 0.05,
  deletedShare: 0.04,
  ownerZipfExponent: 1.35,
  ownerZipfShift: 20,
  communities: 10,
  likesTailIndex: 1.1,
  downloadsTailIndex: 0.75,
  preferentialRatePerYear: 0.7,
  creationFloor: true,
};

export const yearMs = 365.25 * dayMs;
/** The first of the two times that the Hub gave every model made before it recorded creation times. */
export const creationFloorMs = Date.parse("2022-03-02T23:29:04Z");

/**
 * Settings from those given and the defaults.
 *
 * @throws RangeError that names the first setting that makes no Hub.
 */
export function hubSettings(given: Partial<SimulationSettings>): HubSettings {
  const known = Object.entries(given).filter(
    ([name, value]) => name in defaultSettings && value !== undefined,
  );
  const settings: SimulationSettings = { ...defaultSettings, ...Object.fromEntries(known) };
  const wrong = (name: keyof SimulationSettings, need: string) => {
    throw new RangeError(`${name} must be ${need}, not ${settings[name]}.`);
  };
  const { models, seed, asOf, launch } = settings;
  if (!Number.isSafeInteger(models) || models < 1 || models > 2 ** 31) {
    wrong("models", "a whole number of at least 1 and at most 2^31");
  }
  if (!Number.isSafeInteger(seed)) wrong("seed", "a whole number");
  if (Number.isNaN(Date.parse(asOf))) wrong("asOf", "an ISO time");
  if (Number.isNaN(Date.parse(launch))) wrong("launch", "an ISO time");
  if (Date.parse(asOf) - Date.parse(launch) < yearMs / 12) wrong("asOf", "at least a month after launch");
  for (const name of ["highMaintenanceShare", "familyShare", "deletedShare"] as const) {
    if (!(settings[name] >= 0 && settings[name] <= 1)) wrong(name, "a share between 0 and 1");
  }
  for (const name of [
    "growthPerYear",
    "ownerZipfShift",
    "likesTailIndex",
    "downloadsTailIndex",
    "preferentialRatePerYear",
  ] as const) {
    if (!(settings[name] > 0 && Number.isFinite(settings[name]))) wrong(name, "above 0");
  }
  if (!(settings.commitsPerModel >= 1.5)) wrong("commitsPerModel", "at least 1.5");
  if (!(settings.ownerZipfExponent > 1)) wrong("ownerZipfExponent", "above 1");
  if (!Number.isInteger(settings.communities) || settings.communities < 1) {
    wrong("communities", "a whole number of at least 1");
  }
  return { ...settings, launchMs: Date.parse(launch), asOfMs: Date.parse(asOf) };
}
