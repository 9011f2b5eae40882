import { describe, expect, it } from "vitest";
import type { Answer, Claim } from "../../../src/study/claims/claim.js";
import { countVerdicts } from "../../../src/study/claims/count-verdicts.js";
import { ledger } from "../../../src/study/claims/ledger.js";
import { verdicts } from "../../../src/study/claims/ledger-row.js";
import type { StudyResult } from "../../../src/study/record.js";

const claim = (answers: readonly Answer[], given: Partial<Claim> = {}): Claim => ({
  id: "a24-b",
  paper: "a24",
  claim: "Most models have no download",
  wording: "more than 70%",
  published: 0.7,
  unit: "share",
  expects: { above: 0.7, direction: { above: 0.5 } },
  population: "all models",
  needs: ["census"],
  certainty: "abstract",
  answers,
  ...given,
});
const answer = (given: Partial<Answer> = {}): Answer => ({
  notebook: "01-growth",
  result: "zero",
  seen: "then",
  ...given,
});
const result = (value: number | string, given: Partial<StudyResult> = {}): StudyResult => ({
  name: "zero",
  value,
  low: typeof value === "number" ? value - 0.01 : null,
  high: typeof value === "number" ? value + 0.01 : null,
  n: 100,
  unit: "share",
  notebook: "01-growth",
  snapshot: "toy",
  asOf: "2024-01-01T00:00:00.000Z",
  ...given,
});
const paper = {
  key: "a24",
  citation: "A, 2024",
  authors: "A",
  title: "T",
  venue: "V",
  year: 2024,
  arxiv: null,
  population: "all",
};
const judged = (of: Claim, results: StudyResult[], options = {}) =>
  ledger({ about: "", papers: [paper], claims: [of] }, results, options)[0]!;

describe("the verdict", () => {
  it("holds, or holds in direction, where the answer agrees", () => {
    expect(judged(claim([answer()]), [result(0.75)]).verdict).toBe("holds");
    expect(judged(claim([answer()]), [result(0.6)]).verdict).toBe("holds in direction");
  });

  it("is contradicted where the models of the study's own date disagree", () => {
    expect(judged(claim([answer()]), [result(0.3)]).verdict).toBe("contradicted");
  });

  it("has changed since where only a later look disagrees", () => {
    const answers = [answer(), answer({ result: "zero-later", seen: "later" })];
    const later = result(0.3, { name: "zero-later" });
    const row = judged(claim(answers), [result(0.75), later]);
    expect(row.verdict).toBe("changed since");
    expect(row.estimate).toBe(0.75);
    expect(row.estimates.map(({ estimate, outcome }) => [estimate, outcome])).toEqual([
      [0.75, "agrees"],
      [0.3, "disagrees"],
    ]);
    expect(judged(claim([answer({ seen: "later" })]), [result(0.3)]).verdict).toBe("changed since");
  });

  it("calls an early look that disagrees not comparable", () => {
    expect(judged(claim([answer({ seen: "earlier" })]), [result(0.3)]).verdict).toBe("not comparable");
  });

  it("never contradicts from another population", () => {
    const other = claim([answer({ differs: "popular models only" })]);
    expect(judged(other, [result(0.3)]).verdict).toBe("not comparable");
    expect(judged(other, [result(0.5)]).verdict).toBe("not comparable");
    expect(judged(other, [result(0.75)])).toMatchObject({
      verdict: "holds in direction",
      why: expect.stringContaining("popular models only"),
    });
  });

  it("is fragile where the answer flips over the analyses, whatever it says", () => {
    const fragile = claim([answer({ fragile: { result: "flips", when: "fragile" } })]);
    const flips = (value: string) => result(value, { name: "flips" });
    expect(judged(fragile, [result(0.75), flips("fragile")]).verdict).toBe("fragile");
    expect(judged(fragile, [result(0.75), flips("the same")]).verdict).toBe("holds");
  });

  it("cannot be answered without a result, or with an interval across the bound, and says why", () => {
    expect(judged(claim([], { unanswered: "It needs member lists." }), [])).toMatchObject({
      verdict: "cannot be answered here",
      why: "It needs member lists.",
      estimate: null,
      n: null,
      snapshot: null,
    });
    expect(judged(claim([answer()]), []).why).toMatch(/no zero of 01-growth/);
    expect(judged(claim([answer()]), [result(0.5)])).toMatchObject({
      verdict: "cannot be answered here",
      estimate: 0.5,
      why: expect.stringContaining("too wide"),
    });
  });

  it("falls back to the second answer where the first was not computed", () => {
    const answers = [answer({ result: "absent" }), answer({ seen: "later" })];
    expect(judged(claim(answers), [result(0.75)])).toMatchObject({ verdict: "holds", result: "zero" });
  });
});

describe("on a newer snapshot", () => {
  it("a finding that held on the earlier one and is contradicted now has changed since", () => {
    const row = judged(claim([answer()]), [result(0.3, { snapshot: "today" })], { earlier: [result(0.75)] });
    expect(row).toMatchObject({ verdict: "changed since", estimate: 0.3, snapshot: "today" });
    expect(row.why).toContain("On toy:");
    expect(row.estimates.map(({ snapshot }) => snapshot)).toEqual(["today", "toy"]);
  });
  it("one that was contradicted before stays so", () => {
    const row = judged(claim([answer()]), [result(0.3)], { earlier: [result(0.2)] });
    expect(row.verdict).toBe("contradicted");
  });
});

it("counts every verdict, those without a claim too", () => {
  const rows = ledger({ about: "", papers: [paper], claims: [claim([answer()]), claim([])] }, [result(0.75)]);
  const counts = countVerdicts(rows);
  expect(counts.map(({ verdict }) => verdict)).toEqual([...verdicts]);
  expect(counts.filter(({ claims }) => claims > 0)).toEqual([
    { verdict: "holds", claims: 1 },
    { verdict: "cannot be answered here", claims: 1 },
  ]);
});
