import { type TakenOverFrom, takeoverOfKey } from "../../nanomq/api/takeover.ts";
import { effectiveMultiplier, plainMultiplier } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Change, ConfChange, ConfKey } from "./plan.ts";

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
  const name = api?.name;
  const by = reload ? "reload" : name === undefined ? "restart" : "api";
  return { by, from, ...(name === undefined ? {} : { api: { name, value: apiValue(change, version) } }) };
}

/** A request's multiplier is taken as it is, also by the releases that take the conf's times 1000. */
function apiValue({ key, to }: ConfChange, version: NanomqVersion): number {
  const value = Number(to);
  if (key !== "mqtt.keepalive_multiplier") return value;
  return plainMultiplier(effectiveMultiplier(value, version));
}

/** A value as the conf has it: the retry interval needs its unit. */
export function confValue(key: ConfKey, value: number | boolean): string {
  return key === "mqtt.retry_interval" ? `${value}s` : String(value);
}
