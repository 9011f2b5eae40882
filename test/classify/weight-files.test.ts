import { describe, expect, it } from "vitest";
import {
  adoptionCurve,
  type CommitRecord,
  conversionShare,
  fileKind,
  fileRole,
  filesPerCommit,
  formatSeries,
  isConversion,
  isLicenceFile,
  licenceText,
  safetensorsAdoption,
  weightChanges,
  weightChangesTold,
  weightFormat,
  weightFormats,
  weightFormatsOf,
  weightFormatTrend,
} from "../../src/classify/index.js";

describe("weightFormat", () => {
  it.each([
    ["model.safetensors", "safetensors"],
    ["model-00001-of-00007.safetensors", "safetensors"],
    ["unet/diffusion_pytorch_model.bin", "PyTorch"],
    ["best.pt", "PyTorch"],
    ["v1-5-pruned.ckpt", "PyTorch"],
    ["llama-2.ggmlv3.q4_0.bin", "GGUF or GGML"],
    ["mistral.Q4_K_M.gguf", "GGUF or GGML"],
    ["onnx/model_quantized.onnx", "ONNX"],
    ["onnx/model.onnx_data", "ONNX"],
    ["openvino_model.bin", "other"],
    ["tf_model.h5", "TensorFlow or Keras"],
    ["variables/variables.data-00000-of-00001", "TensorFlow or Keras"],
    ["bert_model.ckpt-100.meta", "TensorFlow or Keras"],
    ["flax_model.msgpack", "Flax"],
    ["model.joblib", "pickle"],
    ["model.nemo", "other"],
  ])("%s is %s", (path, format) => expect(weightFormat(path)).toBe(format));

  it("knows no format of what holds no weights", () => {
    for (const path of [
      "README.md",
      "spiece.model",
      "optimizer.pt",
      "training_args.bin",
      "model.safetensors.index.json",
      "",
    ]) {
      expect(weightFormat(path)).toBeNull();
    }
  });

  it("lists each format once, in the order of the figures", () => {
    expect(weightFormatsOf(["a.bin", "b.BIN", "c.safetensors", "README.md"])).toEqual([
      "safetensors",
      "PyTorch",
    ]);
    expect(weightFormatsOf([])).toEqual([]);
    expect(new Set(weightFormats).size).toBe(weightFormats.length);
  });
});

it("file kinds follow the roles", () => {
  const kinds = ["README.md", "config.json", "tokenizer.json", "a.py", "logo.png", "x.bin"].map((path) =>
    fileKind(fileRole(path)),
  );
  const settings = "data and configuration";
  expect(kinds).toEqual(["documentation", settings, settings, "code", "other", "weights"]);
});

it("licence files are told by their name", () => {
  for (const path of [
    "LICENSE",
    "licence.md",
    "LICENSE-MODEL.txt",
    "sub/COPYING",
    "MODEL_LICENSE",
    "LICENSE.pdf",
  ]) {
    expect([path, isLicenceFile(path)]).toEqual([path, true]);
  }
  for (const path of ["README.md", "license.py", "licenses.json", "licensed", "copying/readme.md"]) {
    expect([path, isLicenceFile(path)]).toEqual([path, false]);
  }
});

const commit = (
  day: number,
  title: string,
  paths: string[],
  more: Partial<CommitRecord> = {},
): CommitRecord => ({
  modelId: "ada/engine",
  oid: `${day} ${title}`,
  committedAt: new Date(Date.UTC(2023, 0, day)),
  title,
  authors: ["ada"],
  isBot: false,
  files: paths.map((path) => ({ path, change: "added", role: fileRole(path) })),
  ...more,
});
const history = (...commits: CommitRecord[]) => [{ modelId: "ada/engine", commits }];

