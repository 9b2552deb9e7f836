import type { NanomqVersion } from "../../nanomq/version.ts";
import type { WindowMs } from "../../timing/detection.ts";
import type { Canary, CanaryClass, Measure, Observation } from "./canary.ts";
import { type Deciding, decidingCanaries } from "./deciding.ts";
import { expectedWindow, type Yardstick } from "./expectation.ts";
import { type Inference, inferSettings } from "./infer.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { type Judgement, judge, type Place, sameClass } from "./verdict.ts";

/** All canaries of one class and measure. */
export interface ClassResult {
  readonly clients: CanaryClass;
  readonly measure: Measure;
  /** For a client that has been connected for a while; undefined = never. */
  readonly windowMs: WindowMs | undefined;
  /** For one that never sent more than its CONNECT. */
  readonly afterConnectMs: WindowMs | undefined;
  /** 1.5 x keepalive; undefined for a redelivery and for keepalive 0. */
  readonly mqttLimitMs: number | undefined;
  readonly judgements: readonly Judgement[];
  readonly measured: Spread | undefined;
  /** From the close to the moment the API listed it no more; undefined where none was asked. */
  readonly apiLag: Spread | undefined;
  readonly place: Place;
}

export interface Assessment {
  readonly yardstick: Yardstick;
  readonly classes: readonly ClassResult[];
  /** Undefined where neither a close nor a duplicate was seen. */
  readonly inference: Inference | undefined;
  readonly deciding: Deciding | undefined;
  readonly place: Place;
}

/** The worst one counts. */
function worst(places: readonly Place[]): Place {
  const order: readonly Place[] = ["later", "earlier", "unseen"];
  return order.find((place) => places.includes(place)) ?? "inside";
}

/** What the observations say about the broker. `version` is whose timer the settings are searched for. */
export function assess(
  observations: readonly Observation[],
  yardstick: Yardstick,
  version: NanomqVersion,
): Assessment {
  const firsts = observations.filter(({ canary }, at) => {
    return observations.findIndex((other) => sameClass(other.canary, canary)) === at;
  });
  const classes = firsts.map(({ canary }) => {
    const members = observations.filter((other) => sameClass(other.canary, canary));
    return classResult(canary, members, yardstick);
  });
  const expected = yardstick.kind === "nanomq" ? yardstick.timer : undefined;
  const inference = inferSettings(observations, version, expected);
  return {
    yardstick,
    classes,
    inference,
    deciding: inference && decidingCanaries(inference.explanations, version),
    place: worst(classes.map(({ place }) => place)),
  };
}

function classResult(canary: Canary, members: readonly Observation[], yardstick: Yardstick): ClassResult {
  const { clients, measure } = canary;
  const judgements = members.map((observation) => judge(observation, yardstick));
  return {
    clients,
    measure,
    windowMs: expectedWindow(yardstick, canary, Infinity),
    afterConnectMs: expectedWindow(yardstick, canary, 0),
    mqttLimitMs:
      measure === "redelivery" || clients.keepaliveMs === 0 ? undefined : 1.5 * clients.keepaliveMs,
    judgements,
    measured: spreadOf(judgements.flatMap(({ measuredMs }) => measuredMs ?? [])),
    apiLag: spreadOf(judgements.flatMap(({ apiLagMs }) => apiLagMs ?? [])),
    place: worst(judgements.map(({ place }) => place)),
  };
}
