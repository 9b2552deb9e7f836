import type { Ms } from "../nanomq/time.ts";
import { Link, type Network } from "./network.ts";
import { longestPingGapMs, type PingPolicy, pingGapMs } from "./ping-policy.ts";
import { Random } from "./random.ts";

/*
 * False kicks of every candidate from one simulation. What the network does to the pings of a live client has nothing to do
 * with the broker's settings: only the gaps between arriving packets matter. A gap g is a kick with probability
 * clamp((g - e) / R, 0, 1), e the earliest detection: the ticks know nothing of the packet. Summed over the gaps
 * this has less variance than playing the phases too, and any number of settings can be asked afterwards.
 */

export interface PacketGaps {
  /** Gaps longer than the client's own longest ping gap, ascending. */
  readonly lateMs: Float64Array;
  /** `tailSumMs[i]` = sum of `lateMs` from i on. */
  readonly tailSumMs: Float64Array;
  /** Client-days they were drawn from. */
  readonly days: number;
  readonly keepaliveMs: number;
  readonly policy: PingPolicy;
}

/** False kicks of one live client a day; `low` to `high` is a 95 % interval. */
export interface KickRate {
  readonly perDay: number;
  readonly low: number;
  readonly high: number;
}

const DAY_MS = 86_400_000;

/** Draws `pings` pings of an idle client and keeps the gaps that could matter. Same seed, same gaps. */
export function packetGaps(
  keepaliveMs: number,
  network: Network,
  policy: PingPolicy,
  seed: number,
  pings: number,
): PacketGaps {
  const random = new Random(seed);
  const link = new Link(network, random);
  const harmlessMs = longestPingGapMs(policy, keepaliveMs);
  const patienceMs = policy.patience * keepaliveMs;
  const late: number[] = [];
  let sentMs = 0;
  let arrivedMs = 0;
  for (let ping = 0; ping < pings; ping++) {
    sentMs += pingGapMs(policy, keepaliveMs, random);
    const arrivesMs = link.arrival(sentMs);
    const givesUpMs = sentMs + patienceMs;
    const givesUp = arrivesMs + network.rttMs / 2 > givesUpMs;
    const gapMs = Math.min(arrivesMs, givesUpMs) - arrivedMs;
    if (gapMs > harmlessMs) late.push(gapMs);
    arrivedMs = givesUp ? Math.max(arrivesMs, givesUpMs) : arrivesMs;
    if (givesUp) sentMs = arrivedMs;
  }
  const lateMs = Float64Array.from(late).sort();
  return { lateMs, tailSumMs: tailSums(lateMs), days: sentMs / DAY_MS, keepaliveMs, policy };
}

/** Draws that are kept; one has some hundred thousand numbers at most. */
const MOST_KEPT = 64;
const kept = new Map<string, PacketGaps>();

/**
 * The same, drawn once for all who ask: lint, `tune` and each step of its wizard ask for the same client classes.
 * @param onDraw called where they have to be drawn, which takes a while
 */
export function drawnGaps(
  keepaliveMs: number,
  network: Network,
  policy: PingPolicy,
  seed: number,
  pings: number,
  onDraw: () => void = () => undefined,
): PacketGaps {
  const { share, pollMs, patience } = policy;
  const key = [keepaliveMs, ...Object.values(network), share, pollMs, patience, seed, pings].join(" ");
  const known = kept.get(key);
  if (known !== undefined) return known;
  onDraw();
  const gaps = packetGaps(keepaliveMs, network, policy, seed, pings);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, gaps);
  return gaps;
}

function tailSums(sorted: Float64Array): Float64Array {
  const sums = new Float64Array(sorted.length + 1);
  for (let i = sorted.length - 1; i >= 0; i--) sums[i] = (sums[i + 1] ?? 0) + (sorted[i] ?? 0);
  return sums;
}

/** How often a broker that kicks `earliestMs` to `earliestMs + retry` after a packet kicks this client. */
export function kickRate(gaps: PacketGaps, earliestMs: number, retry: Ms): KickRate {
  const gapMs = longestPingGapMs(gaps.policy, gaps.keepaliveMs);
  if (earliestMs < gapMs) return exactRate(punctualKicks(gaps, earliestMs, retry));
  const excess = excessOver(gaps, earliestMs) - excessOver(gaps, earliestMs + retry);
  return interval(excess / retry, gaps.days);
}

/** Sum of what the gaps have above `thresholdMs`. */
function excessOver({ lateMs, tailSumMs }: PacketGaps, thresholdMs: number): number {
  let low = 0;
  let high = lateMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lateMs[middle] ?? Infinity) > thresholdMs) high = middle;
    else low = middle + 1;
  }
  return (tailSumMs[low] ?? 0) - (lateMs.length - low) * thresholdMs;
}

/** Kicks a day of a client whose own ping may come too late, network aside: its gap is uniform over `pollMs`. */
function punctualKicks({ policy, keepaliveMs }: PacketGaps, earliestMs: number, retry: Ms): number {
  const steps = 64;
  const shortestMs = policy.share * keepaliveMs;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const gapMs = shortestMs + ((i + 0.5) / steps) * policy.pollMs;
    sum += Math.min(1, Math.max(0, (gapMs - earliestMs) / retry)) / steps;
  }
  return (sum * DAY_MS) / (shortestMs + policy.pollMs / 2);
}

function exactRate(perDay: number): KickRate {
  return { perDay, low: perDay, high: perDay };
}

/** 95 % score interval of a Poisson count; a sum of probabilities varies less than a count, so it is on the safe side. */
function interval(kicks: number, days: number): KickRate {
  const z = 1.959964;
  const centre = kicks + (z * z) / 2;
  const half = z * Math.sqrt(kicks + (z * z) / 4);
  return {
    perDay: Math.max(0, kicks) / days,
    low: Math.max(0, centre - half) / days,
    high: (centre + half) / days,
  };
}
