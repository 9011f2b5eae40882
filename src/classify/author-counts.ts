interface Authorship {
  readonly modelId: string;
  readonly author: string;
  readonly commits: number;
}

/** Number of authors of each model, from one row a model and author. */
export function authorCounts(rows: readonly Pick<Authorship, "modelId" | "author">[]): Map<string, number> {
  const authors = new Map<string, Set<string>>();
  for (const { modelId, author } of rows) {
    const own = authors.get(modelId) ?? new Set();
    authors.set(modelId, own.add(author));
  }
  return new Map([...authors].map(([model, own]) => [model, own.size]));
}

/** The model in which each author made most commits; ties go to the model named first. */
export function mainModels(rows: readonly Authorship[]): Map<string, string> {
  const main = new Map<string, Authorship>();
  for (const row of rows) {
    const best = main.get(row.author);
    if (!best || row.commits > best.commits) main.set(row.author, row);
  }
  return new Map([...main].map(([author, { modelId }]) => [author, modelId]));
}
