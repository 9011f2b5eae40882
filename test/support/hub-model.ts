import { random } from "../../src/stats/random.js";

/** A model as the test Hub has it. */
export interface HubModel {
  _id: string;
  id: string;
  createdAt: string;
  lastModified: string;
  likes: number;
  downloads: number;
  downloadsAllTime?: number | null;
  tags: string[];
  pipeline_tag?: string;
  library_name?: string;
  private?: boolean;
  gated?: false | "auto" | "manual";
  disabled?: boolean;
  /** Gone: 404 everywhere, and not on the list. */
  deleted?: boolean;
  /** Names it had before: each answers 307. */
  formerIds?: string[];
  /** Oldest first. */
  commits: HubCommit[];
  /** README.md; none where absent. */
  card?: string;
}

export interface HubCommit {
  title: string;
  message: string;
  authors: string[];
  date: string;
  files: { path: string; change: "added" | "modified" | "deleted" }[];
}

/** Invents models, the same for the same seed: owners of uneven size, histories of 1 to 40 commits, cards for most. */
export function inventModels(n: number, seed: number, { commits = true } = {}): HubModel[] {
  const chance = random(seed);
  const pick = <T>(items: readonly T[]) => items[chance.int(items.length)]!;
  const start = Date.UTC(2022, 2, 3);
  return Array.from({ length: n }, (_, i) => {
    const owner = `owner-${Math.floor(Math.min(chance.exponential() * 4, n))}`;
    const created = start + Math.floor((i / n) * 900 * 86_400_000);
    const many = commits ? 1 + Math.min(39, Math.floor(chance.exponential() * 5)) : 0;
    const paths = ["README.md", "config.json", "model.safetensors", "tokenizer.json", "data/ü sample.csv"];
    const here = new Set<string>();
    const history: HubCommit[] = Array.from({ length: many }, (_, c) => {
      const path = c === 0 ? ".gitattributes" : pick(paths);
      const change = !here.has(path) ? "added" : chance.next() < 0.1 ? "deleted" : "modified";
      if (change === "deleted") here.delete(path);
      else here.add(path);
      return {
        title:
          c === 0
            ? "initial commit"
            : pick(["Update README.md", "Upload model", "fix: wrong labels\t", "Add “quotes” \u2028"]),
        message: chance.next() < 0.2 ? "Longer words.\n\nIn two parts." : "",
        authors: c === 0 ? ["system"] : chance.next() < 0.1 ? [] : [owner],
        date: new Date(created + c * 3_600_000).toISOString(),
        files: [{ path, change }],
      };
    });
    const task = pick(["text-generation", "image-classification", "fill-mask", undefined]);
    return {
      _id: (0x10000000 + i).toString(16).padStart(24, "0"),
      id: i % 97 === 0 ? `bare-${i}` : `${owner}/model-${i}`,
      createdAt: new Date(created).toISOString(),
      lastModified: history.at(-1)?.date ?? new Date(created).toISOString(),
      likes: Math.floor(chance.exponential() ** 3),
      downloads: Math.floor(chance.exponential() ** 4 * 10),
      tags: ["transformers", "en", `license:${pick(["mit", "apache-2.0"])}`, "dataset:squad"],
      ...(task ? { pipeline_tag: task } : {}),
      library_name: "transformers",
      private: false,
      gated: false,
      commits: history,
      ...(chance.next() < 0.8
        ? { card: `---\nlicense: mit\nco2_eq_emissions: ${i}\n---\n# Model ${i}\n\nInvented.\n` }
        : {}),
    };
  });
}
