/*
 * What the timers cost. Fitted to 175 recorded cells (fixtures/conformance/timing/cost.jsonl.gz: 100, 1 000 and 10 000
 * idle connections, retry interval 1 to 30 s, NanoMQ 0.22.10 to 0.25.3, a ping a minute, two cores at 2 GHz):
 *
 *     cores = perConnection x N + perWakeUp x w,    w = r / (1 + r / saturation),    r = N / R ticks per second
 *
 * Ticks that fall together are served in one wake-up, which is why the cost follows the tick rate up to about
 * `saturation` and hardly beyond it. The spread is that of single cells about the fit; other machines differ by a
 * factor of their own, so the ratio of two settings is known better than either of them.
 */

/** The fit, in cores; `spread` is the factor that 95 % of the recorded cells lie within. */
export const costFit = {
  perConnection: 7.5e-6,
  perWakeUp: 8.26e-5,
  saturation: 1490,
  spread: 2.01,
  /** Connections beyond these were never measured. */
  fewest: 100,
  most: 10_000,
  bytesPerConnection: 10_300,
} as const;

export interface TimerCost {
  readonly ticksPerSecond: number;
  /** CPU seconds per second for idle connections; `low` and `high` by the spread of the fit. */
  readonly cores: { readonly low: number; readonly expected: number; readonly high: number };
  /** Resident memory of the connections; the retry interval has no part in it. */
  readonly memoryBytes: number;
  /** False where the number of connections lies outside the measured ones. */
  readonly measured: boolean;
  /** Messages the timers can resend or drain at most, all connections together, per second. */
  readonly resendsPerSecond: number;
}

/** What `connections` idle ones cost at a retry interval of `retryIntervalMs` (above 0). */
export function timerCost(retryIntervalMs: number, connections: number): TimerCost {
  const ticksPerSecond = (connections * 1000) / retryIntervalMs;
  const wakeUps = ticksPerSecond / (1 + ticksPerSecond / costFit.saturation);
  const expected = costFit.perConnection * connections + costFit.perWakeUp * wakeUps;
  return {
    ticksPerSecond,
    cores: { low: expected / costFit.spread, expected, high: expected * costFit.spread },
    memoryBytes: connections * costFit.bytesPerConnection,
    measured: connections >= costFit.fewest && connections <= costFit.most,
    resendsPerSecond: ticksPerSecond,
  };
}
