// The client classes of nanotune.toml, each with its replay against the conf.

import { type Timer, timerOf, timerText } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { nearestKeepalive, nearestTimer, type TimerAdvice } from "../../timing/advice.ts";
import {
  type DetectionClient,
  type DetectionReplay,
  detectionReplay,
  noticedWithinMs,
  type WindowMs,
} from "../../timing/detection.ts";
import { type NetworkName, networks } from "../../timing/network.ts";
import { drawnGaps, kickRate } from "../../timing/packet-gaps.ts";
import { pingPolicies } from "../../timing/ping-policy.ts";
import { ruleOfThumb } from "../../timing/rule-of-thumb.ts";
import { playScenario } from "../../timing/scenario.ts";
import type { Timeline } from "../../timing/timeline.ts";
import { brokenLimits, type Fleet, type TimerLimits } from "../../timing/timer-limits.ts";
import { backlogMs } from "../../timing/windows.ts";
import type { Alternative } from "../finding/finding.ts";
import { once, onceFor } from "../once.ts";
import { isScope, numberIn, type Scope, type Value } from "./cel/value.ts";
import type { Element, Looked, Proof } from "./element.ts";
import type { Replay } from "./rule.ts";

/** What decides about every client class. */
interface Run {
  readonly version: NanomqVersion;
  readonly timer: Timer;
  readonly fleet: Fleet;
  readonly limits: TimerLimits;
  readonly detectWithinMs: number | undefined;
  readonly earlyDeaths: boolean;
  /** True where somebody says how many live clients may be closed. */
  readonly countsFalseKicks: boolean;
}

function windowScope(window: WindowMs): Scope {
  return {
    earliest: window.earliest / 1000,
    p50: window.p50 / 1000,
    p95: window.p95 / 1000,
    latest: window.latest / 1000,
  };
}

/** What to type for an advice: only what differs from what is in force. */
function adviceText({ timer, version }: Run, advised: Timer): string {
  const [current, wanted] = [timerText(timer, version), timerText(advised, version)];
  const retry =
    wanted.retryIntervalS === current.retryIntervalS ? [] : [`retry_interval = ${wanted.retryIntervalS}s`];
  const multiplier =
    wanted.multiplier === current.multiplier ? [] : [`keepalive_multiplier = ${wanted.multiplier}`];
  return [...retry, ...multiplier].join(", ");
}

function adviceScope(run: Run, { timer, replay }: TimerAdvice): Scope {
  const { retryIntervalS, multiplier } = timerText(timer, run.version);
  const { windowMs } = replay;
  return {
    found: true,
    retry_interval: retryIntervalS,
    multiplier,
    ...(windowMs ? { earliest: windowMs.earliest / 1000, latest: windowMs.latest / 1000 } : {}),
    text: adviceText(run, timer),
  };
}

function replayScope(replay: DetectionReplay): Scope {
  const { limitMs, windowMs, afterConnectMs, mqttLimitMs } = replay;
  return {
    limit: limitMs / 1000,
    ...(windowMs ? { window: windowScope(windowMs) } : {}),
    ...(afterConnectMs ? { after_connect: windowScope(afterConnectMs) } : {}),
    ...(mqttLimitMs === undefined ? {} : { mqtt_limit: mqttLimitMs / 1000 }),
  };
}

/** The nearest timer within the limit that no rule reports; where there is none, the nearest one. */
function within(
  run: Run,
  client: DetectionClient,
  limitMs: number,
  earlyDeaths: boolean,
): TimerAdvice | undefined {
  const { timer, version, fleet, limits } = run;
  const isSound = (one: Timer) => brokenLimits(one, version, fleet, limits).length === 0;
  return (
    nearestTimer(timer, version, client, limitMs, { isSound, earlyDeaths }) ??
    nearestTimer(timer, version, client, limitMs, { earlyDeaths })
  );
}

