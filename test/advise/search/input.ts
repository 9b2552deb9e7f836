import type { AdvisedClient, AdviseInput, Objectives, Settings } from "../../../src/advise/search/plan.ts";
import { type TimerText, timerOfText } from "../../../src/nanomq/time.ts";
import { type NanomqVersion, parseVersion } from "../../../src/nanomq/version.ts";
import { pingPolicies } from "../../../src/timing/ping-policy.ts";

export function versionOf(text: string): NanomqVersion {
  const version = parseVersion(text);
  if (version === undefined) throw new RangeError(`no version: ${text}`);
  return version;
}

export function client(keepaliveS: number, more: Partial<AdvisedClient> = {}): AdvisedClient {
  return {
    name: `keepalive ${keepaliveS}`,
    count: 100,
    keepaliveMs: keepaliveS * 1000,
    policy: pingPolicies.mosquitto,
    ...more,
  };
}

/** NanoMQ's defaults in force, on 0.24.14 where nothing else is said. */
export function question(
  clients: readonly AdvisedClient[],
  objectives: Objectives,
  more: Partial<Omit<AdviseInput, "clients" | "objectives" | "current">> & {
    /** Written as a conf has it. */
    readonly current?: Partial<TimerText>;
  } = {},
): AdviseInput {
  const { current, version = versionOf("0.24.14"), ...rest } = more;
  return {
    version,
    ...rest,
    clients,
    objectives,
    current: {
      timer: timerOfText({ retryIntervalS: 10, multiplier: 1.5, ...current }, version),
      maxMqueueLen: 1024,
      keepalivesMs: clients.map(({ keepaliveMs }) => keepaliveMs),
    },
  };
}

/** The question again, with an answer in force. */
export function applied(input: AdviseInput, settings: Settings): AdviseInput {
  const clients = input.clients.map((one, index) => ({
    ...one,
    keepaliveMs: settings.keepalivesMs[index] ?? one.keepaliveMs,
  }));
  return { ...input, clients, current: settings };
}
