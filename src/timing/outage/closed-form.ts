import { type BridgeBehaviour, bridgeBehaviourOf } from "../../nanomq/bridge-behaviour.ts";
import type { BridgeSettings, Qos } from "../../nanomq/bridge-settings.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { longestReturnMs, NEGOTIATION_MS } from "./backoff.ts";
import { noticingMs, type Range } from "./noticing.ts";
import { longestBackoffMs, usedDisk } from "./settings.ts";

/**
 * How the uplink goes: the upstream closes the connection and refuses new ones, or takes them and answers none, or falls
 * silent and then reads on or resets.
 */
export type Cut = "closed" | "hangs" | "silent-reads-on" | "silent-resets";

/**
 * An even load over an outage; acknowledgements take much less time than lies between messages. The bounds are proved
 * for one forward rule (closed-form.test.ts); with more, copies of the same message also get in each other's way.
 */
export interface OutageQuestion {
  readonly settings: BridgeSettings;
  readonly version: NanomqVersion;
  readonly cut: Cut;
  readonly outageMs: number;
  readonly everyMs: number;
  readonly qos: Qos;
  readonly roundTripMs: number;
  /** Nothing is published once the link is back. */
  readonly quietAfter?: boolean | undefined;
}

/** Where a bridge keeps messages while it knows that its link is down. */
export type Store = "queue" | "disk" | "one-message" | "nothing";

/** What an outage comes to at once, without a simulation. Times in ms from its beginning, numbers in copies. */
export interface OutageAnswer {
  /** When the bridge knows; Infinity where the upstream reads on before. */
  readonly noticedMs: Range;
  /** When it is connected again, or was never down. */
  readonly backMs: Range;
  /** Published until then. */
  readonly published: Range;
  readonly store: Store;
  readonly kept: Range;
  readonly lost: Range;
  /** Copies that the upstream gets once more. */
  readonly duplicates: Range;
  /** From the return to the arrival of the last that was kept; Infinity where nothing ever sends it. */
  readonly drainMs: Range;
  /** The drain begins with the first new message, and not before. */
  readonly needsMessage: boolean;
  readonly crash: "never" | "possible" | "certain";
  /** Connected again, the bridge may stay mute: nothing is ever resent, and all slots wait. */
  readonly mayStayMute: boolean;
}

export function outageAnswer(question: OutageQuestion): OutageAnswer {
  const { settings, version, cut, outageMs } = question;
  const behaviour = bridgeBehaviourOf(version);
  const dead = noticingMs(question, behaviour);
  const noticedMs = isSilent(cut) ? beforeEnd(dead, cut, outageMs) : { low: 0, high: 0 };
  const backMs = returned(question, behaviour, noticedMs);
  const published = copiesIn(backMs, question);
  const store = storeOf(question, behaviour);
  const capacity = capacityOf(question, behaviour, store);
  const offline = copiesIn(offlineMs(noticedMs, backMs), question);
  const kept = { low: Math.min(capacity.low, offline.low), high: Math.min(capacity.high, offline.high) };
  const course: Course = { noticedMs, backMs, published, offline, capacity, kept };
  return {
    noticedMs,
    backMs,
    published,
    store,
    kept,
    lost: lostOf(question, behaviour, course),
    duplicates: duplicatesOf(question, behaviour, course),
    drainMs: drainOf(question, behaviour, store, kept),
    needsMessage: store === "queue",
    crash: crashOf(question, behaviour, published),
    mayStayMute: mayStayMute(settings, behaviour, cut),
  };
}

/** Whether the bridge has to find out by itself. */
export function isSilent(cut: Cut): boolean {
  return cut === "silent-reads-on" || cut === "silent-resets";
}

/** A silent upstream that is back before anybody noticed: read on as if nothing had been, or reset and noticed by that. */
function beforeEnd({ low, high }: Range, cut: Cut, outageMs: number): Range {
  if (cut === "silent-resets") return { low: Math.min(low, outageMs), high: Math.min(high, outageMs) };
  return { low: low > outageMs ? Infinity : low, high: high > outageMs ? Infinity : high };
}

function returned(
  { settings, outageMs, cut }: OutageQuestion,
  behaviour: BridgeBehaviour,
  noticed: Range,
): Range {
  if (noticed.low === Infinity) return { low: outageMs, high: outageMs };
  const downMs = Math.max(0, outageMs - noticed.low);
  const waitMs = longestReturnMs(longestBackoffMs(settings, behaviour), downMs);
  return { low: outageMs, high: outageMs + waitMs + (cut === "hangs" ? NEGOTIATION_MS : 0) };
}

