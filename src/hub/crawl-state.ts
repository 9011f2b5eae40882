import { join } from "node:path";
import type { Failure } from "./failure.js";
import { HubError } from "./hub-error.js";
import { Journal } from "./journal.js";

export type Wanted = "info" | "commits" | "files" | "card";

/** A look at the whole list, or at its newest part. */
export interface RoundLine {
  readonly kind: "round";
  readonly round: number;
  readonly began: string;
  readonly hub: string;
  /** Only models modified since then; all where absent. */
  readonly since?: string;
}

/** A page of the list that was read whole. */
export interface PageLine {
  readonly kind: "page";
  readonly round: number;
  readonly url: string;
  readonly body: string | null;
  readonly next: string | null;
  readonly at: string;
  readonly simulated?: true;
  /** The page was full and named no next one, twice. */
  readonly cutShort?: true;
}

/** What came of one wanted thing of one model. */
export interface OutcomeLine {
  readonly kind: "outcome";
  readonly round: number;
  /** `_id` on the Hub, or "name:" and the id where it was asked for by name. */
  readonly key: string;
  readonly id: string;
  readonly wanted: Wanted;
  readonly bodies: readonly string[];
  /** `_id`, where only the answer told it. */
  readonly hubId?: string;
  /** The id under which the Hub has it now. */
  readonly renamedTo?: string;
  /** Last change of the model that was known when it was asked. */
  readonly lastModified: string | null;
  readonly failure?: Omit<Failure, "at">;
  readonly at: string;
  readonly simulated?: true;
}

/** Everything wanted in a round has come or failed. */
export interface EndLine {
  readonly kind: "end";
  readonly round: number;
  readonly at: string;
}

export type CrawlLine = RoundLine | PageLine | OutcomeLine | EndLine;

/** Where a crawl stands: its rounds, list pages and what came of each wanted thing, kept in raw/crawl.ndjson. */
export class CrawlState {
  readonly rounds: RoundLine[] = [];
  readonly pages: PageLine[] = [];
  /** The last outcome of each wanted thing, without its bodies, and its line's number. */
  private readonly last = new Map<string, Known>();
  private readonly ended = new Set<number>();
  /** Lines there were when the crawl was opened. */
  linesAtStart = 0;

  private constructor(private journal: Journal<CrawlLine> | undefined) {}

  static async open(raw: string): Promise<CrawlState> {
    const state = new CrawlState(undefined);
    state.journal = await Journal.open<CrawlLine>(join(raw, "crawl.ndjson"), (line, index) =>
      state.take(line, index),
    );
    state.linesAtStart = state.journal.length;
    return state;
  }

  get lines(): number {
    return this.journal!.length;
  }

  get path(): string {
    return this.journal!.path;
  }

  get round(): RoundLine | undefined {
    return this.rounds.at(-1);
  }

  hasEnded(round: number): boolean {
    return this.ended.has(round);
  }

  outcome(key: string, wanted: Wanted): Known | undefined {
    return this.last.get(`${wanted} ${key}`);
  }

  get hasOutcomes(): boolean {
    return this.last.size > 0;
  }

  /** The outcomes that count, in the order in which they came. */
  *outcomes(): Iterable<Known & { key: string; wanted: Wanted }> {
    for (const [name, known] of this.last) {
      const space = name.indexOf(" ");
      yield { ...known, key: name.slice(space + 1), wanted: name.slice(0, space) as Wanted };
    }
  }

  async add(line: CrawlLine): Promise<void> {
    this.take(line, await this.journal!.append(line));
  }

  async close(): Promise<void> {
    await this.journal?.close();
  }

  private take(line: CrawlLine, index: number): void {
    if (line.kind === "round") this.rounds.push(line);
    else if (line.kind === "page") this.pages.push(line);
    else if (line.kind === "end") this.ended.add(line.round);
    else if (line.kind === "outcome") {
      const { round, id, lastModified, failure, renamedTo, hubId, simulated, at } = line;
      this.last.set(`${line.wanted} ${line.key}`, {
        index,
        round,
        id,
        lastModified,
        reason: failure?.reason,
        renamedTo,
        hubId,
        at,
        ...(simulated ? { simulated } : {}),
      });
    } else
      throw new HubError("A line of an unknown kind", "raw/crawl.ndjson", "Use the version that wrote it.");
  }
}

export interface Known {
  readonly index: number;
  readonly round: number;
  readonly id: string;
  readonly lastModified: string | null;
  readonly reason: Failure["reason"] | undefined;
  readonly renamedTo: string | undefined;
  readonly hubId: string | undefined;
  readonly at: string;
  readonly simulated?: true;
}
