/*
 * What to set so that an outage costs no more than it may. Candidates go from nothing to everything; the first that the
 * closed form proves enough is then made small, number by number. remedy.test.ts plays them against the core.
 */
import { bridgeBehaviourOf } from "../../nanomq/bridge-behaviour.ts";
import type { BridgeSettings, Qos } from "../../nanomq/bridge-settings.ts";
import { keySince } from "../../nanomq/key-since.ts";
import { isSince } from "../../nanomq/version.ts";
import { type OutageQuestion, outageAnswer } from "./closed-form.ts";

/** Keys to write so that an outage loses nothing; only those that have to change. */
export interface Remedy {
  readonly maxSendQueueLen?: number;
  readonly cancelTimeoutMs?: number;
  readonly resendIntervalMs?: number;
  readonly diskCacheSize?: number;
  /** `resend_interval` of the disk cache. */
  readonly cacheResendIntervalMs?: number;
  readonly retryQos0?: true;
  /** Of the forward rules. */
  readonly qos?: Qos;
}

/** What an outage may cost; that the broker survives and the bridge goes on is part of every goal. */
export interface OutageGoal {
  readonly loseAtMost: number;
  /** From the return to the delivery of all that was kept. */
  readonly drainWithinMs: number;
}

export const loseNothing: OutageGoal = { loseAtMost: 0, drainWithinMs: Infinity };

const MOST = 1_000_000_000;
const SHORT_RESEND_MS = 1000;
/** Shorter ones cost more than they bring. */
const SHORTEST_RESEND_MS = 10;

/**
 * The smallest change with which the outage meets `goal` and kills nobody; undefined where no setting of this release can
 * do that.
 */
export function remedyOf(question: OutageQuestion, goal: OutageGoal = loseNothing): Remedy | undefined {
  for (const remedy of candidates(question)) {
    if (!meets(applied(question, remedy), goal)) continue;
    const small = smallest(question, remedy, goal);
    return meets(applied(question, small), goal) ? small : remedy;
  }
  return undefined;
}

/** `question` with the remedy's keys in place. */
export function applied(question: OutageQuestion, remedy: Remedy): OutageQuestion {
  const { settings } = question;
  const { maxSendQueueLen, cancelTimeoutMs, resendIntervalMs, retryQos0, qos } = remedy;
  const changed: BridgeSettings = {
    ...settings,
    queueLength: maxSendQueueLen ?? settings.queueLength,
    cancelTimeoutMs: cancelTimeoutMs ?? settings.cancelTimeoutMs,
    resendIntervalMs: resendIntervalMs ?? settings.resendIntervalMs,
    retryQos0: retryQos0 ?? settings.retryQos0,
    disk: diskWith(settings, remedy),
  };
  return { ...question, settings: changed, qos: qos ?? question.qos };
}

function diskWith(
  { disk }: BridgeSettings,
  { diskCacheSize, cacheResendIntervalMs }: Remedy,
): BridgeSettings["disk"] {
  if (disk === undefined && diskCacheSize === undefined) return undefined;
  const { rows, flushAt, resendIntervalMs } = { rows: 0, flushAt: 100, resendIntervalMs: 5000, ...disk };
  return {
    rows: diskCacheSize ?? rows,
    flushAt,
    resendIntervalMs: cacheResendIntervalMs ?? resendIntervalMs,
  };
}

export function meets(question: OutageQuestion, { loseAtMost, drainWithinMs }: OutageGoal): boolean {
  const { lost, crash, mayStayMute, drainMs } = outageAnswer(question);
  const isDrained = drainMs.high < Infinity && drainMs.high <= drainWithinMs;
  return lost.high <= loseAtMost && crash === "never" && !mayStayMute && isDrained;
}

/** From nothing to everything, each with room to spare. */
function candidates({ settings, version, qos }: OutageQuestion): readonly Remedy[] {
  const behaviour = bridgeBehaviourOf(version);
  const queues = behaviour.linkDown === "queues";
  const store: Remedy = queues ? { maxSendQueueLen: MOST } : { diskCacheSize: MOST };
  const queue: Remedy =
    behaviour.noQueue === "crashes" && settings.queueLength === 0 ? { maxSendQueueLen: MOST } : {};
  const fast: Remedy =
    behaviour.diskCache === "own-interval"
      ? { cacheResendIntervalMs: SHORTEST_RESEND_MS }
      : { resendIntervalMs: SHORTEST_RESEND_MS };
  const resend: Remedy =
    settings.keepaliveMs <= settings.resendIntervalMs ? { resendIntervalMs: SHORT_RESEND_MS } : {};
  const patience: Remedy = { cancelTimeoutMs: MOST };
  const stored: Remedy =
    !queues && behaviour.qos0OnDisk === "with-retry-qos-0" && !settings.retryQos0 ? { retryQos0: true } : {};
  const since = keySince("bridges.mqtt.*.forwards[].qos");
  const changesQos = since !== undefined && isSince(version, since);
  const acknowledged: readonly Remedy[] =
    qos > 0 ? [{}] : [{}, stored, ...(changesQos ? [{ qos: 1 } as const] : [])];
  return acknowledged.flatMap((base) => [
    { ...base },
    { ...base, ...queue },
    { ...base, ...queue, ...store },
    { ...base, ...queue, ...store, ...resend },
    { ...base, ...queue, ...store, ...resend, ...patience },
    { ...base, ...queue, ...store, ...fast },
    { ...base, ...queue, ...store, ...fast, ...patience },
  ]);
}

type Size = "cancelTimeoutMs" | "maxSendQueueLen" | "diskCacheSize";
type Interval = "resendIntervalMs" | "cacheResendIntervalMs";

/** Each number as near to what is in force as it may be, one after the other. */
function smallest(question: OutageQuestion, remedy: Remedy, goal: OutageGoal): Remedy {
  const { settings } = question;
  const calm = slowed(question, remedy, goal, "resendIntervalMs", settings.resendIntervalMs);
  const cacheMs = settings.disk?.resendIntervalMs ?? 5000;
  const slow = slowed(question, calm, goal, "cacheResendIntervalMs", cacheMs);
  const patient = shrunk(question, slow, goal, "cancelTimeoutMs");
  const queued = shrunk(question, patient, goal, "maxSendQueueLen");
  return shrunk(question, queued, goal, "diskCacheSize");
}

/** The least that is enough, rounded up to two digits. */
function shrunk(question: OutageQuestion, remedy: Remedy, goal: OutageGoal, key: Size): Remedy {
  let high = remedy[key];
  if (high === undefined) return remedy;
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (meets(applied(question, { ...remedy, [key]: middle }), goal)) high = middle;
    else low = middle;
  }
  const unit = unitOf(high);
  return { ...remedy, [key]: Math.ceil(high / unit) * unit };
}

/** The longest interval below `beforeMs` that is enough, rounded down to two digits. */
function slowed(
  question: OutageQuestion,
  remedy: Remedy,
  goal: OutageGoal,
  key: Interval,
  beforeMs: number,
): Remedy {
  let low = remedy[key];
  if (low !== SHORTEST_RESEND_MS) return remedy;
  let high = beforeMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (meets(applied(question, { ...remedy, [key]: middle }), goal)) low = middle;
    else high = middle;
  }
  const unit = unitOf(low);
  return { ...remedy, [key]: Math.floor(low / unit) * unit };
}

/** Of the second digit. */
function unitOf(value: number): number {
  return 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
}
