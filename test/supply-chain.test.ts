import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { joined, readNotebook } from "../src/study/notebook.js";
import { allNotebooks } from "../src/study/run-study.js";

const root = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");
const manifest = JSON.parse(read("package.json"));
const told = read("docs/supply-chain.md");

describe("the package", () => {
  it("runs nothing on install", () => {
    const lifecycle = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
    expect(lifecycle.filter((name) => name in manifest.scripts)).toEqual([]);
  });

  it("asks for exact versions, from the registry alone", () => {
    const wanted = {
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.devDependencies,
    };
    const { "hub-evolution": itself, ...others } = wanted;
    expect(itself).toBe("file:.");
    expect(
      Object.entries(others).filter(
        ([, version]) => !/^(npm:@?[a-z/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
      ),
    ).toEqual([]);
  });

  it("needs neither itself nor an override where it is installed", () => {
    expect(manifest.dependencies).not.toHaveProperty("hub-evolution");
    expect(Object.keys(manifest.overrides)).toEqual(["danfojs-node"]);
    expect(Object.keys(manifest.optionalDependencies)).toContain("danfojs-node");
  });

  it("tells of every dependency that has a script on install", () => {
    const packages = JSON.parse(read("package-lock.json")).packages as Record<
      string,
      { hasInstallScript?: true }
    >;
    const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript ? [path.replace(/^.*node_modules\//, "")] : [],
    );
    expect(scripted.filter((name) => !told.includes(name))).toEqual([]);
  });
});

describe("danfojs, which brings packages with known holes", () => {
  it("is not imported by src, and its readers and writers are called by no notebook", () => {
    const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    expect(sources.filter((file) => /from "(danfojs|xlsx|request)/.test(read(join("src", file))))).toEqual(
      [],
    );
    const cells = allNotebooks().flatMap((path) =>
      readNotebook(path).cells.map(({ source }) => joined(source)),
    );
    expect(
      cells.filter((source) => /\b(read(CSV|JSON|Excel)|stream(CSV|JSON)|to(Excel|JSON)\()/.test(source)),
    ).toEqual([]);
  });

  it.each(["xlsx", "request", "tough-cookie", "form-data"])(
    "comes with the %s that docs/supply-chain.md speaks of",
    (name) => {
      const packages = JSON.parse(read("package-lock.json")).packages as Record<string, { version: string }>;
      const versions = Object.entries(packages).flatMap(([path, { version }]) =>
        path.endsWith(`node_modules/${name}`) ? [version] : [],
      );
      expect(versions.some((version) => told.includes(`| ${name} ${version},`))).toBe(true);
    },
  );
});

it("the shipped weights are the ones that docs/supply-chain.md names", () => {
  expect(told).toContain(createHash("sha256").update(read("data/commit-kinds-model.json")).digest("hex"));
});

describe.each(allNotebooks().map((path) => [path.slice(path.lastIndexOf("/") + 1), path] as const))(
  "%s",
  (_, path) => {
    it("holds no token, address of a private host, or name of a user's folder", () => {
      const text = readFileSync(path, "utf8");
      expect(text).not.toMatch(
        /\bhf_[A-Za-z0-9]{20,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bnpm_[A-Za-z0-9]{20,}|Bearer [A-Za-z0-9]/,
      );
      expect(text).not.toMatch(/\b(127\.0\.0\.1|localhost|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)\b/);
      expect(text).not.toMatch(/(\/tmp\/|\/home\/|\/Users\/|C:\\\\Users)/);
    });
  },
);
