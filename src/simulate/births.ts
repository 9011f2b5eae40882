import { dayMs } from "../classify/index.js";
import type { Random } from "../stats/index.js";
import { type HubSettings, yearMs } from "./settings.js";

/** Weekend moments that move to the two days before. */
export const weekendShift = 0.4;

/** A creation time, ms: truncated exponential between launch and asOf, so the number of models grows exponentially. */
export function drawBirth(settings: HubSettings, random: Random): number {
  const start = settings.launchMs;
  const years = (settings.asOfMs - start) / yearMs;
  const rate = settings.growthPerYear;
  return start + (Math.log1p(random.next() * Math.expm1(rate * years)) / rate) * yearMs;
}

/**
 * Moves a moment within its day to the working hours of a place, and some weekend moments to the days before, as
 * people's moments are. Whole seconds. Kept where it would leave the limits.
 */
export function atHumanHour(
  timeMs: number,
  placeHours: number,
  from: number,
  to: number,
  random: Random,
): number {
  let day = Math.floor(timeMs / dayMs);
  const weekday = (day + 4) % 7;
  if ((weekday === 6 || weekday === 0) && random.next() < weekendShift) day -= 2;
  const hour = (15 + 4 * random.normal() - placeHours + 72) % 24;
  const moved = Math.floor((day * dayMs + hour * 3_600_000) / 1000) * 1000;
  return moved >= from && moved < to ? moved : Math.floor(timeMs / 1000) * 1000;
}
