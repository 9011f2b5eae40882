import { dayMs } from "./model-history.js";

/** When work on a model began and was last seen, in ms since 1970; null where unknown. */
export interface WorkSpan {
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** How long work on models lasted, as kaplanMeier asks for it. */
export interface WorkLives {
  /** Places in the spans given of the models kept. */
  readonly rows: number[];
  readonly days: number[];
  /** Whether the end was seen; false where work went on past the horizon. */
  readonly ended: boolean[];
  /** Left out: a time unknown, the last before the first, or begun so late that no silence could be seen. */
  readonly excluded: { readonly unknown: number; readonly backwards: number; readonly tooYoung: number };
  /** The latest time at which an end can be told: `silentDays` before asOf. */
  readonly horizonMs: number;
}

/**
 * The life of work on each model, from its first commit to its last. Work has ended where nothing was committed in the
 * `silentDays` before asOf. Every model is therefore watched until that long before asOf and no longer: a last commit up
 * to this horizon is an end; later ones say that work went on past it (censored there). Watching until asOf instead would
 * count days in which no end could be seen as days survived.
 * @throws RangeError where silentDays is not above 0
 */
export function workLives(
  spans: readonly WorkSpan[],
  { asOf, silentDays }: { readonly asOf: Date; readonly silentDays: number },
): WorkLives {
  if (!(silentDays > 0)) throw new RangeError(`workLives: silentDays is ${silentDays} and not above 0`);
  const horizonMs = asOf.getTime() - silentDays * dayMs;
  const excluded = { unknown: 0, backwards: 0, tooYoung: 0 };
  const rows: number[] = [];
  const days: number[] = [];
  const ended: boolean[] = [];
  for (const [row, { firstMs, lastMs }] of spans.entries()) {
    if (firstMs === null || lastMs === null || Number.isNaN(firstMs) || Number.isNaN(lastMs))
      excluded.unknown++;
    else if (lastMs < firstMs) excluded.backwards++;
    else if (firstMs > horizonMs) excluded.tooYoung++;
    else {
      rows.push(row);
      days.push((Math.min(lastMs, horizonMs) - firstMs) / dayMs);
      ended.push(lastMs <= horizonMs);
    }
  }
  return { rows, days, ended, excluded, horizonMs };
}
