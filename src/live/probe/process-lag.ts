const STEP_MS = 20;

/** How late this process was, and when: the worst lateness since any moment, kept in few numbers. */
export class LagRecord {
  /** From old to new, ever less late: what is older and no later than something newer can never be the worst again. */
  readonly #stairs: { readonly atMs: number; readonly lateMs: number }[] = [];

  /** Whole milliseconds, so that days of it stay short. */
  note(atMs: number, lateMs: number): void {
    const late = Math.max(0, Math.round(lateMs));
    for (
      let last = this.#stairs.at(-1);
      last !== undefined && last.lateMs <= late;
      last = this.#stairs.at(-1)
    ) {
      this.#stairs.pop();
    }
    this.#stairs.push({ atMs, lateMs: late });
  }

  worstSinceMs(sinceMs: number): number {
    return this.#stairs.find(({ atMs }) => atMs >= sinceMs)?.lateMs ?? 0;
  }
}

/** Measures how late this process is, by the clock of `performance.now()`; `stop` ends it. */
export function processLag(): {
  readonly lagSinceMs: (sinceMs: number) => number;
  readonly stop: () => void;
} {
  const record = new LagRecord();
  let dueMs = performance.now() + STEP_MS;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    record.note(nowMs, nowMs - dueMs);
    dueMs = nowMs + STEP_MS;
  }, STEP_MS);
  return { lagSinceMs: (sinceMs) => record.worstSinceMs(sinceMs), stop: () => clearInterval(timer) };
}
