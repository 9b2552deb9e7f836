/** Time as the probe sees it: a clock that never jumps, and waiting. Tests hand in another one. */
export interface Clock {
  nowMs(): number;
  /** Resolves after `ms`, or as soon as the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** `setTimeout` holds no more than 2^31 - 1 ms. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export const monotonicClock: Clock = {
  nowMs: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(alarm);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const alarm = setTimeout(done, Math.min(Math.max(0, ms), LONGEST_WAIT_MS));
      signal.addEventListener("abort", done);
    }),
};
