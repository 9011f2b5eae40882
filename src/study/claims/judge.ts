import type { StudyResult } from "../record.js";
import type { Answer, Claim } from "./claim.js";
import type { Verdict } from "./ledger-row.js";
import { type Outcome, type OutcomeOptions, outcomeOf } from "./outcome.js";

/** A result that answers a claim, and how it stands to it. */
export interface JudgedAnswer {
  readonly answer: Answer;
  readonly result: StudyResult;
  readonly outcome: Outcome;
  readonly because: string;
  /** Flips over the reasonable analyses. */
  readonly fragile: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence. */
  readonly why: string;
  /** The answer that decided; absent where there is none. */
  readonly decided?: JudgedAnswer;
  /** In the order of the claim's answers. */
  readonly answers: readonly JudgedAnswer[];
}

const find = (results: readonly StudyResult[], notebook: string, name: string) =>
  results.find((result) => result.notebook === notebook && result.name === name);

/** The answers of a claim that these results hold. */
export function judgedAnswers(
  claim: Claim,
  results: readonly StudyResult[],
  options?: OutcomeOptions,
): JudgedAnswer[] {
  return claim.answers.flatMap((answer) => {
    const result = find(results, answer.notebook, answer.result);
    if (!result) return [];
    const flips = answer.fragile && find(results, answer.notebook, answer.fragile.result);
    return [
      {
        answer,
        result,
        ...outcomeOf(claim.expects, result, options),
        fragile: flips !== undefined && flips.value === answer.fragile!.when,
      },
    ];
  });
}

/**
 * The verdict on a claim, by the first answer found, in this order:
 *
 * 1. no answer, or only one that its interval leaves undecided: cannot be answered here;
 * 2. another population than the study's: holds in direction where the answer agrees at all, else not comparable;
 * 3. an answer that flips over the reasonable analyses: fragile;
 * 4. an answer that agrees: holds, or holds in direction; changed since, if a later answer of the same population
 *    disagrees;
 * 5. an answer that disagrees: contradicted where the models were seen at the study's own date; changed since where they
 *    were seen later only (time may be the reason); not comparable where they were seen earlier only.
 */
export function judge(claim: Claim, results: readonly StudyResult[], options?: OutcomeOptions): Judgement {
  const answers = judgedAnswers(claim, results, options);
  const [first] = answers;
  if (!first) {
    const [wanted] = claim.answers;
    const why = wanted
      ? `These results hold no ${wanted.result} of ${wanted.notebook}.`
      : (claim.unanswered ?? "No result here measures it.");
    return { verdict: "cannot be answered here", why, answers };
  }
  const { verdict, remark } = verdictOf(first, answers.slice(1));
  return { verdict, why: sentence(first.because, remark), decided: first, answers };
}

function verdictOf(
  { answer, outcome, fragile }: JudgedAnswer,
  others: readonly JudgedAnswer[],
): { verdict: Verdict; remark: string } {
  const { differs, seen } = answer;
  if (differs !== undefined) {
    return outcome === "agrees" || outcome === "agrees in direction"
      ? { verdict: "holds in direction", remark: `in another population: ${differs}` }
      : { verdict: "not comparable", remark: `another population: ${differs}` };
  }
  if (fragile) return { verdict: "fragile", remark: "it flips over the reasonable analyses" };
  switch (outcome) {
    case "undecided":
      return { verdict: "cannot be answered here", remark: "the interval is too wide to decide" };
    case "disagrees":
      if (seen === "then") return { verdict: "contradicted", remark: "at the study's own date" };
      return seen === "later"
        ? { verdict: "changed since", remark: "seen only later, so time may be the reason" }
        : { verdict: "not comparable", remark: "seen only before the study's date" };
    default: {
      const turned = others.find(
        (other) =>
          other.outcome === "disagrees" &&
          other.answer.seen === "later" &&
          other.answer.differs === undefined &&
          seen === "then",
      );
      if (turned) return { verdict: "changed since", remark: `later: ${turned.because}` };
      return { verdict: outcome === "agrees" ? "holds" : "holds in direction", remark: "" };
    }
  }
}

function sentence(because: string, remark: string): string {
  const text = remark ? `${because}; ${remark}` : because;
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
