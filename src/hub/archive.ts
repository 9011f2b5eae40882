import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { cannotKeep } from "./cannot-keep.js";
import { Journal } from "./journal.js";

/** One answer of the Hub as raw/answers.ndjson lists it. */
export interface AnswerLine {
  /** Round of the crawl: 1 for the first, one more for each update. */
  readonly round: number;
  readonly url: string;
  /** HTTP status; 0 where no whole answer came, and `fault` says why. */
  readonly status: number;
  readonly fault?: string;
  /** The headers that matter, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, by which raw/bodies has it; null for an empty one. */
  readonly body: string | null;
  readonly bytes: number;
  /** Local time of retrieval. */
  readonly at: string;
  /** Which try it was, from 1. */
  readonly attempt: number;
  /** Whether the request is answered by this: no try follows. */
  readonly final: boolean;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * What the Hub answered, under raw/: bodies gzip-packed and named by the SHA-256 of their content, and one line an
 * answer in answers.ndjson. A body is synced before the line that names it, so a line never points at nothing.
 */
export class Archive {
  private readonly answered = new Map<string, AnswerLine>();
  private readonly folders = new Set<string>();

  private constructor(
    readonly folder: string,
    private round: number,
    private journal: Journal<AnswerLine>,
  ) {}

  static async open(folder: string, round: number): Promise<Archive> {
    const bodies = join(folder, "bodies");
    try {
      await mkdir(bodies, { recursive: true });
      for (const name of await readdir(bodies)) {
        if (name.startsWith(".writing-")) await rm(join(bodies, name));
      }
    } catch (error) {
      throw cannotKeep(error, folder);
    }
    const lines: AnswerLine[] = [];
    const journal = await Journal.open<AnswerLine>(join(folder, "answers.ndjson"), (line) => {
      if (line.round === round && line.final) lines.push(line);
    });
    const archive = new Archive(folder, round, journal);
    for (const line of lines) archive.answered.set(line.url, line);
    return archive;
  }

  /** The answer that settled a request in this round, if there is one. */
  find(url: string): AnswerLine | undefined {
    return this.answered.get(url);
  }

  /** Keeps an answer; resolved once it would survive a power cut. */
  async keep(answer: Omit<AnswerLine, "round" | "body" | "bytes">, body: Buffer): Promise<AnswerLine> {
    const line: AnswerLine = {
      round: this.round,
      ...answer,
      body: body.length ? await this.keepBody(body) : null,
      bytes: body.length,
    };
    await this.journal.append(line);
    if (line.final) this.answered.set(line.url, line);
    return line;
  }

  /** Path of a body, a gzip file. */
  pathOf(sha256: string): string {
    return join(this.folder, "bodies", sha256.slice(0, 2), `${sha256}.gz`);
  }

  async body(sha256: string | null): Promise<Buffer> {
    return sha256 === null ? Buffer.alloc(0) : unpack(await readFile(this.pathOf(sha256)));
  }

  async close(): Promise<void> {
    await this.journal.close();
  }

  private async keepBody(body: Buffer): Promise<string> {
    const sha256 = createHash("sha256").update(body).digest("hex");
    const path = this.pathOf(sha256);
    if (existsSync(path)) return sha256;
    const shelf = join(this.folder, "bodies", sha256.slice(0, 2));
    const draft = join(this.folder, "bodies", `.writing-${randomBytes(8).toString("hex")}`);
    try {
      if (!this.folders.has(shelf)) {
        await mkdir(shelf, { recursive: true });
        await syncFolder(join(this.folder, "bodies"));
        this.folders.add(shelf);
      }
      const file = await open(draft, "wx");
      try {
        await file.writeFile(await pack(body));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      await syncFolder(shelf);
    } catch (error) {
      await rm(draft, { force: true });
      throw cannotKeep(error, path);
    }
    return sha256;
  }
}

/** Makes names in a folder survive a power cut; where the system cannot, it need not. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
