// What is asked of the timer where nanotune.toml, or a page, says who connects.
import type { ClientClass } from "../../facts/facts.ts";
import type { Settings as InEffect } from "../../start/effective.ts";
import { numberAt, timerOfSettings } from "../../start/timer.ts";
import { networks } from "../../timing/network.ts";
import { pingPolicies } from "../../timing/ping-policy.ts";
import type { AdvisedClient, AdviseInput, Settings } from "./plan.ts";

/** A client class; undefined where its keepalive is not known. */
export function advisedClient(entry: ClientClass): AdvisedClient | undefined {
  const { name, keepaliveMs, count = 1, network, ping = "mosquitto", offline_messages } = entry;
  const { clean_start, protocol = 4, sessionExpiryMs } = entry;
  if (keepaliveMs === undefined) return undefined;
  return {
    name,
    count,
    keepaliveMs,
    network: network === undefined ? undefined : networks[network],
    policy: pingPolicies[ping],
    offlineMessages: offline_messages,
    session: clean_start === false ? { protocol, sessionExpiryMs } : undefined,
  };
}

/** What tuning would set, as it is in effect. */
export function currentSettings(settings: InEffect, clients: readonly AdvisedClient[]): Settings {
  return {
    timer: timerOfSettings(settings),
    maxMqueueLen: numberAt(settings, "mqtt.max_mqueue_len", 1024),
    keepalivesMs: clients.map(({ keepaliveMs }) => keepaliveMs),
  };
}

/** What most client libraries send where nobody says otherwise. */
const USUAL_CLIENT: AdvisedClient = {
  name: "",
  count: 1,
  keepaliveMs: 60_000,
  policy: pingPolicies.mosquitto,
};

/** True where nobody named clients, and a usual one is looked at. */
export function isAssumed({ clients }: Pick<AdviseInput, "clients">): boolean {
  return clients.includes(USUAL_CLIENT);
}

/** Without a client one of the usual ones is looked at, without an objective MQTT's own limit is asked for. */
export function completed(told: AdviseInput): AdviseInput {
  const clients = told.clients.length > 0 ? told.clients : [USUAL_CLIENT];
  const { earlyDeaths: _, ...asked } = told.objectives;
  const isAsked = Object.values(asked).some((value) => value !== undefined && value !== false);
  return {
    ...told,
    clients,
    current: { ...told.current, keepalivesMs: clients.map(({ keepaliveMs }) => keepaliveMs) },
    objectives: isAsked ? told.objectives : { ...told.objectives, mqttLimit: true },
  };
}