function withinScope(
  run: Run,
  client: DetectionClient,
  advice: TimerAdvice | undefined,
  limitMs: number,
): Scope {
  if (advice !== undefined) return adviceScope(run, advice);
  const { timer, version, earlyDeaths } = run;
  const keepalive = nearestKeepalive(timer, version, client, limitMs, { earlyDeaths })?.keepaliveMs;
  return { found: false, ...(keepalive === undefined ? {} : { keepalive: keepalive / 1000 }) };
}

/** The client falls silent: the story behind every detection window. */
function storyOf({ timer, version }: Run, client: Scope, { name, keepaliveMs }: DetectionClient): Timeline {
  return playScenario("silent", timer, version, {
    name,
    keepaliveMs,
    protocol: client["protocol"] === 5 ? 5 : 4,
    cleanStart: client["clean_start"] !== false,
  });
}

/** Each once, what is in force left out. */
function alternativesOf(run: Run, advices: readonly (TimerAdvice | undefined)[]): readonly Alternative[] {
  const rows = advices.flatMap((advice) =>
    advice === undefined ? [] : [{ text: adviceText(run, advice.timer), replay: advice.replay }],
  );
  return rows.filter(({ text }, at) => text !== "" && rows.findIndex((one) => one.text === text) === at);
}

/** As `tune` draws them: the same seed gives the same figure. */
const DRAWN = { pings: 400_000, seed: 1 };

/** Live clients of a class that are closed, each per day, over the network that the facts name. */
function falseKicksOf(
  { timer, countsFalseKicks }: Run,
  client: Scope,
  { keepaliveMs }: DetectionClient,
  { windowMs }: DetectionReplay,
): number | undefined {
  const name = client["network"];
  if (!countsFalseKicks || typeof name !== "string" || !isNetwork(name)) return undefined;
  if (windowMs === undefined || keepaliveMs === 0 || timer.retry <= 0) return undefined;
  const gaps = drawnGaps(keepaliveMs, networks[name], pingPolicies.paho, DRAWN.seed, DRAWN.pings);
  return kickRate(gaps, windowMs.earliest, timer.retry).perDay;
}

function isNetwork(name: string): name is NetworkName {
  return Object.hasOwn(networks, name);
}

function elementOf(client: Scope, run: Run): Element {
  const { timer, version, detectWithinMs, earlyDeaths, limits } = run;
  const backlog = backlogMs(timer, version, numberIn(client, "offline_messages") ?? 0);
  const known: Scope = backlog === undefined ? client : { ...client, backlog: backlog / 1000 };
  const keepalive = numberIn(client, "keepalive");
  if (keepalive === undefined) return { value: known };
  const of: DetectionClient = { name: String(client["name"] ?? ""), keepaliveMs: keepalive * 1000 };
  const replay = detectionReplay(timer, version, of);
  const { mqttLimitMs } = replay;
  const forMqtt = once(() => (mqttLimitMs === undefined ? undefined : within(run, of, mqttLimitMs, false)));
  const forObjective = once(() =>
    detectWithinMs === undefined || keepalive === 0
      ? undefined
      : within(run, of, detectWithinMs, earlyDeaths),
  );
  const noticedMs = noticedWithinMs(replay, earlyDeaths);
  const value: Record<string, Value> = {
    ...known,
    ...replayScope(replay),
    ...(noticedMs === undefined ? {} : { noticed_within: noticedMs / 1000 }),
    ...(mqttLimitMs === undefined ? {} : { for_mqtt: withinScope(run, of, forMqtt(), mqttLimitMs) }),
    ...(detectWithinMs === undefined || keepalive === 0
      ? {}
      : { for_objective: withinScope(run, of, forObjective(), detectWithinMs) }),
  };
  const kicks = falseKicksOf(run, client, of, replay);
  if (kicks !== undefined) value["false_kicks"] = kicks;
  const timeline = once(() => storyOf(run, client, of));
  const lookedAt = onceFor((params: Scope): Looked => {
    const ratio = numberIn(params, "ratio") ?? limits["timing/retry-interval-too-coarse"]?.ratio;
    const thumb = ratio === undefined || keepalive === 0 ? undefined : ruleOfThumb(timer, version, of, ratio);
    const proofOf = (advices: () => readonly (TimerAdvice | undefined)[]) =>
      once(() => ({ replay, timeline: timeline(), alternatives: alternativesOf(run, advices()) }));
    const proofs: Readonly<Partial<Record<Replay, () => Proof>>> = {
      thumb: proofOf(() => [thumb, forMqtt()]),
      for_mqtt: proofOf(() => [forMqtt()]),
      for_objective: proofOf(() => [forObjective(), forMqtt()]),
      detection: proofOf(() => [thumb, forMqtt()]),
    };
    return {
      value: thumb === undefined ? value : { ...value, thumb: thumbScope(run, thumb) },
      proof: (shows) => (proofs[shows] ?? proofOf(() => []))(),
    };
  });
  return { value, lookedAt };
}

