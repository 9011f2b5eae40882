import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctedPrevalence } from "../../src/classify/corrected-prevalence.js";
import { type Random, random } from "../../src/stats/random.js";

function draw(shares: readonly number[], n: number, chance: Random): number[] {
  const counts = shares.map(() => 0);
  for (let i = 0; i < n; i++) {
    let u = chance.next();
    let t = 0;
    while (t < shares.length - 1 && u >= shares[t]!) u -= shares[t++]!;
    counts[t]!++;
  }
  return counts;
}

/** Planted truth: true shares, how each class is predicted, a labelled sample and a population. */
function planted(
  truth: readonly number[],
  errors: readonly number[][],
  labelledPerClass: readonly number[],
  chance: Random,
) {
  const confusion = errors.map((row, t) => draw(row, labelledPerClass[t]!, chance));
  const predicted = truth.map(() => 0);
  for (const [t, n] of draw(truth, 4000, chance).entries())
    for (const [p, count] of draw(errors[t]!, n, chance).entries()) predicted[p]! += count;
  return { confusion, predicted };
}

const truth = [0.08, 0.22, 0.7];
const errors = [
  [0.75, 0.05, 0.2],
  [0.04, 0.81, 0.15],
  [0.06, 0.09, 0.85],
];

describe("correctedPrevalence", () => {
  it("is Rogan and Gladen's estimate for two classes", () => {
    // (apparent + specificity - 1) / (sensitivity + specificity - 1), large counts so that the half item is nothing:
    // apparent 0.3, sensitivity 0.9, specificity 0.8 -> 0.1 / 0.7.
    const [yes, no] = correctedPrevalence({
      predicted: [300, 700],
      confusion: [
        [9e6, 1e6],
        [2e6, 8e6],
      ],
      resamples: 0,
      seed: 1,
    });
    expect(yes!.naive).toBe(0.3);
    expect(yes!.corrected).toBeCloseTo(0.1 / 0.7, 4);
    expect(yes!.corrected + no!.corrected).toBeCloseTo(1, 9);
  });

  it("stays a share where Rogan and Gladen's estimate leaves [0, 1]", () =>
    expect(
      correctedPrevalence({
        predicted: [10, 990],
        confusion: [
          [90, 10],
          [20, 80],
        ],
        resamples: 0,
        seed: 1,
      })[0]!.corrected,
    ).toBeLessThan(0.001));

  it("covers the planted shares about as often as it says, where the naive count does not", () => {
    for (const sample of ["any mix", "same mix"] as const) {
      let covered = 0;
      let naive = 0;
      const runs = 150;
      for (let run = 0; run < runs; run++) {
        const chance = random(`coverage/${sample}/${run}`);
        const labelled = sample === "any mix" ? [120, 120, 120] : draw(truth, 400, chance);
        const shares = correctedPrevalence({
          ...planted(truth, errors, labelled, chance),
          sample,
          level: 0.9,
          resamples: 200,
          seed: run,
        });
        for (const [t, { low, high, naive: share }] of shares.entries()) {
          covered += Number(low <= truth[t]! && truth[t]! <= high);
          naive += Number(Math.abs(share - truth[t]!) < 1.645 * Math.sqrt((share * (1 - share)) / 4000));
        }
      }
      // 450 intervals of 90 %: a share outside 0.84 to 0.96 would be four standard errors off.
      expect(covered / (3 * runs), sample).toBeGreaterThan(0.84);
      expect(covered / (3 * runs), sample).toBeLessThan(0.97);
      expect(naive / (3 * runs), sample).toBeLessThan(0.3);
    }
  });

  it("covers the share of a rare kind of which few items are labelled, none of them mistaken in most samples", () => {
    const runs = 200;
    const yesOf = (n: number, p: number, chance: Random) => draw([p, 1 - p], n, chance)[0]!;
    for (const sample of ["any mix", "same mix"] as const) {
      let covered = 0;
      for (let run = 0; run < runs; run++) {
        const chance = random(`rare/${run}`);
        // A kind of 4%, 177 labelled at random: about seven items of the kind; sensitivity 0.9, specificity 0.995.
        const labelled = Math.max(1, yesOf(177, 0.04, chance));
        const found = yesOf(labelled, 0.9, chance);
        const wrong = yesOf(177 - labelled, 0.005, chance);
        const real = yesOf(8000, 0.04, chance);
        const yes = yesOf(real, 0.9, chance) + yesOf(8000 - real, 0.005, chance);
        const [{ low, high, corrected }] = correctedPrevalence({
          predicted: [yes, 8000 - yes],
          confusion: [
            [found, labelled - found],
            [wrong, 177 - labelled - wrong],
          ],
          sample,
          resamples: 200,
          seed: run,
        }) as [ReturnType<typeof correctedPrevalence>[0]];
        expect(low <= corrected && corrected <= high).toBe(true);
        covered += Number(low <= 0.04 && 0.04 <= high);
      }
      // 95% intervals; resampling the labelled items instead held it in 79%.
      expect(covered / runs, sample).toBeGreaterThan(0.93);
    }
  });

  it("gives shares that sum to 1 inside intervals between 0 and 1, and the same for the same seed", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 }), {
          minLength: 3,
          maxLength: 3,
        }),
        (predicted, cells) => {
          fc.pre(predicted.some((n) => n > 0));
          const confusion = cells.map((row, t) => row.map((n, p) => n + (t === p ? 1 : 0)));
          const input = { predicted, confusion, resamples: 30, seed: 3 };
          const shares = correctedPrevalence(input);
          expect(shares.reduce((sum, { corrected }) => sum + corrected, 0)).toBeCloseTo(1, 6);
          for (const { low, high } of shares) expect(low >= 0 && low <= high && high <= 1 + 1e-9).toBe(true);
          expect(correctedPrevalence(input)).toEqual(shares);
        },
      ),
      { numRuns: 40 },
    ));

  it("changes nothing where the classifier never errs", () => {
    const shares = correctedPrevalence({
      predicted: [10, 30],
      confusion: [
        [1e6, 0],
        [0, 1e6],
      ],
      seed: 1,
    });
    expect(shares[0]!.corrected).toBeCloseTo(0.25, 4);
  });

  it("has no shares of nobody, and refuses what it cannot know", () => {
    expect(
      correctedPrevalence({
        predicted: [0, 0],
        confusion: [
          [1, 0],
          [0, 1],
        ],
        seed: 1,
      })[0]!.corrected,
    ).toBeNaN();
    expect(() =>
      correctedPrevalence({
        predicted: [1, 1],
        confusion: [
          [1, 0],
          [0, 0],
        ],
        seed: 1,
      }),
    ).toThrow(/number 1/);
    expect(() => correctedPrevalence({ predicted: [1, 1], confusion: [[1, 0]], seed: 1 })).toThrow(/2 by 2/);
    expect(() =>
      correctedPrevalence({
        predicted: [1, -1],
        confusion: [
          [1, 0],
          [0, 1],
        ],
        seed: 1,
      }),
    ).toThrow(/negative/);
  });
});
