import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Up to this size a file is read whole, which for thousands of small ones costs a third of streaming them. */
const wholeBytes = 1 << 22;

/** SHA-256 of a file, hexadecimal, and its length. */
export async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const { size } = await stat(path);
  const hash = createHash("sha256");
  if (size <= wholeBytes) {
    hash.update(await readFile(path));
    return { sha256: hash.digest("hex"), bytes: size };
  }
  let bytes = 0;
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { sha256: hash.digest("hex"), bytes };
}