describe("safetensorsAdoption", () => {
  it("tells when safetensors came, and by whom", () => {
    const converted = "Adding `safetensors` variant of this model (#2)";
    expect(
      safetensorsAdoption(
        history(
          commit(1, "initial commit", [".gitattributes"]),
          commit(2, "add model", ["pytorch_model.bin"]),
          commit(9, converted, ["model.safetensors"]),
          commit(12, "drop it", ["model.safetensors"], {
            files: [{ path: "model.safetensors", change: "deleted", role: "weights" }],
          }),
          commit(20, "new weights", ["model.safetensors"], { committedAt: null }),
        ),
      ),
    ).toEqual([
      {
        modelId: "ada/engine",
        weightCommits: 4,
        firstWeightsAt: new Date("2023-01-02T00:00:00Z"),
        safetensorsCommits: 2,
        firstSafetensorsAt: new Date("2023-01-09T00:00:00Z"),
        firstByBot: true,
        conversions: 1,
      },
    ]);
  });

  it("counts a commit that adds safetensors beside another format", () => {
    const both = history(commit(2, "add model", ["pytorch_model.bin", "model.safetensors"]));
    expect(safetensorsAdoption(both)[0]).toMatchObject({ weightCommits: 1, safetensorsCommits: 1 });
  });

  it("leaves out models without weights or without known files", () => {
    expect(safetensorsAdoption(history(commit(1, "card", ["README.md"])))).toEqual([]);
    expect(safetensorsAdoption(history(commit(1, "add model", [], { files: null })))).toEqual([]);
  });

  it("knows the bot by its title or its account, and not what people say of safetensors", () => {
    expect(isConversion(commit(1, "x", [], { authors: ["SFconvertbot"] }))).toBe(true);
    expect(isConversion(commit(1, "x", [], { authors: ["SFconvertbot", "ada"] }))).toBe(false);
    expect(isConversion(commit(1, "Add safetensors", []))).toBe(false);
    expect(isConversion(commit(1, "x", [], { authors: null }))).toBe(false);
  });
});

it("adoption curves and the bot's share count over all models", () => {
  const rows = safetensorsAdoption([
    ...history(
      commit(2, "add", ["a.bin"]),
      commit(9, "Adding `safetensors` variant of this model", ["a.safetensors"]),
    ),
    ...history(
      commit(3, "add", ["a.bin"]),
      commit(8, "safer", ["a.safetensors"]),
      commit(9, "again", ["a.safetensors"]),
    ),
    ...history(commit(3, "add", ["a.bin"])),
  ]);
  const until = new Date("2023-02-01T00:00:00Z");
  expect(adoptionCurve(rows, true, until)).toEqual({
    x: ["2023-01-09T00:00:00.000Z", "2023-02-01T00:00:00.000Z"],
    y: [1 / 3, 1 / 3],
  });
  expect(adoptionCurve(rows, false, until).y).toEqual([1 / 3, 1 / 3]);
  expect(adoptionCurve([], true, until).y).toEqual([null]);
  expect(conversionShare(rows, { seed: 1 })).toMatchObject({ value: 1 / 3, n: 3 });
  expect(conversionShare([], { seed: 1 })).toBeNull();
});

it("licence texts are counted by the class of the tag", () => {
  const model = (owner: string, licence: string | null, ...paths: string[]) => ({ owner, licence, paths });
  const found = licenceText(
    [
      model("a", "mit", "LICENSE"),
      model("b", "apache-2.0", "README.md"),
      model("b", "MIT"),
      model("c", null, "LICENSE"),
    ],
    { seed: "licence" },
  );
  expect(found.map(({ licence, lacking }) => [licence, lacking.value, lacking.n])).toEqual([
    ["permissive", 2 / 3, 3],
    ["unknown", 0, 1],
  ]);
});

