import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // scripts/mutate.ts names the tests of the files at hand.
    include: JSON.parse(process.env.MUTATION_TESTS ?? "[]"),
    globalSetup: ["test/support/one-folder-a-run.ts"],
    setupFiles: ["test/support/seed-properties.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    watch: false,
  },
});
