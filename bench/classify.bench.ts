/**
 * Commit titles on one core, and the same titles through scikit-learn's TF-IDF + logistic regression (word and character
 * n-grams, one regression a kind, predict alone, 100,000 at a time). The titles are invented: drawn by seed from the
 * idioms' patterns, each about 22 times.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { classifyCommits } from "../src/classify/classify-commit.js";
import { idioms } from "../src/classify/train/idioms.js";
import { random } from "../src/stats/index.js";
import type { Bench } from "./harness/bench.js";

const n = 1_000_000;
const learnt = 9000;

const python = `
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
d = json.load(open(sys.argv[1]))
m = make_pipeline(make_union(TfidfVectorizer(ngram_range=(1, 2)), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))),
                  OneVsRestClassifier(LogisticRegression(max_iter=200)))
m.fit(d["titles"][:${learnt}], np.array(d["kinds"]))
def task():
    return int(sum(m.predict(d["titles"][i:i + 100000]).sum(axis=0)[0] for i in range(0, len(d["titles"]), 100000)))
`;

export const bench: Bench = {
  name: "classify",
  needs: ["numpy", "sklearn"],
  prepare(folder) {
    const file = join(folder, "titles.json");
    const distinct = idioms(7, 200).flatMap(({ text }) => (text.files ? [] : [text.title]));
    const titles = random(1).shuffle(Array.from({ length: n }, (_, i) => distinct[i % distinct.length]!));
    const kinds = classifyCommits(
      titles.slice(0, learnt).map((title) => ({ title })),
      { explain: false },
    ).map(({ kinds }) =>
      ["corrective", "adaptive", "perfective", "none"].map((kind) => Number(kinds.some((k) => k === kind))),
    );
    writeFileSync(file, JSON.stringify({ titles, kinds }));
    return [
      {
        task: "Classification of commit titles",
        n: n.toLocaleString("en-US"),
        rounds: 2,
        ours: { side: "classify", args: [file] },
        peer: { name: "scikit-learn", python, args: [file], threads: 1 },
        note: ([ours]) =>
          `${Math.round(n / ours!.cpuSeconds).toLocaleString("en-US")} titles a CPU second; ${distinct.length.toLocaleString("en-US")} distinct titles; the peer learnt from our answers and gives kinds alone, ours gives kinds, activity and calibrated scores`,
      },
    ];
  },
  sides: {
    classify([file], clock) {
      const titles = (JSON.parse(readFileSync(file!, "utf8")) as { titles: string[] }).titles.map(
        (title) => ({ title }),
      );
      return clock(
        () =>
          classifyCommits(titles, { explain: false }).filter(({ kinds }) => kinds.includes("corrective"))
            .length,
      );
    },
  },
};
