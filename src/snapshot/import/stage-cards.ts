import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { textLines } from "../../classify/text-lines.js";
import { splitFrontMatter } from "../../text/split-front-matter.js";
import type { Database } from "../duckdb.js";
import { SnapshotError } from "../snapshot-error.js";

/**
 * Adds cards ({id, card}, one a line) to the `staged_cards` table, their front matter split off.
 *
 * @returns the number of cards read.
 * @throws SnapshotError where a line holds no card.
 */
export async function stageCards(database: Database, path: string): Promise<number> {
  const file = createReadStream(path);
  // Not readline, which also ends lines at U+2028: a card may hold one inside its JSON string.
  const lines = textLines(path.endsWith(".gz") ? file.pipe(createGunzip()) : file, { maxChars: 1 << 28 });
  const cards = await database.connection.createAppender("staged_cards");
  const failures = await database.connection.createAppender("staged_card_failures");
  let read = 0;
  let number = 0;
  for await (const line of lines) {
    number++;
    if (!line) continue;
    const { id, card } = JSON.parse(line) ?? {};
    if (typeof id !== "string" || id === "" || typeof card !== "string") {
      throw new SnapshotError(
        `No card in line ${number} (an id and a card, both texts, are wanted)`,
        path,
        "Mend the line or leave it out, then import again.",
      );
    }
    const { frontMatter, text, problem } = splitFrontMatter(card);
    cards.appendVarchar(id);
    cards.appendVarchar(text);
    if (frontMatter === null) cards.appendNull();
    else cards.appendVarchar(JSON.stringify(frontMatter));
    cards.appendInteger(text.length);
    cards.endRow();
    read++;
    if (problem) {
      failures.appendVarchar(id);
      failures.appendVarchar(`the front matter is not YAML: ${problem}`.slice(0, 200));
      failures.endRow();
    }
  }
  cards.closeSync();
  failures.closeSync();
  return read;
}
