import { bridgeBehaviourOf } from "../../nanomq/bridge-behaviour.ts";
import { Random } from "../random.ts";
import { Backoff, NEGOTIATION_MS } from "./backoff.ts";
import { isSilent, type OutageAnswer, type OutageQuestion } from "./closed-form.ts";
import { longestBackoffMs } from "./settings.ts";

/** One course of an outage, of the many that chance allows, to be drawn. Times in ms from its beginning. */
export interface OutageStory {
  readonly outageMs: number;
  /** At the latest; not after `backMs`. */
  readonly noticedMs: number;
  /** Attempts to connect, the last one with success. */
  readonly tries: readonly number[];
  readonly backMs: number;
  /** When all that was kept has arrived; Infinity where it never does. */
  readonly deliveredMs: number;
  /** From when on copies wait, and the most that do. */
  readonly waitingMs: number;
  readonly full: number;
  readonly everyMs: number;
  /** When the broker dies; Infinity where it certainly survives, or may. */
  readonly crashMs: number;
  /** Messages are lost from here to `backMs`; Infinity where none are. */
  readonly losingMs: number;
}

const SEED = 16;
/** Of an outage of months there is no use in more. */
const MOST_TRIES = 100_000;

export function storyOf(question: OutageQuestion, answer: OutageAnswer): OutageStory {
  const { settings, version, cut, outageMs, qos } = question;
  const behaviour = bridgeBehaviourOf(version);
  const everyMs = question.everyMs / settings.rules;
  const isNoticed = answer.noticedMs.high < Infinity;
  const noticedMs = isNoticed ? answer.noticedMs.high : outageMs;
  const tries = isNoticed ? triesFrom(noticedMs, question) : [];
  const backMs = tries.at(-1) ?? outageMs;
  const queuesAtOnce = qos > 0 && isSilent(cut) && behaviour.busySlot === "queues";
  const waitingMs = queuesAtOnce && settings.queueLength > 0 ? 0 : noticedMs;
  const full = Math.min(answer.kept.high, Math.floor((backMs - waitingMs) / everyMs));
  const losesAll = answer.store === "nothing" || (qos === 0 && cut === "silent-resets");
  const fullMs = waitingMs + full * everyMs;
  const isShort = answer.lost.high > 0 && backMs - fullMs > everyMs;
  return {
    outageMs,
    noticedMs,
    tries,
    backMs,
    deliveredMs: backMs + (full === 0 ? 0 : answer.drainMs.high),
    waitingMs,
    full,
    everyMs,
    crashMs: answer.crash === "certain" ? waitingMs + everyMs : Infinity,
    losingMs: losesAll && answer.lost.high > 0 ? 0 : isShort ? fullMs : Infinity,
  };
}

/** At once, and then after each wait; what hangs is waited for. */
function triesFrom(downMs: number, { settings, version, cut, outageMs }: OutageQuestion): readonly number[] {
  const random = new Random(SEED);
  const longestMs = longestBackoffMs(settings, bridgeBehaviourOf(version));
  const backoff = new Backoff(longestMs, () => random.uniform());
  const tries: number[] = [];
  let atMs = downMs;
  while (atMs < outageMs && tries.length < MOST_TRIES) {
    if (atMs > downMs) tries.push(atMs);
    atMs += backoff.nextWaitMs() + (cut === "hangs" && atMs > downMs ? NEGOTIATION_MS : 0);
  }
  return [...tries, Math.max(atMs, outageMs)];
}

/** How many copies wait at a time. */
export function waitingAt(story: OutageStory, atMs: number): number {
  const { waitingMs, full, everyMs, backMs, deliveredMs } = story;
  if (atMs < waitingMs || atMs >= deliveredMs) return 0;
  if (atMs <= backMs) return Math.min(full, Math.ceil((atMs - waitingMs) / everyMs));
  if (deliveredMs === Infinity) return full;
  return Math.ceil((full * (deliveredMs - atMs)) / (deliveredMs - backMs));
}
