import { earliestCommitMs } from "../classify/index.js";

const literal = (time: number | Date) =>
  `TIMESTAMP '${new Date(time).toISOString().slice(0, 23).replace("T", " ")}'`;

/** SQL that holds for a commit with a possible time: not before there was a Hub (2016), and not after the as-of time. */
export function timelySql({ asOf }: { readonly asOf: Date }): string {
  return `(committed_at >= ${literal(earliestCommitMs)} AND committed_at <= ${literal(asOf)})`;
}
