import type { Bench } from "./bench.js";

/** The benches in the order of the table; the study comes last, as it takes minutes. */
export const benchNames = [
  "import",
  "query",
  "kmeans",
  "lda",
  "classify",
  "louvain",
  "stats",
  "simulate",
  "crawl",
  "study",
] as const;

export async function loadBench(name: string): Promise<Bench> {
  const { bench } = (await import(`../${name}.bench.ts`)) as { bench: Bench };
  return bench;
}
