import { noticedWithinMs } from "../../timing/detection.ts";
import type { ClientFigures, Figures } from "./figures.ts";
import type { Objectives } from "./plan.ts";

/** `live-clients` is always asked for: nobody who pings as its library does may be kicked on a perfect network. */
export const objectiveCodes = [
  "live-clients",
  "detect-within",
  "mqtt-limit",
  "false-kicks-per-day",
  "redeliver-within",
  "drain-within",
  "cpu-share",
] as const;

export type ObjectiveCode = (typeof objectiveCodes)[number];

/** One objective against one choice of settings; the smaller `value`, the better. */
export interface Verdict {
  readonly objective: ObjectiveCode;
  /**
   * Milliseconds; kicks per client and day; cores; for `mqtt-limit` latest detection / 1.5 x keepalive; for
   * `live-clients` how much a client's longest ping gap exceeds the earliest kick. Infinity: never.
   */
  readonly value: number;
  readonly limit: number;
  readonly met: boolean;
  /** The class that decides it. */
  readonly client?: string | undefined;
  /** Of `detect-within` and `mqtt-limit`: the same for clients that die right after their CONNECT, asked for or not. */
  readonly earlyDeaths?: { readonly value: number; readonly met: boolean } | undefined;
}

/** A measure over all client classes: the worst one counts. */
interface Worst {
  readonly value: number;
  readonly client?: string | undefined;
}

function worst(clients: readonly ClientFigures[], measure: (client: ClientFigures) => number): Worst {
  let value = -Infinity;
  let client: string | undefined;
  for (const figures of clients) {
    const own = measure(figures);
    if (own <= value) continue;
    value = own;
    client = figures.detection.name;
  }
  return { value, client };
}

function latestMs({ detection }: ClientFigures, earlyDeaths: boolean): number {
  return noticedWithinMs(detection, earlyDeaths) ?? Infinity;
}

/** Above the limit where there is none: keepalive 0 asks for no detection (MQTT 3.1.1 section 3.1.2.10). */
function shareOfMqttLimit(client: ClientFigures, earlyDeaths: boolean): number {
  const { mqttLimitMs } = client.detection;
  return mqttLimitMs === undefined ? 0 : latestMs(client, earlyDeaths) / mqttLimitMs;
}

function measured(objective: ObjectiveCode, figures: Figures, earlyDeaths: boolean): Worst {
  switch (objective) {
    case "live-clients":
      return worst(figures.clients, ({ slackMs }) => (slackMs === undefined ? -Infinity : -slackMs));
    case "detect-within":
      return worst(figures.clients, (client) => latestMs(client, earlyDeaths));
    case "mqtt-limit":
      return worst(figures.clients, (client) => shareOfMqttLimit(client, earlyDeaths));
    case "false-kicks-per-day":
      return worst(figures.clients, ({ falseKicks }) => falseKicks?.perDay ?? 0);
    case "redeliver-within":
      return { value: figures.redelivery?.latest ?? Infinity };
    case "drain-within":
      return worst(figures.clients, ({ drainMs }) => drainMs ?? Infinity);
    case "cpu-share":
      return { value: figures.cost?.cores?.typical ?? Infinity };
  }
}

function limitOf(objective: ObjectiveCode, objectives: Objectives): number | undefined {
  switch (objective) {
    case "live-clients":
      return 0;
    case "detect-within":
      return objectives.detectWithinMs;
    case "mqtt-limit":
      return objectives.mqttLimit === true ? 1 : undefined;
    case "false-kicks-per-day":
      return objectives.falseKicksPerDay;
    case "redeliver-within":
      return objectives.redeliverWithinMs;
    case "drain-within":
      return objectives.drainWithinMs;
    case "cpu-share":
      return objectives.cpuShare;
  }
}

/** Objectives about the death of clients. */
const deathly: ReadonlySet<ObjectiveCode> = new Set(["detect-within", "mqtt-limit"]);

/** Every objective that is asked for, in a fixed order. */
export function verdicts(figures: Figures, objectives: Objectives): readonly Verdict[] {
  const list: Verdict[] = [];
  for (const objective of objectiveCodes) {
    const limit = limitOf(objective, objectives);
    if (limit === undefined) continue;
    const { value, client } = measured(objective, figures, objectives.earlyDeaths === true);
    const early = deathly.has(objective) ? measured(objective, figures, true).value : undefined;
    list.push({
      objective,
      value,
      limit,
      met: value <= limit,
      client,
      ...(early === undefined ? {} : { earlyDeaths: { value: early, met: early <= limit } }),
    });
  }
  return list;
}

/** Whether clients too that die right after their CONNECT are noticed in time. */
export function coversEarlyDeaths(list: readonly Verdict[]): boolean {
  return list.every(({ earlyDeaths }) => earlyDeaths?.met !== false);
}

export function allMet(list: readonly Verdict[]): boolean {
  return list.every(({ met }) => met);
}
