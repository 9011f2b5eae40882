import fc from "fast-check";
import type { CommitRecord, FileRole } from "../../src/classify/index.js";

const dayMs = 86_400_000;
const from = Date.UTC(2015, 9, 1);

/** Invented commits of any age, some undated, some before 2016, some far in the future, many at one second. */
export const commitRecord: fc.Arbitrary<CommitRecord> = fc.record({
  modelId: fc.constant("a/b"),
  oid: fc.uuid(),
  committedAt: fc.option(
    fc.oneof(
      fc.integer({ min: 0, max: 4500 }).map((days) => new Date(from + days * dayMs)),
      fc.integer({ min: 0, max: 4500 * 86_400 }).map((seconds) => new Date(from + seconds * 1000)),
    ),
    { nil: null, freq: 12 },
  ),
  title: fc.option(
    fc.constantFrom(
      "Update README.md",
      "Upload model.safetensors",
      "Release v2.1",
      "fix",
      "Delete a.bin",
      "微调",
    ),
    { nil: null, freq: 12 },
  ),
  authors: fc.option(
    fc.uniqueArray(fc.constantFrom("anna", "bo", "system", "SFconvertbot", "中文"), { maxLength: 3 }),
    { nil: null, freq: 6 },
  ),
  isBot: fc.option(fc.boolean(), { nil: null, freq: 6 }),
  kinds: fc.option(
    fc.uniqueArray(fc.constantFrom("corrective", "adaptive", "perfective"), { maxLength: 2 }),
    { nil: null, freq: 6 },
  ),
  files: fc.option(
    fc
      .uniqueArray(fc.constantFrom<FileRole>("card", "weights", "config"), { maxLength: 3 })
      .map((roles) =>
        roles.map((role) => ({ path: role, change: role === "config" ? "deleted" : "modified", role })),
      ),
    { nil: null, freq: 2 },
  ),
});
