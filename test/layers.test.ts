import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { ranks } from "./support/layer-ranks.js";

/** Only these may touch process, console or argv. */
const atTheRim = new Set(["study", "cli.ts"]);

const root = join(import.meta.dirname, "..", "src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.split(sep).join("/"));
const layerOf = (file: string) => file.split("/")[0]!;

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, specifier]) =>
    posix.normalize(posix.join(posix.dirname(file), specifier!)),
  );
}

describe("layers", () => {
  it("finds the sources", () => expect(files.length).toBeGreaterThan(5));

  it.each(files)("%s lies in a known layer and imports only from below", (file) => {
    const own = ranks[layerOf(file)];
    expect(own, `${layerOf(file)} is not a known layer`).toBeDefined();
    const upward = importsOf(file).filter((target) => {
      const layer = layerOf(target.replace(/\.js$/, ".ts"));
      return layer !== layerOf(file) && !(ranks[layer]! < own!);
    });
    expect(upward).toEqual([]);
  });

  it.each(files.filter((file) => !atTheRim.has(layerOf(file))))(
    "%s leaves process and console alone",
    (file) => {
      const source = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      expect(source.match(/\b(?:process\.(?!memoryUsage)|console\.)\w+/g) ?? []).toEqual([]);
    },
  );

  it("has one door: nothing outside src imports a file of src but index.ts and cli.ts, tests aside", () => {
    const notebooks = join(root, "..", "notebooks");
    const names = existsSync(notebooks) ? readdirSync(notebooks) : [];
    for (const file of names.filter((name) => name.endsWith(".ipynb"))) {
      expect(readFileSync(join(notebooks, file), "utf8"), relative(root, file)).not.toMatch(
        /\.\.\/(src|dist)\//,
      );
    }
  });
});
