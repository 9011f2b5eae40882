import type { Clock } from "./clock.js";
import type { RateLimit } from "./rate-limit-header.js";

export interface Budget {
  /** Requests a window. */
  readonly quota: number;
  readonly windowSeconds: number;
}

/** What is left of a budget, for a progress line. */
export interface BudgetStatus {
  readonly left: number;
  readonly quota: number;
  readonly resetsInSeconds: number;
}

/** A request that was let through. */
export interface Ticket {
  readonly sentAt: number;
}

/** Servers round the seconds to the window's end: ours ends this much later, so that no request comes early. */
const marginMs = 1000;
/** Requests of a window are spread so that the last goes out this long before its end. */
const spareMs = 2000;

/**
 * Spends one request budget evenly over its window. It believes the server's headers where there are any and a stated
 * budget where not, counts requests under way as spent, and starts a window anew when the last one has ended.
 */
export class RateBudget {
  private quota: number;
  private windowMs: number;
  private windowStart = 0;
  private windowEnd = 0;
  /** Requests left in this window by the least answer seen, those under way not counted. */
  private remaining = 0;
  private inFlight = 0;
  private heldUntil = 0;
  private lastSent = Number.NEGATIVE_INFINITY;
  private heard = false;
  /** Whether the window was begun by our own reckoning, and no answer has told of it yet. */
  private guessed = true;
  private lastLook = Number.NEGATIVE_INFINITY;
  private turn: Promise<void> = Promise.resolve();
  private wake: () => void = () => {};

  constructor(
    private readonly clock: Clock,
    { quota, windowSeconds }: Budget,
  ) {
    this.quota = quota;
    this.windowMs = windowSeconds * 1000;
  }

  /** Waits for leave to send one request. Every ticket must come back through `settle`. */
  async acquire(signal?: AbortSignal): Promise<Ticket> {
    const before = this.turn;
    let pass = () => {};
    this.turn = new Promise((resolve) => {
      pass = resolve;
    });
    await before;
    try {
      for (;;) {
        signal?.throwIfAborted();
        const wait = this.waitMs();
        if (wait <= 0) break;
        await this.sleepOrWake(wait, signal);
      }
      this.inFlight++;
      this.lastSent = this.now();
      return { sentAt: this.lastSent };
    } finally {
      pass();
    }
  }

  /** Takes a ticket back with what the answer said of the budget; null where it said nothing or none came. */
  settle({ sentAt }: Ticket, limit: RateLimit | null): void {
    this.inFlight--;
    if (limit) this.hear(sentAt, limit);
    else if (!this.heard && sentAt >= this.windowStart) this.remaining--;
    this.wake();
  }

  /** The server refused for pace: nothing more is sent for this long. */
  hold(waitMs: number): void {
    this.heldUntil = Math.max(this.heldUntil, this.now() + waitMs);
    this.wake();
  }

  status(): BudgetStatus {
    const now = this.now();
    const over = now >= this.windowEnd;
    return {
      left: over ? this.quota : Math.max(0, this.remaining - this.inFlight),
      quota: this.quota,
      resetsInSeconds: over ? this.windowMs / 1000 : Math.ceil((this.windowEnd - now) / 1000),
    };
  }

  /** Requests a second that the budget allows in the long run. */
  get perSecond(): number {
    return (this.quota / this.windowMs) * 1000;
  }

  /**
   * The clock's time. A machine's clock can be set back: all that is remembered then moves with it, so that nobody waits
   * for a window of a time that was never true.
   */
  private now(): number {
    const now = this.clock.now();
    const back = this.lastLook - now;
    if (back > 0 && Number.isFinite(back)) {
      this.windowStart -= back;
      this.windowEnd -= back;
      this.heldUntil -= back;
      this.lastSent -= back;
    }
    this.lastLook = now;
    return now;
  }

  private hear(sentAt: number, limit: RateLimit): void {
    this.heard = true;
    // A budget of nothing would be waited for without end.
    if (limit.quota) this.quota = limit.quota;
    if (limit.windowSeconds) this.windowMs = limit.windowSeconds * 1000;
    const end = this.now() + limit.resetSeconds * 1000 + marginMs;
    const another = Math.abs(end - this.windowEnd) > 2 * marginMs + 500;
    // An answer to a request of the last window says nothing of this one.
    if (sentAt < this.windowStart && end < this.windowEnd - 2 * marginMs) return;
    if (another || this.guessed) {
      this.windowStart = Math.min(sentAt, end - this.windowMs);
      this.windowEnd = end;
      this.remaining = limit.remaining;
      this.guessed = false;
    } else {
      this.windowEnd = Math.max(this.windowEnd, end);
      this.remaining = Math.min(this.remaining, limit.remaining);
    }
  }

  private waitMs(): number {
    const now = this.now();
    if (now < this.heldUntil) return this.heldUntil - now;
    if (now >= this.windowEnd) {
      this.windowStart = now;
      this.windowEnd = now + this.windowMs;
      this.remaining = this.quota;
      this.guessed = true;
    }
    const available = this.remaining - this.inFlight;
    if (available <= 0) return this.windowEnd - now;
    const spread = Math.max(0, this.windowEnd - marginMs - spareMs - now) / available;
    return Math.max(0, this.lastSent + spread - now);
  }

  private async sleepOrWake(ms: number, signal?: AbortSignal): Promise<void> {
    const sleeper = new AbortController();
    const stop = () => sleeper.abort(signal?.reason);
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    signal?.addEventListener("abort", stop, { once: true });
    try {
      await Promise.race([woken, this.clock.sleep(ms, sleeper.signal).catch(() => {})]);
    } finally {
      signal?.removeEventListener("abort", stop);
      sleeper.abort();
      this.wake = () => {};
    }
    signal?.throwIfAborted();
  }
}
