/**
 * Online LDA with 20 topics on the model cards of February 2022, against scikit-learn's LatentDirichletAllocation
 * (learning_method="online", otherwise its defaults) on the same counts, interleaved, the best of several rounds.
 * Every tenth card is held out; the perplexity of both on those cards is taken with the one measure that the two
 * libraries share. Needs the cards archive beside the project and a Python with scikit-learn (PYTHON, by default
 * /usr/bin/python3); without one it gives our numbers alone.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { random } from "../src/stats/index.js";
import {
  buildVocabulary,
  cleanCard,
  countTerms,
  fitLda,
  type LdaModel,
  ldaPerplexity,
  splitFrontMatter,
  takeDocuments,
  tokenise,
} from "../src/text/index.js";

const archive = join(import.meta.dirname, "../../shared/data/hf-cards-2022-02/cards.jsonl.gz");
const rounds = Number(process.env.ROUNDS ?? 3);
const python = process.env.PYTHON ?? "/usr/bin/python3";
const topics = 20;

const script = `
import sys, time, numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import LatentDirichletAllocation
folder, topics, seed, terms = sys.argv[1], *map(int, sys.argv[2:5])
read = lambda name, dtype: np.fromfile(f"{folder}/{name}", dtype=dtype)
X = csr_matrix((read("counts", "f8"), read("terms", "u4").astype("i4"), read("starts", "u4").astype("i4")))
X.resize(X.shape[0], terms)
t = time.perf_counter()
m = LatentDirichletAllocation(topics, learning_method="online", random_state=seed).fit(X)
print(time.perf_counter() - t)
m.components_.T.astype("f8").tofile(f"{folder}/weights")
`;

if (!existsSync(archive)) {
  console.log(`lda: no cards at ${archive}`);
} else {
  const tokens = gunzipSync(readFileSync(archive))
    .toString()
    .trim()
    .split("\n")
    .map((line) =>
      tokenise(cleanCard(splitFrontMatter((JSON.parse(line) as { card: string }).card).text).prose),
    );
  const counts = countTerms(
    tokens,
    buildVocabulary(tokens, { minDocuments: 10, maxShare: 0.4, maxTerms: 8000 }),
  );
  const places = Array.from({ length: counts.documents }, (_, place) => place);
  // Shuffled for both: the archive lists cards by name, and steps of alike cards lead online learning astray.
  const train = takeDocuments(counts, random(1).shuffle(places.filter((place) => place % 10 !== 0)));
  const held = takeDocuments(
    counts,
    places.filter((place) => place % 10 === 0),
  );
  const folder = mkdtempSync(join(tmpdir(), "lda-"));
  writeFileSync(join(folder, "counts"), new Uint8Array(train.countOf.buffer));
  writeFileSync(join(folder, "terms"), new Uint8Array(train.termOf.buffer));
  writeFileSync(join(folder, "starts"), new Uint8Array(train.starts.buffer));
  try {
    let [ours, theirs] = [Infinity, Infinity];
    const ourPerplexities: number[] = [];
    const theirPerplexities: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const model = fitLda(train, { topics, seed: round });
      ours = Math.min(ours, (performance.now() - start) / 1000);
      ourPerplexities.push(ldaPerplexity(model, held)!);
      const { status, stdout } = spawnSync(
        python,
        ["-c", script, folder, String(topics), String(round), String(train.terms)],
        { encoding: "utf8" },
      );
      if (status !== 0) continue;
      theirs = Math.min(theirs, Number(stdout));
      const weights = new Float64Array(new Uint8Array(readFileSync(join(folder, "weights"))).buffer);
      const peer: LdaModel = { ...model, weights };
      theirPerplexities.push(ldaPerplexity(peer, held)!);
    }
    const list = (values: number[]) => values.map((value) => value.toFixed(1)).join(", ");
    console.log(
      `lda, ${train.documents} cards, ${train.terms} terms, ${topics} topics: ${ours.toFixed(2)} s, held-out perplexity ${list(ourPerplexities)}; ${
        Number.isFinite(theirs)
          ? `scikit-learn ${theirs.toFixed(2)} s, perplexity ${list(theirPerplexities)}; ratio ${(theirs / ours).toFixed(2)} (limit 1)`
          : `no scikit-learn at ${python}`
      }`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
