import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifySnapshot } from "../src/snapshot/verify-snapshot.js";
import { fullArchive } from "./support/full-archive.js";
import { inventModels } from "./support/hub-model.js";
import { startHubServer } from "./support/hub-server.js";
import { writeNotebook } from "./support/notebook.js";
import { ended, runCli, startCli } from "./support/run-cli.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-killed-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Waits until something is so, looking every millisecond. */
async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(1)) {
    const seen = look();
    if (seen) return seen;
  }
  throw new Error("It did not come about in 30 seconds.");
}

const stagingOf = (target: string) => readdirSync(target).filter((name) => name.startsWith(".hub.writing-"));

/** What lies beside the snapshot and is no business of its writer. */
function bystanders(): Record<string, string> {
  mkdirSync(join(folder, "place/.hub2.writing-0123456789ab"), { recursive: true });
  const texts = {
    "notes.txt": "mine",
    ".hub2.writing-0123456789ab/models.parquet": "another's",
    "hub.json": "{}",
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, "place", name), text);
  return texts;
}

/** Kills a command once a table's file is there; tries again where it was done before the signal came. */
async function killedWhileWriting(table: string, command: string[], place: string): Promise<boolean> {
  for (let tries = 0; tries < 5; tries++) {
    const before = stagingOf(place);
    const child = startCli(command);
    const end = once(child, "close");
    await until(() => {
      if (child.exitCode !== null) return true;
      const staging = stagingOf(place).find((name) => !before.includes(name));
      const files = staging ? filesIn(join(place, staging)) : [];
      return files.some((name) => name.replace("tmp_", "") === `${table}.parquet`);
    });
    child.kill("SIGKILL");
    if ((await end)[1] === "SIGKILL") return true;
    rmSync(join(place, "hub"), { recursive: true });
  }
  return false;
}

/** None where the folder was renamed since it was seen. */
function filesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

describe("a writer that is killed while it writes", () => {
  const commands: [string, () => string[], string[]][] = [
    [
      "import",
      () => ["import", ...fullArchive(folder)],
      ["models", "commits", "commit_files", "file_changes", "cards", "failures"],
    ],
    [
      "simulate",
      () => ["simulate", "--models", "60", "--seed", "1"],
      [
        "models",
        "commits",
        "commit_files",
        "cards",
        "failures",
        "truth-models",
        "truth-commits",
        "truth-deleted",
      ],
    ],
  ];
  it.each(commands)(
    "any table: %s leaves no snapshot, and the same command does it and clears up",
    async (_, given, tables) => {
      const texts = bystanders();
      const place = join(folder, "place");
      const out = join(place, "hub");
      const command = [...given(), "--out", out];
      for (const table of tables) {
        expect(await killedWhileWriting(table, command, place), table).toBe(true);
        expect(existsSync(out)).toBe(false);
        await expect(verifySnapshot(out)).rejects.toThrow(/No snapshot here/);
        // What the one before left, this one cleared.
        expect(stagingOf(place), table).toHaveLength(1);
      }
      expect(await runCli(command)).toMatchObject({ status: 0 });
      expect(await verifySnapshot(out)).toMatchObject({ ok: true });
      expect(readdirSync(place).sort()).toEqual([
        ".hub2.writing-0123456789ab",
        "hub",
        "hub.json",
        "notes.txt",
      ]);
      for (const [name, text] of Object.entries(texts))
        expect(readFileSync(join(place, name), "utf8")).toBe(text);
    },
  );
});

describe("two at once on the same target", () => {
  it("import and simulate: the first writes, the second is told at once", async () => {
    const out = join(folder, "hub");
    const sources = fullArchive(folder);
    const first = startCli(["simulate", "--out", out, "--models", "1500", "--seed", "1"]);
    const end = ended(first);
    await until(() => stagingOf(folder).length);
    first.kill("SIGSTOP");
    const second = await runCli(["import", ...sources, "--out", out]);
    first.kill("SIGCONT");
    expect(second.stderr).toMatch(
      new RegExp(
        `Another run writes this snapshot \\(process ${first.pid} on .*\\): .*hub\\. Wait for it, or name another`,
      ),
    );
    expect(second.status).toBe(1);
    expect(await end).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(join(out, "datapackage.json"), "utf8")).hub.kind).toBe("simulated");
    expect(await verifySnapshot(out)).toMatchObject({ ok: true });
  });

  it("crawl: the second is told at once, and the first goes on", async () => {
    const out = join(folder, "hub");
    const held: (() => void)[] = [];
    let open = false;
    const hub = await startHubServer({
      models: inventModels(4, 61),
      onRequest: () => (open ? undefined : new Promise<void>((resolve) => held.push(resolve))),
    });
    try {
      const command = ["crawl", "--hub", hub.url, "--out", out];
      const first = startCli(command);
      const end = ended(first);
      await until(() => held.length);
      const second = await runCli(command);
      expect(second.stderr).toMatch(new RegExp(`Another crawl works here \\(process ${first.pid} on`));
      expect(second.status).toBe(1);
      open = true;
      for (const go of held) go();
      expect(await end).toMatchObject({ status: 0 });
    } finally {
      await hub.close();
    }
  });

  it("study: the second waits for the first, says so, and both reports are whole", async () => {
    const out = join(folder, "report");
    const notebook = writeNotebook("slow", ["await new Promise((resolve) => setTimeout(resolve, 1500)); 1"]);
    const first = ended(startCli(["study", notebook, "--out", out]));
    await until(() => existsSync(join(out, ".being-written")));
    const [one, two] = await Promise.all([first, runCli(["study", notebook, "--out", out])]);
    expect(two.stderr).toMatch(/waiting for another run that writes .*report \(process \d+ on /);
    expect([one.status, two.status]).toEqual([0, 0]);
    expect(readdirSync(out).sort()).toEqual(["figures", "index.html", "notebooks", "results.json"]);
  });
});
