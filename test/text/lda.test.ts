import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../src/stats/random.js";
import {
  assignPairs,
  expDigamma,
  fitLda,
  inferTopics,
  jensenShannon,
  type LdaModel,
  ldaPerplexity,
  matchTopics,
  sparseRows,
  termShares,
  topicCoherence,
  topTerms,
} from "../../src/text/index.js";

const rows = [
  [2, 1, 0, 0, 3],
  [0, 0, 4, 1, 0],
  [1, 1, 1, 1, 1],
  [0, 5, 0, 0, 2],
  [0, 0, 0, 0, 0],
];
const dense = (table: number[][]) =>
  sparseRows(
    table.map((row) => row.flatMap((count, term) => (count ? [[term, count] as const] : []))),
    table[0]!.length,
  );
const model: LdaModel = {
  topics: 2,
  terms: 5,
  weights: Float64Array.from([3, 0.3, 1.5, 0.9, 0.4, 4, 0.7, 2.5, 2, 0.6]),
  documentPrior: 0.5,
  termPrior: 0.5,
};

describe("against scikit-learn 1.2.1", () => {
  // LatentDirichletAllocation(n_components=2, doc_topic_prior=.5, topic_word_prior=.5) with components_ set to the
  // weights above: .transform(X) and .perplexity(X).
  it("infers the topics of documents", () => {
    const shares = inferTopics(model, dense(rows));
    const expected = [
      0.92555121, 0.07444879, 0.08457899, 0.91542101, 0.56383275, 0.43616725, 0.92985421, 0.07014579, 0.5,
      0.5,
    ];
    // scikit-learn stops a document within 1e-3 too, so the last digits depend on the round it stopped in.
    for (const [i, share] of expected.entries()) expect(shares[i]).toBeCloseTo(share, 6);
  });

  it("has the same perplexity", () => {
    expect(ldaPerplexity(model, dense(rows))).toBeCloseTo(6.957421789756589, 6);
    expect(ldaPerplexity(model, sparseRows([[]], 5))).toBeNull();
  });

  it("takes exp(ψ(x)) as scipy.special.psi has it", () => {
    const values = [
      [0.01, 2.1230604026469128e-44],
      [0.05, 1.2528498616706965e-9],
      [0.5, 0.14036487089172128],
      [1, 0.5614594835668852],
      [2.5, 2.0201194445802004],
      [9.99, 9.494383116283336],
      [10, 9.504378518084353],
      [123.4, 122.90033902556065],
    ];
    for (const [x, value] of values) expect(expDigamma(x!) / value!).toBeCloseTo(1, 8);
  });
});

/** Documents drawn from planted topics of ten terms each. */
function planted(seed: number, documents = 400) {
  const chance = random(seed);
  return dense(
    Array.from({ length: documents }, () => {
      const counts = new Array<number>(40).fill(0);
      const main = chance.int(4);
      for (let i = 0; i < 30; i++) {
        const topic = chance.next() < 0.85 ? main : chance.int(4);
        counts[topic * 10 + chance.int(10)]!++;
      }
      return counts;
    }),
  );
}

