import { type TakenOverFrom, takeoverOfKey } from "../../nanomq/api/takeover.ts";
import { behaviourOf, has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Change, ConfKey } from "./plan.ts";

/** How a running broker comes to use a changed setting. */
export interface Takeover {
  /** `client` is changed in the clients; `api`: the HTTP API only; `restart`: only a start of the broker reads it. */
  readonly by: "reload" | "api" | "restart" | "client";
  readonly from: TakenOverFrom | "next-connect";
  /** Member of `data` in POST /api/v4/reload and its value; not kept over a restart. */
  readonly api?: { readonly name: string; readonly value: number } | undefined;
}

export function takeoverOf(change: Change, version: NanomqVersion): Takeover {
  if (change.target === "client") return { by: "client", from: "next-connect" };
  const { reload, api, from } = takeoverOfKey(change.key, version);
  // The conf's multiplier is taken times 1000 there; what the API makes of one was not measured.
  const scaled = change.key === "mqtt.keepalive_multiplier" && behaviourOf(version).multiplierFactor !== 1;
  const name = scaled ? undefined : api?.name;
  const by = reload ? "reload" : name === undefined ? "restart" : "api";
  return { by, from, ...(name === undefined ? {} : { api: { name, value: Number(change.to) } }) };
}

const sessionKeys: Readonly<Record<ConfKey, string>> = {
  "mqtt.retry_interval": "mqtt.session.qos_duration",
  "mqtt.keepalive_multiplier": "mqtt.session.keepalive_backoff",
  "mqtt.max_mqueue_len": "mqtt.session.msq_len",
  "mqtt.batch_resend": "mqtt.batch_resend",
};

/** The path of a key in this version's conf. */
export function confPath(key: ConfKey, version: NanomqVersion): string {
  return has(version, "session-section") ? sessionKeys[key] : key;
}

/** A value as the conf has it: the retry interval needs its unit. */
export function confValue(key: ConfKey, value: number | boolean): string {
  return key === "mqtt.retry_interval" ? `${value}s` : String(value);
}