/** How long the bridge may know that it is offline. */
function offlineMs(noticed: Range, back: Range): Range {
  return {
    low: noticed.high === Infinity ? 0 : Math.max(0, back.low - noticed.high),
    high: noticed.low === Infinity ? 0 : Math.max(0, back.high - noticed.low),
  };
}

/** Messages that fall into a time, one more or less by where it begins between two. */
function copiesIn({ low, high }: Range, { everyMs, settings }: OutageQuestion): Range {
  return {
    low: Math.floor(low / everyMs) * settings.rules,
    high: (high === 0 ? 0 : Math.floor(high / everyMs) + 1) * settings.rules,
  };
}

function storeOf({ settings, qos }: OutageQuestion, behaviour: BridgeBehaviour): Store {
  if (behaviour.linkDown === "queues") return qos > 0 && settings.queueLength > 0 ? "queue" : "nothing";
  if (usedDisk(settings, behaviour) === undefined) return "one-message";
  const stores = qos > 0 || behaviour.qos0OnDisk === "stored" || settings.retryQos0;
  return stores ? "disk" : "nothing";
}

/** What the store takes at least and at most. */
function capacityOf({ settings, qos, cut }: OutageQuestion, behaviour: BridgeBehaviour, store: Store): Range {
  // After a silence all slots may be busy still; then their messages find no way to the disk either.
  const blocked = isSilent(cut) && qos > 0 && behaviour.unacknowledged === "resent";
  switch (store) {
    case "queue":
      return { low: settings.queueLength, high: settings.queueLength };
    case "disk":
      return { low: blocked ? 0 : (settings.disk?.rows ?? 0), high: diskLimit(settings) };
    case "one-message":
      return { low: blocked ? 0 : 1, high: 1 + queuedBesideHeld(settings, behaviour, qos) };
    case "nothing":
      return { low: 0, high: 0 };
  }
}

/** Rows, and what memory holds before the next flush. */
function diskLimit({ disk }: BridgeSettings): number {
  return disk === undefined ? 0 : disk.rows + disk.flushAt;
}

/** The worker of the held message queues; the next that fails takes the queue along, if there is another worker. */
function queuedBesideHeld(settings: BridgeSettings, { busySlot }: BridgeBehaviour, qos: Qos): number {
  if (busySlot === "loses" || qos === 0) return 0;
  const { queueLength, workers, rules } = settings;
  return workers === 1 ? queueLength : Math.min(queueLength, 2 * rules);
}

interface Course {
  readonly noticedMs: Range;
  readonly backMs: Range;
  readonly published: Range;
  /** Published while the bridge knows that it is offline. */
  readonly offline: Range;
  readonly capacity: Range;
  readonly kept: Range;
}

function lostOf(question: OutageQuestion, behaviour: BridgeBehaviour, course: Course): Range {
  const { settings, cut, qos } = question;
  if (!isSilent(cut)) return beyond(course.published, course.capacity, settings.rules - 1);
  return qos === 0 ? lostInSilence0(question, course) : lostInSilence(question, behaviour, course);
}

/** What a store does not take. The copies of the first new message push out as many as it has more than one. */
function beyond(copies: Range, capacity: Range, pushedOut: number): Range {
  return {
    low: Math.max(0, copies.low - capacity.high),
    high: Math.max(0, copies.high - capacity.low + pushedOut),
  };
}

/** QoS 0 goes into the kernel's buffer until the bridge notices: read later, or gone. */
function lostInSilence0({ cut }: OutageQuestion, { published, offline, capacity, kept }: Course): Range {
  return cut === "silent-resets" ? beyond(published, kept, 0) : beyond(offline, capacity, 0);
}

/**
 * QoS 1 and 2: one message per slot is under way, again after each `cancel_timeout`; each may arrive in the end, or not.
 * What waits for their slots is queued or lost, also for some ticks after the return, until all were resent.
 */
function lostInSilence(question: OutageQuestion, behaviour: BridgeBehaviour, course: Course): Range {
  const { settings } = question;
  const { noticedMs, backMs, published, kept } = course;
  const slots = settings.workers + 1;
  const unnoticedMs = Math.min(noticedMs.high, backMs.high);
  const resent = behaviour.unacknowledged === "resent";
  const blockedMs = resent ? resendingMs(settings) : 0;
  const rounds = roundsGivenUp(settings, resent, unnoticedMs, backMs.high + blockedMs);
  const queue = behaviour.busySlot === "queues" ? settings.queueLength : 0;
  const throughout = copiesIn({ low: 0, high: backMs.high + blockedMs }, question);
  const keptAtLeast = Math.max(kept.low, behaviour.linkDown === "queues" ? queue : 0);
  const high = mayStayMute(settings, behaviour, question.cut)
    ? Infinity
    : Math.max(0, throughout.high - keptAtLeast) + slots * rounds;
  const mayArrive = Math.max(kept.high, queue) + queue + slots * Math.max(1, rounds);
  return { low: Math.max(0, published.low - mayArrive), high };
}