describe("weightChanges", () => {
  it("asks title and card of each change after the first weights", () => {
    const found = weightChanges(
      history(
        commit(1, "add files", ["model.bin"]),
        commit(3, "Update README.md", ["README.md"]),
        commit(4, "update", ["model.bin"]),
        commit(9, "Upload model.bin", ["model.bin"]),
        commit(15, "update", ["model.bin"]),
        commit(20, "update", ["model.bin", "README.md"]),
        commit(30, "end of training", ["model.bin"], { committedAt: null }),
        commit(40, "Adding `safetensors` variant of this model", ["model.safetensors"], { isBot: true }),
      ),
    );
    expect(found.map(({ titleTells, cardTells }) => [titleTells, cardTells])).toEqual([
      [false, true],
      [true, false],
      [false, false],
      [false, true],
      [true, false],
    ]);
    const told = weightChangesTold(found, { seed: "told" });
    expect([told.both, told.titleAlone, told.cardAlone, told.neither].map((one) => one!.value)).toEqual([
      0, 0.4, 0.4, 0.2,
    ]);
    expect(weightChanges(history(commit(1, "add files", ["model.bin"])))).toEqual([]);
  });
  it("takes a title that names a changed file for one that tells", () => {
    const files = ["a/variables.data-00000-of-00001"];
    const changes = weightChanges(
      history(
        commit(1, "add", files),
        commit(9, "Variables.data-00000-of-00001", files),
        commit(20, "again", files),
      ),
    );
    expect(changes.map(({ titleTells }) => titleTells)).toEqual([true, false]);
  });
});

describe("filesPerCommit", () => {
  it("counts the files of commits that touch any", () => {
    const paths = ["a", "b", "c", "d", "e", "f"];
    const found = filesPerCommit(
      [
        ...history(
          commit(1, "x", ["a"]),
          commit(2, "y", []),
          commit(3, "z", paths),
          commit(4, "u", ["a", "b"]),
        ),
        ...history(commit(1, "x", ["a"]), commit(2, "unknown", [], { files: null })),
        ...history(commit(1, "nothing", [])),
      ],
      { seed: "files" },
    )!;
    expect([found.commits, found.known, found.models]).toEqual([4, 6, 2]);
    // statistics.mean([1, 6, 2, 1]) and statistics.median([1, 6, 2, 1]) of Python.
    expect([found.mean.value, found.median.value, found.mean.n, found.median.n]).toEqual([2.5, 1.5, 4, 4]);
    expect(found.median.low).toBe(1);
    expect(filesPerCommit(history(commit(1, "nothing", [])), { seed: "files" })).toBeNull();
  });
});

describe("weightFormatTrend", () => {
  it("shares the pairs of each month, and leaves out what has no month or no weights", () => {
    const at = (createdAt: string | null, ...paths: string[]) => ({
      createdAt: createdAt === null ? null : new Date(createdAt),
      paths,
    });
    const trend = weightFormatTrend(
      [
        at("2023-02-01T00:00:00Z", "a.bin", "a.safetensors"),
        at("2023-01-31T23:59:59Z", "a.bin", "b.bin"),
        at("2023-02-28T00:00:00Z", "b.bin"),
        at("2023-02-28T00:00:00Z", "README.md"),
        at(null, "b.bin"),
      ],
      { seed: "trend", minModels: 1 },
    );
    const shares = trend.map(({ month, models, formats }) => [
      month,
      models,
      formats.get("PyTorch")!.share.value,
    ]);
    expect(shares).toEqual([
      ["2023-01-01", 1, 1],
      ["2023-02-01", 2, 2 / 3],
    ]);
    expect(formatSeries(trend, "safetensors")).toMatchObject({
      x: ["2023-01-01", "2023-02-01"],
      y: [0, 1 / 3],
    });
    const { low, y, high } = formatSeries(trend, "safetensors");
    expect([low[0], high[0]]).toEqual([0, 0]);
    expect(low[1]! <= y[1]! && y[1]! < high[1]!).toBe(true);
    expect(trend[1]!.formats.get("safetensors")!.share.n).toBe(3);
    expect(weightFormatTrend([at("2023-02-01T00:00:00Z", "a.bin")], { seed: "trend" })).toEqual([]);
  });
});
