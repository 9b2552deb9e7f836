// What becomes of a bridge while its uplink is away, as rules see it: worked out only where a rule asks.

import { bridgeBehaviourOf } from "../../nanomq/bridge-behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { type ConfBridge, confBridges } from "../../start/bridges.ts";
import type { Settings } from "../../start/effective.ts";
import { nothingWanted } from "../../text/edit/wanted.ts";
import { longestReturnMs } from "../../timing/outage/backoff.ts";
import { type Cut, type OutageQuestion, outageAnswer } from "../../timing/outage/closed-form.ts";
import { releaseThatCan } from "../../timing/outage/elsewhere.ts";
import { keepaliveToNotice, noticingMs } from "../../timing/outage/noticing.ts";
import { type OutageGoal, type Remedy, remedyOf } from "../../timing/outage/remedy.ts";
import { remedySettings, settingText } from "../../timing/outage/remedy-settings.ts";
import { longestBackoffMs } from "../../timing/outage/settings.ts";
import type { Proposal } from "../finding/finding.ts";
import { once } from "../once.ts";
import { numberIn, type Scope, type Value } from "./cel/value.ts";
import type { Element, Proof } from "./element.ts";
import type { Replay } from "./rule.ts";

/** What the facts say about an outage; undefined where they do not. */
interface Known {
  readonly version: NanomqVersion;
  readonly outageMs: number | undefined;
  readonly perSecond: number | undefined;
  readonly detectWithinMs: number | undefined;
  readonly goal: OutageGoal;
}

/** To draw something where nobody says more. */
const USUAL_MS = 600_000;
const USUAL_PER_SECOND = 1;
/** As `nanotune outage` has it. */
const ROUND_TRIP_MS = 50;
/** Where nobody says how many cores the machine has. */
export const usualCores = 2;

function msAt(scope: Value | undefined, key: string): number | undefined {
  const seconds = numberIn(scope, key);
  return seconds === undefined ? undefined : 1000 * seconds;
}

function knownOf(version: NanomqVersion, { objective }: Scope, fleet: Scope): Known {
  return {
    version,
    outageMs: msAt(objective, "survive_outage"),
    perSecond: numberIn(fleet, "publish_rate"),
    detectWithinMs: msAt(objective, "detect_within"),
    goal: {
      loseAtMost: numberIn(objective, "lose_at_most") ?? 0,
      drainWithinMs: msAt(objective, "drain_within") ?? Infinity,
    },
  };
}

function questionOf(bridge: ConfBridge, known: Known, cut: Cut): OutageQuestion {
  const { version, outageMs = USUAL_MS, perSecond = USUAL_PER_SECOND } = known;
  return outageQuestion(bridge, version, cut, outageMs, perSecond);
}

/** What lint asks about a bridge; messages whose forward rule says QoS 0 are looked at by themselves. */
export function outageQuestion(
  { settings }: ConfBridge,
  version: NanomqVersion,
  cut: Cut,
  outageMs: number,
  perSecond: number,
): OutageQuestion {
  return { settings, version, cut, outageMs, everyMs: 1000 / perSecond, qos: 1, roundTripMs: ROUND_TRIP_MS };
}

function finite(entries: Readonly<Record<string, number>>): Scope {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value < Infinity));
}

/** The outage of `survive_outage` at the rate of all clients; figures without a bound are left out. */
function surviveScope(bridge: ConfBridge, known: Known, found: () => Found): Scope {
  const { lost, kept, drainMs, published } = outageAnswer(questionOf(bridge, known, "closed"));
  const { remedy, release } = found();
  const text = proposalText(bridge, remedy);
  return {
    ...finite({ lost: lost.high, kept: kept.low, drain: drainMs.high / 1000, published: published.high }),
    rate: known.perSecond ?? USUAL_PER_SECOND,
    found: release === undefined && remedy !== undefined,
    ...(release === undefined ? {} : { release }),
    text,
  };
}

/** What to set, here or in the release that can. */
interface Found {
  readonly remedy: Remedy | undefined;
  readonly release: string | undefined;
}

function foundFor(bridge: ConfBridge, known: Known): Found {
  const question = questionOf(bridge, known, "closed");
  const remedy = remedyOf(question, known.goal);
  if (remedy !== undefined) return { remedy, release: undefined };
  const elsewhere = releaseThatCan(question, known.goal);
  return { remedy: elsewhere?.remedy, release: elsewhere?.release };
}

function settingsFor({ name, forwardQos }: ConfBridge, remedy: Remedy) {
  return remedySettings([{ name, forwards: forwardQos.length, remedy }]);
}

