// The client classes of nanotune.toml, each with its replay against the conf.

import type { NanomqVersion } from "../../nanomq/version.ts";
import { type CurrentTiming, nearestTiming } from "../../timing/advice.ts";
import {
  type DetectionReplay,
  detectionReplay,
  effectiveMultiplier,
  type TimingSettings,
  type WindowMs,
  writtenMultiplier,
} from "../../timing/detection.ts";
import { playScenario } from "../../timing/scenario.ts";
import type { Timeline } from "../../timing/timeline.ts";
import type { Alternative } from "../finding/finding.ts";
import { isScope, type Scope, type Value } from "./cel/value.ts";
import type { Element } from "./context.ts";

function windowScope(window: WindowMs): Scope {
  return {
    earliest: window.earliest / 1000,
    p50: window.p50 / 1000,
    p95: window.p95 / 1000,
    latest: window.latest / 1000,
  };
}

function numberAt(scope: Value | undefined, key: string): number | undefined {
  const value = isScope(scope) ? scope[key] : undefined;
  return typeof value === "number" ? value : undefined;
}

/** What to type for an advice: only what differs from what is in force. */
function adviceText(current: CurrentTiming, advice: CurrentTiming): string {
  const retry =
    advice.retryIntervalS === current.retryIntervalS ? [] : [`retry_interval = ${advice.retryIntervalS}s`];
  const multiplier =
    advice.multiplier === current.multiplier ? [] : [`keepalive_multiplier = ${advice.multiplier}`];
  return [...retry, ...multiplier].join(", ");
}

function adviceScope(
  current: CurrentTiming,
  version: NanomqVersion,
  keepalive: number,
  limit: number,
): Scope {
  const advice = nearestTiming(current, version, keepalive * 1000, limit * 1000);
  if (advice === undefined) return { found: false };
  return {
    found: true,
    retry_interval: advice.retryIntervalS,
    multiplier: advice.multiplier,
    earliest: advice.earliestMs / 1000,
    latest: advice.latestMs / 1000,
    text: adviceText(current, advice),
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

/** The field's rule of thumb (nanomq/nanomq#1897) in whole seconds, which is all NanoMQ reads. */
const INTERVAL_PER_KEEPALIVE = 0.3;

/** What to look at beside today's settings: the rule of thumb, then what MQTT's own limit takes. */
function alternativesFor(
  current: CurrentTiming,
  version: NanomqVersion,
  name: string,
  keepaliveMs: number,
): readonly Alternative[] {
  const retryIntervalS = Math.max(1, Math.floor((INTERVAL_PER_KEEPALIVE * keepaliveMs) / 1000));
  const thumb = retryIntervalS < current.retryIntervalS ? [{ ...current, retryIntervalS }] : [];
  const forMqtt = nearestTiming(current, version, keepaliveMs, 1.5 * keepaliveMs);
  const timings = forMqtt === undefined ? thumb : [...thumb, forMqtt];
  const alternatives = timings.map((timing) => {
    const settings = {
      retryIntervalMs: timing.retryIntervalS * 1000,
      multiplier: effectiveMultiplier(timing.multiplier, version),
    };
    return {
      text: adviceText(current, timing),
      replay: detectionReplay(settings, version, { name, keepaliveMs }),
    };
  });
  return alternatives.filter(
    ({ text }, at) => text !== "" && alternatives.findIndex((one) => one.text === text) === at,
  );
}

/** The client falls silent: the story behind every detection window. */
function storyOf(
  settings: TimingSettings,
  version: NanomqVersion,
  client: Scope,
  name: string,
  keepalive: number,
): Timeline {
  return playScenario("silent", settings, version, {
    name,
    keepaliveMs: keepalive * 1000,
    protocol: client["protocol"] === 5 ? 5 : 4,
    cleanStart: client["clean_start"] !== false,
  });
}

/** Clients by keepalive, shortest first: the first one a rule reports is the one that decides. */
export function clientElements(conf: Scope, version: NanomqVersion, facts: Scope): readonly Element[] {
  const retryIntervalS = numberAt(conf["mqtt"], "retry_interval");
  const effective = numberAt(conf["mqtt"], "keepalive_multiplier");
  const listed = facts["clients"];
  if (retryIntervalS === undefined || effective === undefined || !Array.isArray(listed)) return [];
  const clients: readonly Value[] = listed;
  const settings = { retryIntervalMs: retryIntervalS * 1000, multiplier: effective };
  const multiplier = writtenMultiplier(effective, version);
  const detectWithin = numberAt(facts["objective"], "detect_within");
  return clients
    .filter(isScope)
    .toSorted((a, b) => (numberAt(a, "keepalive") ?? 0) - (numberAt(b, "keepalive") ?? 0))
    .map((client) => {
      const keepalive = numberAt(client, "keepalive");
      if (keepalive === undefined) return { value: client };
      const name = String(client["name"] ?? "");
      const current = { retryIntervalS, multiplier };
      const replay = detectionReplay(settings, version, { name, keepaliveMs: keepalive * 1000 });
      const advise = (limit: number) => adviceScope(current, version, keepalive, limit);
      const value: Scope = {
        ...client,
        ...replayScope(replay),
        ...(keepalive > 0 ? { for_mqtt: advise(1.5 * keepalive) } : {}),
        ...(detectWithin === undefined || keepalive === 0 ? {} : { for_objective: advise(detectWithin) }),
      };
      const proof = () => ({
        replay,
        timeline: storyOf(settings, version, client, name, keepalive),
        alternatives: keepalive > 0 ? alternativesFor(current, version, name, keepalive * 1000) : [],
      });
      return { value, proof };
    });
}
