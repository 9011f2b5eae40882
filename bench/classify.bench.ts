/**
 * Commit titles a second on one core, and the same messages through scikit-learn's TF-IDF + logistic regression (word
 * and character n-grams, one regression a kind, predict alone), interleaved, the best of several rounds. The titles are
 * invented: drawn by seed from the idioms' patterns, no two alike. Needs a Python with scikit-learn (PYTHON, by default
 * /usr/bin/python3); without one it gives our times alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyCommits } from "../src/classify/classify-commit.js";
import { idioms } from "../src/classify/train/idioms.js";

const rounds = Number(process.env.ROUNDS ?? 7);
const python = process.env.PYTHON ?? "/usr/bin/python3";
const titles = idioms(7, 20)
  .filter(({ text }) => !text.files)
  .map(({ text }) => ({ title: text.title }));
const labels = classifyCommits(titles, { explain: false });

const folder = mkdtempSync(join(tmpdir(), "classify-"));
const file = join(folder, "titles.json");
writeFileSync(
  file,
  JSON.stringify({
    titles: titles.map(({ title }) => title),
    kinds: labels.map(({ kinds }) =>
      ["corrective", "adaptive", "perfective", "none"].map((kind) => Number(kinds.some((k) => k === kind))),
    ),
  }),
);
const script = `
import json, sys, time, numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
d = json.load(open(sys.argv[1]))
m = make_pipeline(make_union(TfidfVectorizer(ngram_range=(1, 2)), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))),
                  OneVsRestClassifier(LogisticRegression(max_iter=200)))
m.fit(d["titles"], np.array(d["kinds"]))
print("ready", flush=True)
for line in sys.stdin:
    t = time.perf_counter(); m.predict(d["titles"]); print(time.perf_counter() - t, flush=True)
`;

const peer = spawnSync(python, ["-c", "import sklearn"], { encoding: "utf8" }).status === 0;
try {
  const { spawn } = await import("node:child_process");
  const { createInterface } = await import("node:readline");
  const other = peer
    ? spawn(python, ["-c", script, file], {
        stdio: ["pipe", "pipe", "inherit"],
        env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
      })
    : undefined;
  const answers = other && createInterface({ input: other.stdout })[Symbol.asyncIterator]();
  await answers?.next();
  let ours = Number.POSITIVE_INFINITY;
  let theirs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    // Ours runs ten passes a round, so that both have as long to meet a quiet moment; each side's best pass counts.
    for (let pass = 0; pass < 10; pass++) {
      const start = performance.now();
      classifyCommits(titles, { explain: false });
      ours = Math.min(ours, (performance.now() - start) / 1000);
    }
    if (other && answers) {
      other.stdin.write("go\n");
      theirs = Math.min(theirs, Number((await answers.next()).value));
    }
  }
  other?.stdin.end();
  console.log(`classify ${titles.length} distinct titles: ${Math.round(titles.length / ours)} titles/s`);
  if (peer)
    console.log(
      `  scikit-learn TF-IDF + logistic regression: ${Math.round(titles.length / theirs)} titles/s, ratio ${(theirs / ours).toFixed(1)}`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
