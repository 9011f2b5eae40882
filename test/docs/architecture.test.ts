import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ranks } from "../support/layer-ranks.js";

const docs = join(import.meta.dirname, "../../docs");
const svg = readFileSync(join(docs, "architecture.svg"), "utf8");

describe("docs/architecture.svg", () => {
  it("shows every layer at its rank, and the higher the rank the higher its box", () => {
    const boxes = [
      ...svg.matchAll(/data-layer="([^"]+)" data-rank="(\d)">\s*<rect class="box" x="[\d.]+" y="([\d.]+)"/g),
    ];
    expect(Object.fromEntries(boxes.map(([, layer, rank]) => [layer, Number(rank)]))).toEqual(ranks);
    const heights = new Map(boxes.map(([, , rank, y]) => [Number(rank), Number(y)]));
    const fromTop = [...heights].sort(([, a], [, b]) => a - b).map(([rank]) => rank);
    expect(fromTop).toEqual([...fromTop].sort((a, b) => b - a));
  });

  it("has colours for dark pages and words for those who cannot see it", () => {
    expect(svg).toMatch(/prefers-color-scheme: dark/);
    expect(svg).toMatch(/<title id="title">.+<\/title>\s*<desc id="desc">.+<\/desc>/);
  });
});

it.each(["architecture.md", "methods.md", "data.md"])("docs/%s names no file that does not exist", (name) => {
  const text = readFileSync(join(docs, name), "utf8");
  const files = [...text.matchAll(/\b(?:src|test|docs|scripts|data)\/[\w/.-]*\w/g)].map(([file]) => file);
  expect(files.filter((file) => !existsSync(join(docs, "..", file)))).toEqual([]);
});
