import type { Clock } from "../../src/hub/clock.js";

/** A clock that jumps to the next sleeper's time as soon as nothing else is left to do. */
export class FakeClock implements Clock {
  private time = Date.UTC(2025, 0, 1);
  private sleepers: { at: number; wake: () => void }[] = [];
  private running = false;

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const drop = () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal!.reason);
      };
      const sleeper = {
        at: this.time + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener("abort", drop);
          resolve();
        },
      };
      this.sleepers.push(sleeper);
      signal?.addEventListener("abort", drop, { once: true });
      if (!this.running) this.run();
    });
  }

  private run(): void {
    this.running = true;
    setImmediate(() => {
      this.sleepers.sort((a, b) => a.at - b.at);
      const next = this.sleepers.shift();
      if (next) {
        this.time = Math.max(this.time, next.at);
        next.wake();
      }
      if (this.sleepers.length || next) this.run();
      else this.running = false;
    });
  }
}
