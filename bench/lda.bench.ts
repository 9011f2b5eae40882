/**
 * Online LDA with 20 topics on the model cards of February 2022, against scikit-learn's LatentDirichletAllocation
 * (learning_method="online", otherwise its defaults, one thread as ours) on the same counts of the same vocabulary in the
 * same order, every tenth card held out. The perplexity of both on those cards is taken by one measure, ours, from the
 * topics that each side learnt.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { mean, random } from "../src/stats/index.js";
import {
  buildVocabulary,
  cleanCard,
  countTerms,
  fitLda,
  type LdaModel,
  ldaPerplexity,
  splitFrontMatter,
  type TermCounts,
  takeDocuments,
  tokenise,
} from "../src/text/index.js";
import type { Bench, Outcome } from "./harness/bench.js";

const archive = join(import.meta.dirname, "../../shared/data/hf-cards-2022-02/cards.jsonl.gz");
const topics = 20;

const python = `
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import LatentDirichletAllocation
folder, terms, seed = sys.argv[1], *map(int, sys.argv[2:4])
read = lambda name, dtype: np.fromfile(f"{folder}/train.{name}", dtype=dtype)
X = csr_matrix((read("counts", "f8"), read("terms", "u4").astype("i4"), read("starts", "u4").astype("i4")))
X.resize(X.shape[0], terms)
def task():
    m = LatentDirichletAllocation(${topics}, learning_method="online", random_state=seed).fit(X)
    m.components_.T.astype("f8").tofile(f"{folder}/peer-{seed}.weights")
    return float(m.doc_topic_prior_), float(m.topic_word_prior_)
`;

function write(folder: string, name: string, { countOf, termOf, starts }: TermCounts): void {
  writeFileSync(join(folder, `${name}.counts`), new Uint8Array(countOf.buffer));
  writeFileSync(join(folder, `${name}.terms`), new Uint8Array(termOf.buffer));
  writeFileSync(join(folder, `${name}.starts`), new Uint8Array(starts.buffer));
}

function read(folder: string, name: string, terms: number): TermCounts {
  const bytes = (file: string) => new Uint8Array(readFileSync(join(folder, `${name}.${file}`))).buffer;
  const [countOf, termOf, starts] = [
    new Float64Array(bytes("counts")),
    new Uint32Array(bytes("terms")),
    new Uint32Array(bytes("starts")),
  ];
  const tokens = countOf.reduce((sum, count) => sum + count, 0);
  return { documents: starts.length - 1, terms, starts, termOf, countOf, tokens };
}

export const bench: Bench = {
  name: "lda",
  needs: ["numpy", "scipy", "sklearn"],
  prepare(folder) {
    if (!existsSync(archive)) return "the cards archive is not beside the project";
    const tokens = gunzipSync(readFileSync(archive))
      .toString()
      .trim()
      .split("\n")
      .map((line) =>
        tokenise(cleanCard(splitFrontMatter((JSON.parse(line) as { card: string }).card).text).prose),
      );
    const vocabulary = buildVocabulary(tokens, { minDocuments: 10, maxShare: 0.4, maxTerms: 8000 });
    const counts = countTerms(tokens, vocabulary);
    const places = Array.from({ length: counts.documents }, (_, place) => place);
    // Shuffled for both: the archive lists cards by name, and steps of alike cards lead online learning astray.
    const train = takeDocuments(counts, random(1).shuffle(places.filter((place) => place % 10 !== 0)));
    const held = takeDocuments(
      counts,
      places.filter((place) => place % 10 === 0),
    );
    write(folder, "train", train);
    write(folder, "held", held);
    const perplexity = (side: string, round: number, { value }: Outcome) => {
      const weights = new Float64Array(
        new Uint8Array(readFileSync(join(folder, `${side}-${round}.weights`))).buffer,
      );
      const [documentPrior, termPrior] = value as [number, number];
      const model: LdaModel = { topics, terms: train.terms, weights, documentPrior, termPrior };
      return ldaPerplexity(model, held)!;
    };
    const range = (values: readonly number[]) =>
      `${mean(values)!.toFixed(1)} (${values.map((value) => value.toFixed(1)).join(", ")})`;
    return [
      {
        task: "Online LDA, 20 topics, model cards",
        rounds: 6,
        n: `${train.documents.toLocaleString("en-US")} cards, ${train.terms.toLocaleString("en-US")} terms`,
        ours: { side: "fit", args: [folder, String(train.terms), "{round}"] },
        peer: {
          name: "scikit-learn",
          python,
          args: [folder, String(train.terms), "{round}"],
          threads: 1,
        },
        note(ours, peers) {
          const own = ours.map((outcome, round) => perplexity("ours", round, outcome));
          const others = peers.map((outcome, round) => perplexity("peer", round, outcome));
          return `perplexity of ${held.documents.toLocaleString("en-US")} held-out cards by one measure, a seed a run: ours ${range(own)}${
            others.length ? `, its ${range(others)}` : ""
          }; one thread each; ours starts from documents, for two passes anew (start, freshPasses)`;
        },
      },
    ];
  },
  sides: {
    async fit([folder, terms, seed], clock) {
      const train = read(folder!, "train", Number(terms));
      const model = await clock(() =>
        fitLda(train, { topics, seed: Number(seed), start: "documents", freshPasses: 2 }),
      );
      writeFileSync(join(folder!, `ours-${seed}.weights`), new Uint8Array(model.weights.buffer));
      return [model.documentPrior, model.termPrior];
    },
  },
};
