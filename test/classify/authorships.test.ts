import { expect, it } from "vitest";
import { activityShares, authorCounts, mainModels } from "../../src/classify/index.js";

it("authorCounts and mainModels read one row a model and author", () => {
  const rows = [
    { modelId: "a/x", author: "ann", commits: 2 },
    { modelId: "a/x", author: "bob", commits: 5 },
    { modelId: "b/y", author: "ann", commits: 2 },
    { modelId: "b/z", author: "bob", commits: 6 },
  ];
  expect([...authorCounts(rows)]).toEqual([
    ["a/x", 2],
    ["b/y", 1],
    ["b/z", 1],
  ]);
  expect([...mainModels(rows)]).toEqual([
    ["ann", "a/x"],
    ["bob", "b/z"],
  ]);
  expect([authorCounts([]).size, mainModels([]).size]).toEqual([0, 0]);
});

it("activityShares count commits by what their title says they touch", () => {
  const commit = (modelId: string, title: string, position: number) => ({
    modelId,
    title,
    message: "",
    position,
  });
  const commits = [
    commit("a/x", "Update README.md", 2),
    commit("a/x", "Upload pytorch_model.bin", 3),
    commit("a/x", "Update README.md", 4),
    commit("a/x", "Update README.md", 5),
    commit("b/y", "Update README.md", 2),
  ];
  expect([...activityShares(commits, "card")]).toEqual([["a/x", 0.75]]);
  expect([...activityShares(commits, "card", { minCommits: 1 })]).toEqual([
    ["a/x", 0.75],
    ["b/y", 1],
  ]);
});
