import { describe, expect, it } from "vitest";
import { verdicts } from "../../../src/study/claims/ledger-row.js";
import { readClaims } from "../../../src/study/claims/read-claims.js";
import { claimsVerb } from "../../../src/study/verbs/claims.js";
import { simulatedSnapshot } from "../../support/simulated.js";

async function claims(values: Record<string, string | boolean | string[]>) {
  let printed = "";
  const code = await claimsVerb.run({
    values: { study: "published", snapshot: [], ...values },
    positionals: [],
    print: (text) => {
      printed += text;
    },
    progress: { update() {}, line() {}, end() {} },
    signal: new AbortController().signal,
  });
  return { code, printed };
}

describe("hub-evolution claims", () => {
  it("lists every claim with its verdict as JSON", async () => {
    const { code, printed } = await claims({ json: true });
    expect(code).toBe(0);
    const rows = JSON.parse(printed);
    expect(rows.map(({ id }: { id: string }) => id)).toEqual(readClaims().claims.map(({ id }) => id));
    for (const row of rows) {
      expect(verdicts).toContain(row.verdict);
      expect(row.why.length).toBeGreaterThan(0);
      for (const key of ["published", "estimate", "low", "high", "n", "snapshot"])
        expect(row).toHaveProperty(key);
    }
  });

  it("says it in words, with the counts last", async () => {
    const { printed } = await claims({});
    expect(printed).toContain("cast24-growth (Castaño et al., MSR 2024)");
    expect(printed.trim().split("\n").at(-1)).toMatch(/^99 claims: \d+ holds, .*cannot be answered here$/);
  });

  it("runs the notebooks that ask for a role on the snapshot given for it, and never mixes simulated with real", {
    timeout: 400_000,
  }, async () => {
    const path = await simulatedSnapshot();
    const snapshot = [`creation-times=${path}`];
    const { code, printed } = await claims({ study: "simulated", snapshot, json: true });
    expect(code).toBe(0);
    const answered = JSON.parse(printed).filter(
      ({ snapshot: of }: { snapshot: string | null }) => of !== null,
    );
    expect(answered.length).toBeGreaterThan(0);
    for (const row of answered) expect(row.snapshot).toMatch(/simulated|snapshot/);
  });

  it("refuses an unknown study, role or folder", async () => {
    await expect(claims({ study: "mine" })).rejects.toThrow(/No study "mine"/);
    await expect(claims({ snapshot: ["cen=x"] })).rejects.toThrow(/No role "cen"/);
    await expect(claims({ snapshot: ["census=/nowhere"] })).rejects.toThrow(/no snapshot/);
    await expect(claims({ results: "/nowhere.json" })).rejects.toThrow(/nowhere.json cannot be read/);
  });
});
