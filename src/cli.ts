#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startProgress } from "./study/progress.js";
import { toolVersion } from "./study/tool-version.js";
import { claimsVerb } from "./study/verbs/claims.js";
import { classifyVerb } from "./study/verbs/classify.js";
import { crawlVerb } from "./study/verbs/crawl.js";
import { explainVerb } from "./study/verbs/explain.js";
import { importVerb } from "./study/verbs/import.js";
import { labVerb } from "./study/verbs/lab.js";
import { simulateVerb } from "./study/verbs/simulate.js";
import { studyVerb } from "./study/verbs/study.js";
import { type Verb, WrongUsage } from "./study/verbs/verb.js";
import { verifyVerb } from "./study/verbs/verify.js";

const verbs: readonly Verb[] = [
  studyVerb,
  importVerb,
  crawlVerb,
  simulateVerb,
  verifyVerb,
  classifyVerb,
  explainVerb,
  claimsVerb,
  labVerb,
];

const overview =
  () => `hub-evolution ${toolVersion()}: the evolution and maintenance of models on the Hugging Face Hub, as a study anyone can rerun

${verbs.map(({ name, usage, summary }) => `  hub-evolution ${name} ${usage}\n      ${summary}`).join("\n")}

  hub-evolution VERB --help   options and examples
  hub-evolution --version

Exit codes: 0 done, 1 the data or the Hub said no, 2 wrong usage.
`;

function parse(verb: Verb, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...verb.options, help: { type: "boolean", short: "h", default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    const [what] = (error as Error).message.split(/\. To specify|\n/);
    throw new WrongUsage(`${what!.replace(/\.$/, "")}. See: hub-evolution ${verb.name} --help`);
  }
}

async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${toolVersion()}\n`);
    return 0;
  }
  const verb = verbs.find((known) => known.name === name);
  if (!verb) {
    throw new WrongUsage(
      `No verb "${name}". The verbs are ${verbs.map((known) => known.name).join(", ")}. See: hub-evolution --help`,
    );
  }
  const { values, positionals } = parse(verb, rest);
  if (values.help) {
    process.stdout.write(`hub-evolution ${verb.name} ${verb.usage}\n\n${verb.help}\n`);
    return 0;
  }
  const { min, max } = verb.positionals;
  if (positionals.length < min || positionals.length > max) {
    throw new WrongUsage(`Usage: hub-evolution ${verb.name} ${verb.usage}`);
  }
  const progress = startProgress();
  try {
    return await verb.run({
      values: values as never,
      positionals,
      print: (text) => process.stdout.write(text),
      progress,
      signal,
    });
  } finally {
    progress.end();
  }
}

const interruption = new AbortController();
for (const [name, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.on(name, () => {
    // A second Ctrl-C does not wait.
    if (interruption.signal.aborted) process.exit(code);
    process.exitCode = code;
    interruption.abort(new Error("Interrupted."));
    setTimeout(() => process.exit(code), 3000).unref();
  });
}
// The reader of the output has gone (`| head`): nothing is left to say.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main(process.argv.slice(2), interruption.signal).then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: Error) => {
    const wrong = error instanceof WrongUsage;
    if (interruption.signal.aborted) process.stderr.write("hub-evolution: interrupted\n");
    else process.stderr.write(`hub-evolution: ${error.message}\n`);
    process.exitCode ??= wrong ? 2 : 1;
  },
);
