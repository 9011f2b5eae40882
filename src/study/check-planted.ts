import { formatShare } from "../plot/index.js";
import { mean } from "../stats/index.js";
import { check } from "./check.js";
import { showTable } from "./show-table.js";

export interface CheckPlantedOptions {
  readonly caption: string;
  /** Cases of each finding at least. Default 20. */
  readonly least?: number;
  /** Share of them that must be right. Default 0.97. */
  readonly share?: number;
}

/**
 * Shows how often each finding is as planted in the simulated Hub, one boolean a case, and asserts that nearly all are. Too
 * few cases fail as well: a check of nothing holds for anything.
 *
 * @throws Error naming the finding that is not as planted, or that has too few cases to tell
 */
export function checkPlanted(
  findings: Readonly<Record<string, readonly boolean[]>>,
  { caption, least = 20, share = 0.97 }: CheckPlantedOptions,
): void {
  const rows = Object.entries(findings).map(([what, cases]) => ({
    what,
    n: cases.length,
    right: mean(cases.map(Number)),
  }));
  showTable(
    rows.map(({ right, ...row }) => ({ ...row, right: formatShare(right) })),
    { caption },
  );
  for (const { what, n, right } of rows) {
    check(n >= least, `${what}: ${n} cases are enough to tell`);
    check(right !== null && right >= share, `${what}: as planted`);
  }
}
