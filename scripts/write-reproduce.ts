import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishedFiles } from "../src/study/reproduce.js";

for (const [path, text] of Object.entries(publishedFiles())) {
  writeFileSync(join(import.meta.dirname, "..", path), text);
}
