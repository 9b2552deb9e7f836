import type { Ms } from "../nanomq/time.ts";

/** What `retry_interval` costs a broker with idle, pinging connections. */
export interface BrokerCost {
  readonly ticksPerSecond: number;
  /** Resends one connection can get, and all together: one message per tick. */
  readonly resendsPerSecondPerClient: number;
  readonly resendsPerSecond: number;
  /** Cores in use; undefined for a retry interval of 0, where every connection spins. */
  readonly cores: CoresInUse | undefined;
  readonly memoryBytes: number;
  /** Outside what was measured: 100 to 10 000 connections, 1 to 30 s. */
  readonly extrapolated: boolean;
}

interface CoresInUse {
  readonly typical: number;
  /** Nine of ten measurements lie between `low` and `high`. */
  readonly low: number;
  readonly high: number;
}

/*
 * cores = a N + b T / (1 + T / T0), with N connections and T = N / R ticks per second: ticks that fall together are
 * served in one wake-up, so beyond about T0 ticks per second more of them cost ever less.
 *
 * Fitted by least squares of the logarithm to the 75 recordings taken on a machine less than 70 % busy (0.22.10, 0.24.14,
 * 0.25.3; one ping per connection and minute; 2 shared cores): a = 6.3e-6, b = 1.12e-4, T0 = 1585 / s; geometric
 * standard deviation 1.41. All 175 recordings give a = 7.9e-6, b = 7.9e-5 and the same T0 (1.43). Another machine shifts
 * all of it; ratios between retry intervals hold better than cores.
 */
const CORES_PER_CONNECTION = 6.3e-6;
const CORES_PER_TICK_RATE = 1.12e-4;
const CROWDED_TICKS_PER_SECOND = 1585;
const SPREAD = 1.41;
/** 90 % of a normal distribution lies within 1.645 standard deviations. */
const NINE_OF_TEN = SPREAD ** 1.645;

/** Of one connection with a retry interval of 0: measured, one silent client takes a whole core. */
const SPINNING_TICKS_PER_SECOND = 1000;

/** Resident memory, all 175 recordings within 9 %; it does not depend on the retry interval. */
const BASE_BYTES = 2.8e6;
const BYTES_PER_CONNECTION = 10_283;

export function brokerCost(retry: Ms, connections: number): BrokerCost {
  const runs = retry > 0;
  const perClient = runs ? 1000 / retry : SPINNING_TICKS_PER_SECOND;
  const ticksPerSecond = connections * perClient;
  return {
    ticksPerSecond,
    resendsPerSecondPerClient: perClient,
    resendsPerSecond: ticksPerSecond,
    cores: runs ? coresInUse(connections, ticksPerSecond) : undefined,
    memoryBytes: BASE_BYTES + BYTES_PER_CONNECTION * connections,
    extrapolated: connections < 100 || connections > 10_000 || retry < 1000 || retry > 30_000,
  };
}

function coresInUse(connections: number, ticksPerSecond: number): CoresInUse {
  const ticks = (CORES_PER_TICK_RATE * ticksPerSecond) / (1 + ticksPerSecond / CROWDED_TICKS_PER_SECOND);
  const typical = CORES_PER_CONNECTION * connections + ticks;
  return { typical, low: typical / NINE_OF_TEN, high: typical * NINE_OF_TEN };
}
