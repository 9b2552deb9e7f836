import type { NanomqVersion } from "../../../nanomq/version.ts";
import type { Message } from "../mailbox.ts";
import type { PostOffice } from "../post-office.ts";
import type { RelayListed } from "../relay.ts";
import type { RunningSettings } from "../running.ts";

/** The broker behind the API. */
export interface ApiBroker {
  readonly version: NanomqVersion;
  readonly running: RunningSettings;
  readonly post: PostOffice;
  clients(): Iterable<RelayListed>;
  uptimeMs(): number;
  /** After `running` was changed: the core takes it over. */
  changed(): void;
  publish(message: Message): void;
  /** `POST /ctrl/stop` and `/ctrl/restart`. */
  control(action: "stop" | "restart"): void;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** JSON where it is absent. */
  readonly text?: string;
  /** Where it is not the usual one: that of the request for a refusal, else of what the answer is. */
  readonly type?: string;
}

/** Codes of NanoMQ's rest_api.h. */
export const code = {
  success: 0,
  rpc: 101,
  unknown: 102,
  wrongPassword: 103,
  noPassword: 104,
  missing: 107,
  parameter: 108,
  json: 109,
  closed: 111,
  subject: 115,
  notWritten: 118,
};

export const JSON_TYPE = "application/json";

export const found = (data: unknown): Reply => ({ status: 200, body: { code: code.success, data } });
export const refused = (status: number, reason: number): Reply => ({ status, body: { code: reason } });
export const done: Reply = { status: 200, body: { code: code.success } };
