import { behaviourRanks, timingTable } from "../generated/behaviours.ts";
import { type Measured, valueIn } from "./measured.ts";
import { isInRanks, type Ranks } from "./ranks.ts";
import { type ResolvedVersion, releases } from "./releases.ts";
import { type NanomqVersion, parseVersion } from "./version.ts";

/**
 * Session timing that differs between NanoMQ versions.
 *
 * Every boundary was measured on the release before and the release after it.
 */
export interface Behaviour {
  /** Factor on `keepalive_multiplier`, configured or default. */
  readonly multiplierFactor: 1 | 1000;
  /** Client with keepalive 0: its limit is 0 s, or it is not checked at all as MQTT demands. */
  readonly keepaliveZero: "kicked" | "unchecked";
  /** clean_start 0 session after a keepalive kick: `never-expires` stays listed for ever and its will is never sent. */
  readonly keptSessionAfterKick: "expires" | "never-expires";
  /** MQTT 5 session without an expiry (absent or 0) and clean_start 0. */
  readonly sessionWithoutExpiryV5: "kept" | "first-tick";
  /** MQTT 3.1.1 session with clean_start 0. */
  readonly sessionWithoutExpiryV4: "kept" | "first-tick";
  /** Session expiry in an MQTT 5 DISCONNECT. */
  readonly disconnectExpiry: "ignored" | "used";
  /** Will of an MQTT 5 client; `lost` damages or loses its payload. */
  readonly willV5: "sent" | "lost";
  /** Message expiry of an unacknowledged or queued message: not looked at, or the tick drops it. */
  readonly messageExpiry: "ignored" | "drops-and-waits" | "drops-and-goes-on";
  /** Which unacknowledged message a tick resends. */
  readonly resendOrder: "lowest-id" | "round-robin";
  /** Whether `mqtt.batch_resend` is read. */
  readonly batchResend: "unknown" | "optional";
  /** A second connection with the client id of a live one. */
  readonly takeover: "both-stay" | "discards-session" | "passes-session";
  /** What a resumed session gets before it subscribes again. */
  readonly resumedDelivery: "all" | "nothing-until-subscribed" | "queued-only-once-subscribed";
  /** Time between the tick and the FIN on a WebSocket connection. */
  readonly webSocketCloseDelayMs: 0 | 100;
  /** When a message that a WebSocket client published came in: `none` makes it count as old at once. */
  readonly webSocketReceiveTime: "none" | "noted";
  /** `retry_interval` below zero. */
  readonly negativeInterval: "closes-at-once" | "zero";
}

type BehaviourTable = { readonly [B in keyof Behaviour]: readonly Measured<Behaviour[B]>[] };

/** One list per behaviour, oldest first, without gaps (releases/behaviour.toml): the last entry has no `until`. */
export const behaviourTable: BehaviourTable = timingTable;

/** A fact about NanoMQ that holds for some releases; releases/behaviour.toml says which, and how that is known. */
export type BehaviourName = keyof typeof behaviourRanks;

/** True where a broker of `version` behaves so. */
export function has(version: NanomqVersion, name: BehaviourName): boolean {
  const spans: readonly Ranks[] = behaviourRanks[name];
  return spans.some((ranks) => isInRanks(version.rank, ranks));
}

/** The oldest known release that behaves so. @throws RangeError where none does */
export function firstWith(name: BehaviourName): NanomqVersion {
  const found = releases.map(parseVersion).find((version) => version !== undefined && has(version, name));
  if (found === undefined) throw new RangeError(`no release with ${name}`);
  return found;
}

/**
 * True where it is known how a release reads a conf. Before 0.19.0 scanner, merging and names of keys were others; who
 * took the next release for one of those would call brokers closed that let everybody in.
 */
export function readsKnownConf(version: NanomqVersion): boolean {
  return has(version, "current-layout");
}

/** The same of a release that somebody named: nothing older than what is known stands for it. */
export function isConfKnown({ version, knowledge }: ResolvedVersion): boolean {
  return readsKnownConf(version) && knowledge !== "older-than-known";
}

/** The release that a conf is judged by: the oldest one whose reading is known stands in for what is older. */
export function judgedAs(version: NanomqVersion): NanomqVersion {
  return readsKnownConf(version) ? version : oldestKnownConf();
}

/** The releases of which it is known how they read a conf, oldest first. */
export function confReleases(): readonly string[] {
  const oldest = oldestKnownConf();
  return releases.slice(releases.indexOf(oldest.text));
}

/** The oldest release of which it is known how it reads a conf. */
export function oldestKnownConf(): NanomqVersion {
  return firstWith("current-layout");
}

/** @throws RangeError for a release of which nobody knows how it reads a conf, or for what is none */
export function confRelease(text: string): NanomqVersion {
  const version = parseVersion(text);
  if (version === undefined) throw new RangeError(`not a NanoMQ version: ${text}`);
  if (readsKnownConf(version)) return version;
  throw new RangeError(
    `NanoMQ ${text} reads a conf in a way of its own that is not known: ${oldestKnownConf().text} is the oldest known release`,
  );
}

const resolved = new Map<number, Behaviour>();

/** How `version` behaves; the nearest known release speaks for one that is older or newer than all. */
export function behaviourOf(version: NanomqVersion): Behaviour {
  const known = resolved.get(version.rank);
  if (known !== undefined) return known;
  const t = behaviourTable;
  const behaviour: Behaviour = {
    multiplierFactor: valueIn(t.multiplierFactor, version),
    keepaliveZero: valueIn(t.keepaliveZero, version),
    keptSessionAfterKick: valueIn(t.keptSessionAfterKick, version),
    sessionWithoutExpiryV5: valueIn(t.sessionWithoutExpiryV5, version),
    sessionWithoutExpiryV4: valueIn(t.sessionWithoutExpiryV4, version),
    disconnectExpiry: valueIn(t.disconnectExpiry, version),
    willV5: valueIn(t.willV5, version),
    messageExpiry: valueIn(t.messageExpiry, version),
    resendOrder: valueIn(t.resendOrder, version),
    batchResend: valueIn(t.batchResend, version),
    takeover: valueIn(t.takeover, version),
    resumedDelivery: valueIn(t.resumedDelivery, version),
    webSocketCloseDelayMs: valueIn(t.webSocketCloseDelayMs, version),
    webSocketReceiveTime: valueIn(t.webSocketReceiveTime, version),
    negativeInterval: valueIn(t.negativeInterval, version),
  };
  resolved.set(version.rank, behaviour);
  return behaviour;
}