/** How often all slots may be given up: never where `cancel_timeout` outlasts the outage and the resending after it. */
function roundsGivenUp(
  { cancelTimeoutMs }: BridgeSettings,
  resent: boolean,
  unnoticedMs: number,
  allResentMs: number,
): number {
  if (!resent) return 1;
  return cancelTimeoutMs > allResentMs ? 0 : Math.floor(unnoticedMs / cancelTimeoutMs) + 2;
}

/** All slots wait for a tick each until what is under way in them was resent. */
function resendingMs({ workers, resendIntervalMs, resendWaitMs }: BridgeSettings): number {
  return (workers + 1) * resendIntervalMs + resendWaitMs;
}

/**
 * What is under way when the link breaks has arrived, and is resent after the return. A silent upstream that reads on
 * reads what was resent into the silence as well: one copy a tick.
 */
function duplicatesOf(
  { settings, qos, cut, everyMs, roundTripMs }: OutageQuestion,
  { unacknowledged }: BridgeBehaviour,
  { noticedMs, backMs }: Course,
): Range {
  if (qos === 0 || unacknowledged === "forgotten") return { low: 0, high: 0 };
  const slots = settings.workers + 1;
  const underWay = Math.min(slots, Math.ceil((roundTripMs * qos) / everyMs) * settings.rules);
  if (cut !== "silent-reads-on") return { low: 0, high: underWay };
  const unnoticedMs = Math.min(noticedMs.high, backMs.high);
  return { low: 0, high: 2 * slots + Math.ceil(unnoticedMs / settings.resendIntervalMs) };
}

/** How long it takes to send what was kept; a queue waits for the first new message, and for slots after a silence. */
function drainOf(question: OutageQuestion, behaviour: BridgeBehaviour, store: Store, kept: Range): Range {
  const { settings, cut, everyMs, quietAfter = false } = question;
  const stepMs = drainStepMs(question, behaviour, store);
  const sending = (copies: number) => (copies === 0 ? 0 : copies * stepMs);
  const low = sending(kept.low);
  if (kept.high === 0 || store !== "queue") return { low, high: sending(kept.high) };
  if (quietAfter) return { low: kept.low === 0 ? 0 : Infinity, high: Infinity };
  const slotsMs = isSilent(cut) ? resendingMs(settings) : 0;
  return { low, high: everyMs + slotsMs + sending(kept.high) };
}

/** The disk cache waits for a tick for each row; the queue for a round trip. */
function drainStepMs(
  { settings, qos, roundTripMs }: OutageQuestion,
  behaviour: BridgeBehaviour,
  store: Store,
): number {
  switch (store) {
    case "queue":
      return roundTripMs * Math.max(1, qos);
    case "disk":
      if (behaviour.diskCache === "own-interval") return settings.disk?.resendIntervalMs ?? 0;
      return pingsAtEveryTick(settings) ? Infinity : settings.resendIntervalMs;
    case "one-message":
    case "nothing":
      return 0;
  }
}

function crashOf(
  { settings, qos, cut }: OutageQuestion,
  behaviour: BridgeBehaviour,
  published: Range,
): OutageAnswer["crash"] {
  if (behaviour.noQueue === "loses" || qos === 0 || settings.queueLength > 0) return "never";
  if (settings.rules > 1) return "certain";
  const stores = behaviour.linkDown === "holds-one" && usedDisk(settings, behaviour) !== undefined;
  if (stores && !isSilent(cut)) return "never";
  const survives = behaviour.linkDown === "queues" && !isSilent(cut) ? 0 : settings.workers;
  if (published.high <= survives) return "never";
  return published.low > survives + 1 && !stores ? "certain" : "possible";
}

/** Ticks that ping do not resend; what is under way when the link breaks then waits for ever in its slot. */
function mayStayMute(settings: BridgeSettings, { unacknowledged }: BridgeBehaviour, cut: Cut): boolean {
  return isSilent(cut) && unacknowledged === "resent" && pingsAtEveryTick(settings);
}

/** Messages a second that get through: one per worker and round trip. Infinity where nothing waits for an answer. */
export function carriedPerSecond({ settings, qos, roundTripMs }: OutageQuestion): number {
  return qos === 0 ? Infinity : (1000 * settings.workers) / (roundTripMs * qos);
}

function pingsAtEveryTick({ keepaliveMs, resendIntervalMs }: BridgeSettings): boolean {
  return keepaliveMs <= resendIntervalMs;
}
