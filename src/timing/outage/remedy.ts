import { bridgeBehaviourOf } from "../../nanomq/bridge-behaviour.ts";
import type { BridgeSettings, Qos } from "../../nanomq/bridge-settings.ts";
import { type OutageQuestion, outageAnswer } from "./closed-form.ts";

/** Keys to write so that an outage loses nothing; only those that have to change. */
export interface Remedy {
  readonly maxSendQueueLen?: number;
  readonly cancelTimeoutMs?: number;
  readonly resendIntervalMs?: number;
  readonly diskCacheSize?: number;
  /** Of the forward rules. */
  readonly qos?: Qos;
}

const MOST = 1_000_000_000;
const SHORT_RESEND_MS = 1000;

/**
 * The smallest change after which the closed form proves that the outage loses nothing and kills nobody; undefined where
 * no setting of this release can do that.
 */
export function remedyOf(question: OutageQuestion): Remedy | undefined {
  for (const remedy of candidates(question)) {
    if (isSafe(applied(question, remedy))) return smallest(question, remedy);
  }
  return undefined;
}

/** `question` with the remedy's keys in place. */
export function applied(question: OutageQuestion, remedy: Remedy): OutageQuestion {
  const { settings } = question;
  const { maxSendQueueLen, cancelTimeoutMs, resendIntervalMs, diskCacheSize, qos } = remedy;
  const changed: BridgeSettings = {
    ...settings,
    queueLength: maxSendQueueLen ?? settings.queueLength,
    cancelTimeoutMs: cancelTimeoutMs ?? settings.cancelTimeoutMs,
    resendIntervalMs: resendIntervalMs ?? settings.resendIntervalMs,
    disk:
      diskCacheSize === undefined
        ? settings.disk
        : { flushAt: 100, resendIntervalMs: 5000, ...settings.disk, rows: diskCacheSize },
  };
  return { ...question, settings: changed, qos: qos ?? question.qos };
}

export function isSafe(question: OutageQuestion): boolean {
  const { lost, crash, mayStayMute, drainMs } = outageAnswer(question);
  return lost.high === 0 && crash === "never" && !mayStayMute && drainMs.high < Infinity;
}

/** From nothing to everything, each with room to spare; the first that is safe is then made small. */
function candidates({ settings, version, qos }: OutageQuestion): readonly Remedy[] {
  const behaviour = bridgeBehaviourOf(version);
  const store: Remedy = behaviour.linkDown === "queues" ? { maxSendQueueLen: MOST } : { diskCacheSize: MOST };
  const queue: Remedy =
    behaviour.noQueue === "crashes" && settings.queueLength === 0 ? { maxSendQueueLen: MOST } : {};
  const resend: Remedy =
    settings.keepaliveMs <= settings.resendIntervalMs ? { resendIntervalMs: SHORT_RESEND_MS } : {};
  const patience: Remedy = { cancelTimeoutMs: MOST };
  const acknowledged: readonly Remedy[] = qos === 0 ? [{}, { qos: 1 }] : [{}];
  return acknowledged.flatMap((base) => [
    { ...base },
    { ...base, ...queue },
    { ...base, ...queue, ...store },
    { ...base, ...queue, ...store, ...resend },
    { ...base, ...queue, ...store, ...resend, ...patience },
  ]);
}

/** Each number as small as it may be, one after the other. */
function smallest(question: OutageQuestion, remedy: Remedy): Remedy {
  const patient = shrunk(question, remedy, "cancelTimeoutMs");
  const queued = shrunk(question, patient, "maxSendQueueLen");
  return shrunk(question, queued, "diskCacheSize");
}

/** The least that is safe, rounded up to two digits. */
function shrunk(
  question: OutageQuestion,
  remedy: Remedy,
  key: "cancelTimeoutMs" | "maxSendQueueLen" | "diskCacheSize",
): Remedy {
  let high = remedy[key];
  if (high === undefined) return remedy;
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSafe(applied(question, { ...remedy, [key]: middle }))) high = middle;
    else low = middle;
  }
  return { ...remedy, [key]: roundedUp(high) };
}

function roundedUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}
