import type { Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { BrokerCore } from "./core/core.ts";
import type { BrokerEvent } from "./core/events.ts";
import { type DetectionClient, detectionReplay } from "./detection.ts";
import { Link, type Network } from "./network.ts";
import { longestPingGapMs, type PingPolicy, pingGapMs } from "./ping-policy.ts";
import { Random } from "./random.ts";
import { coreFor } from "./simulate.ts";

export interface FalseKickOptions {
  readonly network: Network;
  readonly policy: PingPolicy;
  readonly seed: number;
  /** Packets to simulate at most; default five million. */
  readonly budget?: number | undefined;
  /** Half-width of the 95 % interval, as a share of the estimate, that is tight enough; default 0.1. */
  readonly tightness?: number | undefined;
}

export interface FalseKicks {
  /** Probability that a live client is kicked at least once in an hour of connection. */
  readonly perHour: number;
  /** 95 % confidence interval (Wilson). */
  readonly low: number;
  readonly high: number;
  /** Client-hours simulated, how many of them had a kick, and the packets that took. */
  readonly hours: number;
  readonly kickedHours: number;
  readonly packets: number;
  /** Times a client gave up by itself and connected again. */
  readonly reconnects: number;
  /** Why it stopped; `certain` = the closed form left nothing to simulate. */
  readonly stopped: "tight" | "budget" | "certain";
  /** Half-width of the interval that was reached, as a share of its middle: at most the one asked for where it is `tight`. */
  readonly tolerance: number;
  /** Earliest detection minus the client's longest ping gap: delay of a packet that is harmless at any phase. */
  readonly slackMs: number | undefined;
}

const HOUR_MS = 3_600_000;
const DEFAULT_BUDGET = 5_000_000;
const DEFAULT_TIGHTNESS = 0.1;
/** Fewer client-hours say nothing about spread. */
const FEWEST_HOURS = 30;
const NEGLIGIBLE = 1e-4;

/**
 * How often the broker kicks a client that is alive and pings as its library does, over a network that is late.
 *
 * One trial is an hour of a new client with its own phase, played on the broker core. A client that gives up waiting
 * for its PINGRESP connects again and is not counted as kicked. Trials go on until the interval is tight, its upper
 * end is below 1 in 10 000, or the budget is spent. Same seed, same figures.
 */
export function falseKicks(
  timer: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  options: FalseKickOptions,
): FalseKicks {
  const earliest = detectionReplay(timer, version, client).windowMs?.earliest;
  const slackMs =
    earliest === undefined ? undefined : earliest - longestPingGapMs(options.policy, client.keepaliveMs);
  const high = highestChance(client, options, slackMs);
  if (high !== undefined)
    return { ...noTrials, perHour: high > NEGLIGIBLE ? high : 0, low: 0, high, slackMs };
  const random = new Random(options.seed);
  const budget = options.budget ?? DEFAULT_BUDGET;
  const sum = { hours: 0, kickedHours: 0, packets: 0, reconnects: 0 };
  for (;;) {
    const hour = playHour(timer, version, client, options, random);
    sum.hours++;
    sum.packets += hour.packets;
    sum.reconnects += hour.reconnects;
    if (hour.kicked) sum.kickedHours++;
    const interval = wilson(sum.kickedHours, sum.hours);
    const tight = sum.hours >= FEWEST_HOURS && isTight(interval, options);
    if (!tight && sum.packets < budget) continue;
    const perHour = sum.kickedHours / sum.hours;
    return {
      perHour,
      ...interval,
      ...sum,
      stopped: tight ? "tight" : "budget",
      tolerance: toleranceOf(interval),
      slackMs,
    };
  }
}

const noTrials = {
  ...{ hours: 0, kickedHours: 0, packets: 0, reconnects: 0 },
  stopped: "certain",
  tolerance: 0,
} as const;

/**
 * The closed form, where there is one: a client that is never checked is never kicked, one that is checked but never
 * pings always is; one that gives up before it can be kicked is not. Where only jitter can be late, a kick needs one delay
 * beyond the slack, exp(-slack / jitter) for each ping. Undefined where none of that settles it.
 */
function highestChance(
  { keepaliveMs }: DetectionClient,
  { network, policy }: FalseKickOptions,
  slackMs: number | undefined,
): number | undefined {
  if (slackMs === undefined) return 0;
  if (keepaliveMs === 0) return 1;
  if (slackMs >= policy.patience * keepaliveMs) return 0;
  if (slackMs < 0 || network.loss > 0 || network.outagesPerHour > 0) return undefined;
  const pings = HOUR_MS / (policy.share * keepaliveMs);
  const chance = network.jitterMs === 0 ? 0 : pings * Math.exp(-slackMs / network.jitterMs);
  return chance <= NEGLIGIBLE ? chance : undefined;
}

interface Hour {
  readonly kicked: boolean;
  readonly packets: number;
  readonly reconnects: number;
}

function playHour(
  timer: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  { network, policy }: FalseKickOptions,
  random: Random,
): Hour {
  const core = coreFor(timer, version);
  const link = new Link(network, random);
  const patienceMs = policy.patience * client.keepaliveMs;
  let packets = 0;
  let reconnects = 0;
  let sentMs = connect(core, client, 0);
  for (;;) {
    sentMs += pingGapMs(policy, client.keepaliveMs, random);
    if (sentMs >= HOUR_MS) return { kicked: false, packets, reconnects };
    packets++;
    const arrivesMs = link.arrival(sentMs);
    const givesUpMs = sentMs + patienceMs;
    const givesUp = arrivesMs + network.rttMs / 2 > givesUpMs;
    const effects = givesUp ? core.handle(elapse, givesUpMs) : core.handle(ping, arrivesMs);
    if (effects.some(({ kind }) => kind === "close")) return { kicked: true, packets, reconnects };
    if (!givesUp) continue;
    reconnects++;
    const backMs = Math.max(arrivesMs, givesUpMs);
    core.handle(hangUp, givesUpMs);
    sentMs = connect(core, client, backMs);
  }
}

const ping: BrokerEvent = { kind: "packet", connection: 0 };
const hangUp: BrokerEvent = { kind: "hang-up", connection: 0 };
const elapse: BrokerEvent = { kind: "elapse" };

function connect(core: BrokerCore, { keepaliveMs, transport }: DetectionClient, atMs: number): number {
  core.handle({ kind: "open", connection: 0, transport: transport ?? "tcp" }, atMs);
  const packet = { clientId: "live", protocol: 4, cleanStart: true, keepaliveS: keepaliveMs / 1000 } as const;
  core.handle({ kind: "connect", connection: 0, packet }, atMs);
  return atMs;
}

type Interval = Pick<FalseKicks, "low" | "high">;

function isTight(interval: Interval, { tightness = DEFAULT_TIGHTNESS }: FalseKickOptions): boolean {
  return interval.high <= NEGLIGIBLE || toleranceOf(interval) <= tightness;
}

function toleranceOf({ low, high }: Interval): number {
  return high === 0 ? 0 : (high - low) / (high + low);
}

/** Two-sided 95 % interval of a proportion (Wilson 1927): sensible where no or every hour had a kick. */
function wilson(hits: number, trials: number): Interval {
  const z = 1.959964;
  const share = hits / trials;
  const scale = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
