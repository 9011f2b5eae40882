import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("plotly and jsdom are loaded by the first picture, not by the import", () => {
  const script = `
    import { createRequire } from "node:module";
    import { lineFigure, toSvg } from "./src/plot/index.ts";
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => /node_modules.jsdom/.test(path));
    const before = loaded();
    const spec = { name: "f", title: "T", n: 1, of: "models", x: { title: "x" }, y: { title: "y" } };
    toSvg(lineFigure({ ...spec, series: [] }, { snapshot: "s", asOf: new Date(0), simulated: false }));
    console.log(JSON.stringify({ before, after: loaded() }));
  `;
  const output = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: join(import.meta.dirname, "../.."),
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toEqual({ before: false, after: true });
});
