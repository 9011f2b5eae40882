import { describe, expect, it } from "vitest";
import { classifyCommit } from "../../../src/classify/classify-commit.js";
import { commitActivities, commitKinds } from "../../../src/classify/commit-kind.js";
import { idioms } from "../../../src/classify/train/idioms.js";

const drawnAnew = () => idioms(1, 2);
const titledAnew = () => drawnAnew().filter(({ text }) => !text.files);

describe("idioms", () => {
  it("are titles that someone could have written: not empty, no slot left, no blank at an end or doubled", () => {
    const drawn = drawnAnew();
    for (const { text } of drawn) {
      expect(text.title, text.title).toMatch(/^\S+( \S+)*$/);
      expect(text.title).not.toMatch(/[{}]|undefined/);
      expect(text.message).toBe("");
    }
  });

  it("carry codes of the codebook, and the kind none stands alone", () => {
    const drawn = drawnAnew();
    const titled = titledAnew();
    for (const { kinds, activity, text } of drawn) {
      expect(kinds.size, text.title).toBeGreaterThan(0);
      expect([...kinds].every((kind) => commitKinds.includes(kind))).toBe(true);
      expect(kinds.has("none") && kinds.size > 1, text.title).toBe(false);
      expect(commitActivities).toContain(activity);
    }
    for (const kind of commitKinds) expect(titled.some(({ kinds }) => kinds.has(kind))).toBe(true);
    for (const activity of commitActivities)
      expect(titled.some((idiom) => idiom.activity === activity)).toBe(true);
  });

  it("come once each, the same for the same seed and others for another", () => {
    const drawn = drawnAnew();
    const titled = titledAnew();
    expect(new Set(titled.map(({ text }) => text.title)).size).toBe(titled.length);
    expect(idioms(1, 2)).toEqual(drawn);
    const others = new Set(idioms(2, 2).map(({ text }) => text.title));
    expect(titled.filter(({ text }) => !others.has(text.title)).length).toBeGreaterThan(100);
    expect(idioms(1, 4).length).toBeGreaterThan(drawn.length);
  });

  it("place only first commits, and not all of them", () => {
    const drawn = drawnAnew();
    const firsts = drawn.filter(({ kinds, activity }) => kinds.has("none") && activity === "create");
    const placed = drawn.filter(({ text }) => typeof text.position === "number");
    expect(placed.every((idiom) => firsts.includes(idiom) && idiom.text.position === 1)).toBe(true);
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThan(firsts.length);
  });

  it("have under a vague title the activity of the files, which the files alone tell", () => {
    const vague = drawnAnew().filter(({ text }) => text.files);
    expect(new Set(vague.map(({ text }) => text.title)).size).toBe(10);
    for (const { text, kinds, activity } of vague) {
      expect(text.files!.length).toBeGreaterThan(0);
      expect([...kinds]).toEqual(["perfective"]);
      expect(classifyCommit(text).activity, `${text.title} ${text.files}`).toBe(activity);
    }
    expect(new Set(vague.map(({ activity }) => activity)).size).toBe(6);
  });

  it("are what the shipped classifier has learnt: train it again when they change", () => {
    const titled = titledAnew();
    const classified = titled.map((idiom) => ({ idiom, found: classifyCommit(idiom.text) }));
    const right = classified.filter(
      ({ idiom, found }) =>
        idiom.activity === found.activity &&
        idiom.kinds.size === found.kinds.length &&
        found.kinds.every((kind) => idiom.kinds.has(kind)),
    );
    // 0.958 of 1,420 with the model of November 2026.
    expect(right.length / titled.length).toBeGreaterThan(0.95);
  });
});
