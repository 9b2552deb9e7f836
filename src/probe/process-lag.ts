import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 10;

/** Measures how late this process is; `stop` ends it. */
export function processLag(): { readonly lagMs: () => number; readonly stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {
    lagMs: () => {
      const worstMs = delays.count === 0 ? 0 : delays.max / 1e6 - RESOLUTION_MS;
      delays.reset();
      return Math.max(0, worstMs);
    },
    stop: () => void delays.disable(),
  };
}
