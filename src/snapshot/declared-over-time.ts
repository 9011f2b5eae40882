import { share } from "../stats/index.js";
import { type CountsOverTime, countOverTime } from "./count-over-time.js";
import type { Snapshot } from "./open-snapshot.js";

export interface DeclaredOverTime extends Pick<CountsOverTime, "starts" | "totals" | "n"> {
  /** Models of each month that declare a base. */
  readonly declaring: readonly number[];
  /** The first month whose share is at least half that of the last three months; null where nobody declares a base. */
  readonly commonSince: Date | null;
}

/** How many models of each whole month of creation declare a base, and since when that is common. */
export async function declaredOverTime(snapshot: Snapshot): Promise<DeclaredOverTime> {
  const counts = await countOverTime(snapshot, { key: "CASE WHEN len(base_models) > 0 THEN 'declares' END" });
  const { starts, totals, n } = counts;
  const declaring = counts.of("declares");
  const add = (list: readonly number[]) => list.slice(-3).reduce((sum, value) => sum + value, 0);
  const newest = share(add(declaring), add(totals))?.value ?? 0;
  const common = declaring.findIndex((count, m) => totals[m]! > 0 && count / totals[m]! >= newest / 2);
  return { starts, totals, n, declaring, commonSince: newest > 0 ? starts[common]! : null };
}
