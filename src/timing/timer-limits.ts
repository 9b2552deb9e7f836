import { behaviourOf } from "../nanomq/behaviour.ts";
import { seconds, type Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { keepaliveCheck } from "./core/limit.ts";
import { thumbBound } from "./rule-of-thumb.ts";

/** The parameters of lint's rules about the timer, by rule; a rule that does not run is absent. */
export interface TimerLimits {
  readonly "timing/retry-interval-too-coarse"?: { readonly ratio: number };
  readonly "timing/retry-interval-very-long"?: { readonly longest: number };
  readonly "timing/retry-interval-costly"?: { readonly connections: number; readonly shortest: number };
  readonly "timing/multiplier-at-or-below-one"?: Readonly<Record<never, never>>;
  readonly "timing/multiplier-thousand-scale"?: { readonly largest: number };
}

export type TimerRule = keyof TimerLimits;

/** Parameters of a rule as its file and nanotune.toml have them; undefined where the rule does not run. */
type ParamsOf = (rule: TimerRule) => Readonly<Record<string, unknown>> | undefined;

/** The limits of a run of lint; what is no number limits nothing. */
export function timerLimits(paramsOf: ParamsOf): TimerLimits {
  const number = (rule: TimerRule, name: string) => {
    const value = paramsOf(rule)?.[name];
    return typeof value === "number" ? value : undefined;
  };
  const ratio = number("timing/retry-interval-too-coarse", "ratio");
  const longest = number("timing/retry-interval-very-long", "longest");
  const connections = number("timing/retry-interval-costly", "connections");
  const shortest = number("timing/retry-interval-costly", "shortest");
  const largest = number("timing/multiplier-thousand-scale", "largest");
  const noGrace = paramsOf("timing/multiplier-at-or-below-one");
  return {
    ...(ratio === undefined ? {} : { "timing/retry-interval-too-coarse": { ratio } }),
    ...(longest === undefined ? {} : { "timing/retry-interval-very-long": { longest } }),
    ...(connections === undefined || shortest === undefined
      ? {}
      : { "timing/retry-interval-costly": { connections, shortest } }),
    ...(noGrace === undefined ? {} : { "timing/multiplier-at-or-below-one": {} }),
    ...(largest === undefined ? {} : { "timing/multiplier-thousand-scale": { largest } }),
  };
}

/** Who is connected, as far as those rules ask. */
export interface Fleet {
  readonly keepalivesMs: readonly number[];
  readonly connections: number;
}

/** The rules that would report this timer. */
export function brokenLimits(
  timer: Timer,
  version: NanomqVersion,
  { keepalivesMs, connections }: Fleet,
  limits: TimerLimits,
): readonly TimerRule[] {
  const coarse = limits["timing/retry-interval-too-coarse"];
  const long = limits["timing/retry-interval-very-long"];
  const costly = limits["timing/retry-interval-costly"];
  const large = limits["timing/multiplier-thousand-scale"];
  const retryS = seconds(timer.retry);
  const broken: TimerRule[] = [];
  const isCoarse = (keepaliveMs: number, ratio: number) => {
    if (keepaliveMs === 0 || timer.retry <= ratio * keepaliveMs) return false;
    const { limitMs } = keepaliveCheck(timer, behaviourOf(version), seconds(keepaliveMs));
    return timer.retry > thumbBound(keepaliveMs, limitMs, ratio).bound;
  };
  if (coarse && keepalivesMs.some((ms) => isCoarse(ms, coarse.ratio)))
    broken.push("timing/retry-interval-too-coarse");
  if (long && retryS > long.longest) broken.push("timing/retry-interval-very-long");
  if (costly && retryS > 0 && retryS < costly.shortest && connections >= costly.connections)
    broken.push("timing/retry-interval-costly");
  if (limits["timing/multiplier-at-or-below-one"] && timer.multiplier > 0 && timer.multiplier <= 1)
    broken.push("timing/multiplier-at-or-below-one");
  if (large && timer.multiplier > large.largest) broken.push("timing/multiplier-thousand-scale");
  return broken;
}
