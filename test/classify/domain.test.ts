import { PIPELINE_DATA } from "@huggingface/tasks";
import { describe, expect, it } from "vitest";
import { domainByPipelineTag, domainOf } from "../../src/classify/domain.js";

describe("domainOf", () => {
  it.each([
    ["text-classification", "natural language processing"],
    ["text2text-generation", "natural language processing"],
    ["conversational", "natural language processing"],
    ["image-classification", "computer vision"],
    ["automatic-speech-recognition", "audio"],
    ["visual-question-answering", "multimodal"],
    ["tabular-regression", "tabular"],
    ["reinforcement-learning", "reinforcement learning"],
    ["graph-ml", "graph"],
    ["other", "other"],
    ["no-such-task", "other"],
    ["toString", "other"],
  ])("puts %s under %s", (tag, domain) => expect(domainOf(tag)).toBe(domain));

  it("keeps unknown unknown", () =>
    expect([domainOf(null), domainOf(undefined), domainOf("")]).toEqual([null, null, null]));

  it("knows every task of the Hub", () =>
    expect(Object.keys(PIPELINE_DATA).filter((tag) => !(tag in domainByPipelineTag))).toEqual([]));
});
