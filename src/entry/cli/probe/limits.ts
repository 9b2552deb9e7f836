import { durationMs } from "../../../facts/quantity.ts";
import type { Canary } from "../../../live/canary/canary.ts";
import { patienceMs, type Yardstick } from "../../../live/canary/expectation.ts";
import { probeWords } from "../../../report/live/probe-words.ts";
import { secondsText } from "../../../report/time/windows.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

export const MOST_CANARIES = 100;
const DEFAULT_TIMEOUT_MS = 5 * 60_000;
const LONGEST_TIMEOUT_MS = 60 * 60_000;
/** Where nothing is to happen, or nobody knows when. */
const WATCH_MS = 30_000;
/** What a measurement may be late by, and be seen all the same. */
const SLACK_MS = 3000;

/** A whole number from 1 to `most`. @throws UsageError otherwise */
export function countOption(
  args: Arguments,
  name: string,
  usual: number,
  most: number,
  { language }: Session,
): number {
  const text = valueOfOption(args, name);
  if (text === undefined) return usual;
  const count = Number(text);
  if (/^\d{1,9}$/.test(text) && count >= 1 && count <= most) return count;
  throw new UsageError(probeWords[language].badCount(`--${name}`, text, most));
}

function timeoutMs(args: Arguments, { language }: Session): number | undefined {
  const text = valueOfOption(args, "timeout");
  if (text === undefined) return undefined;
  const ms = durationMs(text);
  if (ms !== undefined && ms > 0 && ms <= LONGEST_TIMEOUT_MS) return ms;
  throw new UsageError(probeWords[language].badTimeout(text, secondsText(LONGEST_TIMEOUT_MS)));
}

/** How long a canary is worth watching, since its CONNECT. */
export function neededMs(canary: Canary, yardstick: Yardstick): number {
  const { clients, measure, pingsMs } = canary;
  const lastMs = pingsMs.at(-1) ?? 0;
  const predictedMs = patienceMs(yardstick, canary);
  // Another broker may have a timer as coarse as NanoMQ's.
  const knownMs = yardstick.kind === "nanomq" ? predictedMs : undefined;
  if (knownMs !== undefined) return knownMs * 1.01 + SLACK_MS;
  return lastMs + WATCH_MS + (measure === "redelivery" ? 0 : 3 * Math.min(clients.keepaliveMs, 600_000));
}

/** How long canaries are watched, and how long that takes where all is as predicted. */
export interface Patience {
  readonly watchMs: (canary: Canary) => number;
  readonly expectedMs: number;
}

/**
 * A broker that runs with other settings than the conf's is slower than predicted: only who goes on looking can tell
 * which. Where nothing is to happen there is an end to looking, unless somebody names one.
 */
export function longWatchMs(canary: Canary, yardstick: Yardstick): number {
  const needed = neededMs(canary, yardstick);
  return patienceMs(yardstick, canary) === undefined ? needed : Math.max(needed, DEFAULT_TIMEOUT_MS);
}

/** @throws UsageError where the limit is shorter than what is to be seen */
export function patienceOf(
  canaries: readonly Canary[],
  yardstick: Yardstick,
  args: Arguments,
  session: Session,
): Patience {
  const askedMs = timeoutMs(args, session);
  const limitMs = askedMs ?? DEFAULT_TIMEOUT_MS;
  const expectedMs = Math.max(...canaries.map((canary) => canary.startMs + neededMs(canary, yardstick)));
  if ((yardstick.kind === "nanomq" || askedMs === undefined) && expectedMs > limitMs) {
    const needed = secondsText(Math.ceil(expectedMs / 1000) * 1000);
    throw new UsageError(probeWords[session.language].timeoutTooShort(needed, secondsText(limitMs)));
  }
  const watchMs = (canary: Canary) => askedMs ?? longWatchMs(canary, yardstick);
  return { watchMs, expectedMs };
}
