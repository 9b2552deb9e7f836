import type { Qos } from "../../nanomq/bridge-settings.ts";
import { diskRowBytes } from "../../nanomq/disk-row.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { ConfBridge } from "../../start/bridges.ts";
import {
  type Cut,
  carriedPerSecond,
  type OutageAnswer,
  type OutageQuestion,
  outageAnswer,
} from "../../timing/outage/closed-form.ts";
import { type Elsewhere, releaseThatCan } from "../../timing/outage/elsewhere.ts";
import type { Range } from "../../timing/outage/noticing.ts";
import { applied, meets, type OutageGoal, type Remedy, remedyOf } from "../../timing/outage/remedy.ts";
import { type RemedySetting, remedySettings } from "../../timing/outage/remedy-settings.ts";

/** The outage that is asked about, the same for all bridges. */
export interface AskedOutage {
  readonly cut: Cut;
  readonly outageMs: number;
  readonly everyMs: number;
  readonly qos: Qos;
  readonly payloadBytes: number;
  readonly roundTripMs: number;
  /** Nothing is published once the link is back. */
  readonly quietAfter: boolean;
  readonly goal: OutageGoal;
}

/** What an outage comes to, and what that takes. */
export interface Course {
  readonly question: OutageQuestion;
  readonly answer: OutageAnswer;
  /** From the beginning of the outage until all that was kept has arrived. */
  readonly deliveredMs: Range;
  /** For all that is kept, at most. */
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

export interface BridgeOutlook extends Course {
  readonly name: string;
  readonly qos: Qos;
  /** Messages a second that the link carries at all. */
  readonly carriedPerSecond: number;
  readonly met: boolean;
  /** What to set so that the goal is met; undefined where no setting of this release can. */
  readonly remedy: Remedy | undefined;
  /** With the remedy in place. */
  readonly remedied: Course | undefined;
  /** A release that can, where this one cannot. */
  readonly elsewhere: Elsewhere | undefined;
}

/** Measured: a queued message takes this much besides its payload, and from 64 kB on twice its payload. */
const MESSAGE_BYTES = 600;
const LARGE_BYTES = 65_536;

export function bridgeOutlook(bridge: ConfBridge, version: NanomqVersion, asked: AskedOutage): BridgeOutlook {
  const { cut, outageMs, everyMs, roundTripMs, quietAfter, goal } = asked;
  const qos = effectiveQos(bridge, asked.qos);
  const { settings } = bridge;
  const question = { settings, version, cut, outageMs, everyMs, qos, roundTripMs, quietAfter };
  const remedy = remedyOf(question, goal);
  return {
    ...courseOf(question, asked),
    name: bridge.name,
    qos,
    carriedPerSecond: carriedPerSecond(question),
    met: meets(question, goal),
    remedy,
    remedied: remedy && courseOf(applied(question, remedy), asked),
    elsewhere: remedy === undefined ? releaseThatCan(question, goal) : undefined,
  };
}

/** To type on this release, or on the one that can; nothing where none does. */
export function settingsToType(
  { name, forwardQos }: Pick<ConfBridge, "name" | "forwardQos">,
  { remedy, elsewhere }: BridgeOutlook,
): readonly RemedySetting[] {
  const found = remedy ?? elsewhere?.remedy;
  return found === undefined ? [] : remedySettings([{ name, forwards: forwardQos.length, remedy: found }]);
}

function courseOf(question: OutageQuestion, { payloadBytes }: AskedOutage): Course {
  const answer = outageAnswer(question);
  const { store, kept, backMs, drainMs } = answer;
  const inMemory = MESSAGE_BYTES + payloadBytes * (payloadBytes < LARGE_BYTES ? 1 : 2);
  const waiting = inMemoryAtMost(question, answer);
  return {
    question,
    answer,
    deliveredMs: { low: backMs.low + drainMs.low, high: backMs.high + drainMs.high },
    memoryBytes: waiting * inMemory,
    diskBytes: store === "disk" ? Math.ceil(kept.high * diskRowBytes(payloadBytes)) : 0,
  };
}

/** A queue may fill before the bridge knows that it is offline. */
function inMemoryAtMost({ settings }: OutageQuestion, { store, kept, published }: OutageAnswer): number {
  if (store === "disk") return Math.min(kept.high, settings.disk?.flushAt ?? 0);
  return store === "queue" ? Math.min(settings.queueLength, published.high) : kept.high;
}

/** As published, unless all forward rules of the bridge say the same. */
function effectiveQos({ forwardQos }: ConfBridge, published: Qos): Qos {
  const [first] = forwardQos;
  return first !== undefined && forwardQos.every((qos) => qos === first) ? first : published;
}
