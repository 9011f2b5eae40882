import { createReadStream, existsSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  classifyLines,
  classifyWithTransformer,
  commitOfLine,
  loadTextClassifier,
  textLines,
} from "../../classify/index.js";
import type { Verb } from "./verb.js";

export const classifyVerb: Verb = {
  name: "classify",
  usage: "[FILE] [--model NAME] [--json]",
  summary: "say of each commit message what the commit was for",
  help: `Reads FILE, or standard input: a commit message a line, or a JSON object a line with title and perhaps message,
position (1 for a repository's first commit) and files. Writes a JSON object a line, in the order of the input: kinds
(corrective, adaptive, perfective or none; the main one first), activity, scores, and because, the n-grams and
conventions that decided.

  --model NAME   take the kinds from a text-classification model through @huggingface/transformers, where that is installed
  --json         accepted for likeness with the other verbs: the output is JSON either way

Examples
  git log --format=%s | hub-evolution classify
  hub-evolution classify messages.ndjson > kinds.ndjson`,
  options: { model: { type: "string" }, json: { type: "boolean", default: false } },
  positionals: { min: 0, max: 1 },
  async run({ values, positionals: [file], signal }) {
    if (file !== undefined && file !== "-" && !existsSync(file))
      throw new Error(`${file} does not exist. Give a file of commit messages, or pipe them in.`);
    const input = file === undefined || file === "-" ? process.stdin : createReadStream(file);
    const transformer = values.model ? await loadTextClassifier(values.model as string) : undefined;
    async function* answers() {
      const lines = textLines(input);
      if (transformer)
        for await (const line of lines)
          yield `${JSON.stringify(await classifyWithTransformer(commitOfLine(line), transformer))}\n`;
      else for await (const result of classifyLines(lines)) yield `${JSON.stringify(result)}\n`;
    }
    // Through a stream, so that a slow reader slows us and not the memory.
    await pipeline(Readable.from(answers()), process.stdout, { signal, end: false });
    return 0;
  },
};
