import { type MannKendallResult, mannKendall } from "../stats/index.js";

type Month = { readonly key: string; readonly n: number } & Readonly<Record<string, string | number>>;

/**
 * The trend of a monthly share: counts of `fact` over n by month ("2023-04"), from a first to a last month, with times in
 * years, so that the slope is in share a year. Null for fewer than 8 months: too few to tell.
 */
export function statedTrend(
  months: readonly Month[],
  fact: string,
  { first = "", last = "9999" }: { readonly first?: string; readonly last?: string } = {},
): MannKendallResult | null {
  const own = months.filter(({ key }) => key >= first && key <= last);
  if (own.length < 8) return null;
  return mannKendall(
    own.map((month) => Number(month[fact]) / month.n),
    { times: own.map(({ key }) => Number(key.slice(0, 4)) + (Number(key.slice(5, 7)) - 1) / 12) },
  );
}

/** What a trend says in words: "a rise", "a fall" (p below 0.05, by the sign of the slope), "no trend", "too few months". */
export function trendWord(trend: Pick<MannKendallResult, "p" | "slope"> | null): string {
  if (trend === null) return "too few months";
  if (trend.p >= 0.05 || trend.slope.value === 0) return "no trend";
  return trend.slope.value > 0 ? "a rise" : "a fall";
}