function thumbScope(run: Run, thumb: ReturnType<typeof ruleOfThumb>): Scope {
  return { ...adviceScope(run, thumb), bound: thumb.bound / 1000 };
}

function fleetOf(clients: readonly Scope[]): Fleet {
  const numbers = (key: string) => clients.flatMap((client) => numberIn(client, key) ?? []);
  return {
    keepalivesMs: numbers("keepalive").map((keepalive) => keepalive * 1000),
    connections: numbers("count").reduce((sum, count) => sum + count, 0),
  };
}

/** Timers whose replays are kept: a fleet's confs have a few. */
const MOST_TIMERS = 500;

/** The elements of these clients under these limits, by what else decides about them. */
const known = onceFor((_limits: TimerLimits) =>
  onceFor((_clients: readonly Value[]) => new Map<string, readonly Element[]>()),
);

function elementsOf(listed: readonly Value[], run: Omit<Run, "fleet">): readonly Element[] {
  const { timer, version, detectWithinMs, earlyDeaths, limits, countsFalseKicks } = run;
  const { retry, multiplier, batchResend } = timer;
  const name = [
    version.text,
    retry,
    multiplier,
    batchResend,
    detectWithinMs,
    earlyDeaths,
    countsFalseKicks,
  ].join(" ");
  const played = known(limits)(listed);
  const before = played.get(name);
  if (before !== undefined) return before;
  const clients = listed.filter(isScope);
  const fleet = fleetOf(clients);
  const elements = clients
    .toSorted((a, b) => (numberIn(a, "keepalive") ?? 0) - (numberIn(b, "keepalive") ?? 0))
    .map((client) => elementOf(client, { ...run, fleet }));
  if (played.size >= MOST_TIMERS) played.clear();
  played.set(name, elements);
  return elements;
}

/**
 * Clients by keepalive, shortest first: the first one a rule reports is the one that decides. Many confs share a timer, and
 * its replays.
 */
export function clientElements(
  conf: Scope,
  version: NanomqVersion,
  facts: Scope,
  limits: () => TimerLimits,
): readonly Element[] {
  const { mqtt } = conf;
  const retryIntervalS = numberIn(mqtt, "retry_interval");
  const multiplier = numberIn(mqtt, "keepalive_multiplier");
  const listed = facts["clients"];
  if (retryIntervalS === undefined || multiplier === undefined || !Array.isArray(listed)) return [];
  if (listed.length === 0) return [];
  const batchResend = isScope(mqtt) && mqtt["batch_resend"] === true;
  const { objective } = facts;
  const detectWithin = numberIn(objective, "detect_within");
  return elementsOf(listed, {
    version,
    timer: timerOf(retryIntervalS, multiplier, batchResend),
    limits: limits(),
    detectWithinMs: detectWithin === undefined ? undefined : detectWithin * 1000,
    earlyDeaths: isScope(objective) && objective["early_deaths"] === true,
    countsFalseKicks: numberIn(objective, "false_kicks_per_day") !== undefined,
  });
}
