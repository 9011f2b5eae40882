import { type FileHandle, open } from "node:fs/promises";
import { cannotKeep } from "./cannot-keep.js";

/**
 * A file of JSON lines that only grows. A line counts once `append` has resolved: it is then written and synced, and
 * lines that come together share one sync. What a killed process left of a last line is cut off when the file is opened.
 */
export class Journal<T> {
  private waiting: { text: string; resolve: (index: number) => void; reject: (error: unknown) => void }[] =
    [];
  private flushing: Promise<void> | undefined;
  /** What went wrong first. Lines after a torn one would not count, so none is written then. */
  private broken: unknown;

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    private count: number,
  ) {}

  /** Opens the journal, calling `onLine` for each whole line in order, with its index. */
  static async open<T>(path: string, onLine: (line: T, index: number) => void): Promise<Journal<T>> {
    const file = await open(path, "a+").catch((error) => {
      throw cannotKeep(error, path);
    });
    try {
      let count = 0;
      let bytes = 0;
      for await (const batch of journalLines<T>(file)) {
        for (const line of batch.lines) onLine(line, count++);
        bytes = batch.bytes;
      }
      if ((await file.stat()).size !== bytes) {
        await file.truncate(bytes);
        await file.sync();
      }
      return new Journal<T>(path, file, count);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Lines in the file. */
  get length(): number {
    return this.count;
  }

  /** Adds a line; gives its index once it is safe. */
  append(line: T): Promise<number> {
    const kept = new Promise<number>((resolve, reject) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, resolve, reject });
    });
    this.flushing ??= this.flush();
    return kept;
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.file.close();
  }

  private async flush(): Promise<void> {
    // Lines of the same moment share a sync.
    await Promise.resolve();
    while (this.waiting.length) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        if (this.broken) throw this.broken;
        await this.file.appendFile(batch.map(({ text }) => text).join(""));
        await this.file.datasync();
        for (const { resolve } of batch) resolve(this.count++);
      } catch (error) {
        this.broken ??= cannotKeep(error, this.path);
        for (const { reject } of batch) reject(this.broken);
      }
    }
    this.flushing = undefined;
  }
}

/**
 * The whole lines of a file of JSON lines, a batch at a time, and the bytes that they and those before them take. Only
 * line feeds end a line: readline would also break at U+2028, which JSON strings may hold.
 */
export async function* journalLines<T>(file: FileHandle): AsyncGenerator<{ lines: T[]; bytes: number }> {
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  let bytes = 0;
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (!bytesRead) return;
    at += bytesRead;
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const lines: T[] = [];
    let from = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
      try {
        const line: unknown = JSON.parse(rest.toString("utf8", from, end));
        if (!(line instanceof Object)) throw new SyntaxError("not an object");
        lines.push(line as T);
      } catch {
        // A torn write can hold later bytes without earlier ones; nothing after it counts.
        yield { lines, bytes };
        return;
      }
      bytes += end + 1 - from;
      from = end + 1;
    }
    rest = rest.subarray(from);
    yield { lines, bytes };
  }
}