function proposalText(bridge: ConfBridge, remedy: Remedy | undefined): string {
  return remedy === undefined ? "" : settingsFor(bridge, remedy).map(settingText).join(", ");
}

function proposalsOf(bridge: ConfBridge, { remedy, release }: Found): readonly Proposal[] {
  if (remedy === undefined || release !== undefined) return [];
  const text = proposalText(bridge, remedy);
  return text === "" ? [] : [{ ...nothingWanted, set: settingsFor(bridge, remedy), text, safety: "unsafe" }];
}

function noticeScope({ settings }: ConfBridge, { version, detectWithinMs }: Known): Scope {
  const behaviour = bridgeBehaviourOf(version);
  const { low, high } = noticingMs({ settings, everyMs: 1000 / USUAL_PER_SECOND, qos: 1 }, behaviour);
  const sooner =
    detectWithinMs === undefined ? undefined : keepaliveToNotice(detectWithinMs, settings, behaviour);
  const resend = sooner?.resendIntervalMs === settings.resendIntervalMs ? undefined : sooner;
  const text =
    sooner &&
    [
      `keepalive = ${sooner.keepaliveMs / 1000}s`,
      ...(resend === undefined ? [] : [`resend_interval = ${resend.resendIntervalMs}`]),
    ].join(", ");
  return { earliest: low / 1000, latest: high / 1000, ...(text === undefined ? {} : { text }) };
}

function outageScope(bridge: ConfBridge, known: Known, found: () => Found): Scope {
  const { settings, forwardQos } = bridge;
  const behaviour = bridgeBehaviourOf(known.version);
  const acknowledges = forwardQos.some((qos) => qos !== 0);
  const longestMs = longestBackoffMs(settings, behaviour);
  const storesQos0 =
    behaviour.linkDown === "holds-one" &&
    settings.disk !== undefined &&
    (behaviour.qos0OnDisk === "stored" || settings.retryQos0);
  const isAsked = known.outageMs !== undefined && known.perSecond !== undefined;
  return {
    kills: behaviour.noQueue === "crashes" && settings.queueLength === 0 && acknowledges,
    queue: behaviour.busySlot === "loses" ? "never" : behaviour.linkDown === "queues" ? "always" : "busy",
    uses_disk: behaviour.diskCache !== "unused",
    keeps_qos_0: storesQos0,
    acknowledges,
    mute: behaviour.unacknowledged === "resent" && settings.keepaliveMs <= settings.resendIntervalMs,
    backoff: longestMs / 1000,
    reads_backoff: behaviour.backoffMax === "read",
    stays_away: longestReturnMs(longestMs, known.outageMs ?? Infinity) / 1000,
    noticed: noticeScope(bridge, known),
    ...(isAsked && acknowledges ? { survive: surviveScope(bridge, known, found) } : {}),
  };
}

function proofOf(bridge: ConfBridge, known: Known, found: () => Found, shows: Replay): Proof {
  const question = questionOf(bridge, known, shows === "dead_link" ? "silent-resets" : "closed");
  const outage = { question, answer: outageAnswer(question) };
  return shows === "survive" ? { outage, proposals: proposalsOf(bridge, found()) } : { outage };
}

/** Bridges that are on, with `bridge.outage`; so have their forward rules, by `item.bridge.outage`. */
export function withOutages(
  elements: readonly Element[],
  settings: Settings,
  facts: Scope,
  fleet: Scope,
): readonly Element[] {
  if (elements.length === 0) return elements;
  const known = knownOf(settings.version, facts, fleet);
  const cores = numberIn(facts["host"], "cpu_cores") ?? usualCores;
  const all = once(() => new Map(confBridges(settings, cores).map((bridge) => [bridge.name, bridge])));
  return elements.map((element) => {
    const found = once((): Found => {
      const bridge = all().get(String(element.value["name"]));
      return bridge === undefined ? { remedy: undefined, release: undefined } : foundFor(bridge, known);
    });
    const outage = once(() => {
      const bridge = all().get(String(element.value["name"]));
      return bridge === undefined ? {} : outageScope(bridge, known, found);
    });
    const value: Scope = Object.defineProperty({ ...element.value }, "outage", {
      get: outage,
      enumerable: true,
    });
    const proof = (shows: Replay): Proof => {
      const bridge = all().get(String(element.value["name"]));
      return bridge === undefined ? {} : proofOf(bridge, known, found, shows);
    };
    const looked = { value, proof };
    return { ...element, value, lookedAt: () => looked };
  });
}