describe("fitLda", () => {
  it("finds the planted topics", () => {
    const fit = fitLda(planted(1), { topics: 4, seed: 1 });
    const found = topTerms(fit, 10).map((terms) => [
      ...new Set(terms.map(({ index }) => Math.floor(index / 10))),
    ]);
    expect(found.map((blocks) => blocks.length)).toEqual([1, 1, 1, 1]);
    expect(found.flat().sort()).toEqual([0, 1, 2, 3]);
    expect(
      Math.min(
        ...(topicCoherence(
          topTerms(fit, 10).map((t) => t.map((x) => x.index)),
          planted(1),
        ) as number[]),
      ),
    ).toBeGreaterThan(0.1);
  });

  it("is a function of its seed, and agrees with itself over seeds where topics are plain", () => {
    const counts = planted(2);
    const one = fitLda(counts, { topics: 4, seed: 1 });
    expect(fitLda(counts, { topics: 4, seed: 1 }).weights).toEqual(one.weights);
    const matches = matchTopics(one, fitLda(counts, { topics: 4, seed: 2 }));
    expect(matches.map(({ partner }) => partner).sort()).toEqual([0, 1, 2, 3]);
    for (const { divergence } of matches) expect(divergence).toBeLessThan(0.03);
  });

  it("has the least held-out perplexity at the planted number, far under one topic's", () => {
    const [train, held] = [planted(3), planted(4, 100)];
    const [one, four] = [1, 4].map((topics) => ldaPerplexity(fitLda(train, { topics, seed: 1 }), held)!);
    expect(four).toBeLessThan(0.8 * one!);
  });

  it("starts from documents as a function of its seed, and finds the planted topics from most seeds", () => {
    const counts = planted(6);
    const options = { topics: 4, start: "documents", freshPasses: 2 } as const;
    const plain = Array.from({ length: 10 }, (_, seed) => {
      const tops = topTerms(fitLda(counts, { ...options, seed }), 10);
      return tops.every((terms) => new Set(terms.map(({ index }) => Math.floor(index / 10))).size === 1);
    });
    // Of few topics two may start alike; from noise it is 9 of 10.
    expect(plain.filter(Boolean).length).toBeGreaterThanOrEqual(7);
    const [one, again] = [1, 2].map(() => fitLda(counts, { ...options, seed: 1 }));
    expect(again!.weights).toEqual(one!.weights);
  });

  it("keeps every topic a distribution, and the weights above the prior", () => {
    const fit = fitLda(planted(5, 50), { topics: 3, seed: 1, passes: 2, batchSize: 7 });
    for (let k = 0; k < 3; k++) expect(termShares(fit, k).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(Math.min(...fit.weights)).toBeGreaterThan(0);
  });

  it("refuses what it cannot fit", () => {
    expect(() => fitLda(sparseRows([[]], 3), { topics: 2, seed: 1 })).toThrow(/no document/);
    expect(() => fitLda(planted(1, 5), { topics: 0, seed: 1 })).toThrow(/topics/);
    expect(() => inferTopics(model, planted(1, 5))).toThrow(/one vocabulary/);
  });
});

describe("topicCoherence", () => {
  it("is the mean NPMI of the pairs", () => {
    // Terms 0 and 1 always together in 2 of 4 documents: 1. Term 2 in documents 1 and 3, independent of 0: 0.
    // Term 3 never with 0: -1.
    const counts = dense([
      [1, 1, 1, 0],
      [1, 1, 0, 0],
      [0, 0, 1, 1],
      [0, 0, 0, 1],
    ]);
    expect(topicCoherence([[0, 1], [0, 2], [0, 3], [0, 1, 2], [0]], counts)).toEqual([1, 0, -1, 1 / 3, null]);
  });
});

describe("assignPairs", () => {
  it("agrees with scipy.optimize.linear_sum_assignment", () => {
    expect(
      assignPairs([
        [4, 1, 3, 7],
        [2, 0, 5, 3],
        [3, 2, 2, 8],
      ]),
    ).toEqual([1, 0, 2]);
    expect(assignPairs([])).toEqual([]);
    expect(() => assignPairs([[1], [2]])).toThrow(/columns/);
  });

  it("costs as little as the best of all pairings", () => {
    const square = fc.integer({ min: 1, max: 5 }).chain((n) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
    );
    fc.assert(
      fc.property(square, (costs) => {
        const best = (row: number, free: number[]): number =>
          row === costs.length
            ? 0
            : Math.min(
                ...free.map(
                  (j) =>
                    costs[row]![j]! +
                    best(
                      row + 1,
                      free.filter((x) => x !== j),
                    ),
                ),
              );
        const columns = assignPairs(costs);
        expect(new Set(columns).size).toBe(costs.length);
        expect(columns.reduce((sum, j, i) => sum + costs[i]![j]!, 0)).toBe(best(0, [...costs.keys()]));
      }),
    );
  });
});

describe("jensenShannon", () => {
  it("is scipy.spatial.distance.jensenshannon(base=2) squared", () => {
    expect(jensenShannon([0.1, 0.4, 0.5], [0.3, 0.3, 0.4])).toBeCloseTo(0.046930300568985506, 12);
    expect(jensenShannon([1, 0], [0, 1])).toBe(1);
  });
});
