// What NanoMQ's answers hold, and how they are checked: names as rest_api.c and conf_api.c write them.
import {
  type BrokerStatus,
  isMembers,
  type ListedClient,
  type Members,
  type ReloadValues,
  type RunningConfiguration,
} from "../../preflight/observed.ts";
import type { ApiAnswer, ApiFailure } from "./failure.ts";
import type { RawAnswer } from "./request.ts";

function failed<Value>(failure: ApiFailure): ApiAnswer<Value> {
  return { ok: false, failure };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body of an answer with status 200 and code 0; everything else is a failure. `sent`: credentials went along. */
export function bodyOf({ status, text }: RawAnswer, path: string, sent: boolean): ApiAnswer<Members> {
  const body = parsed(text);
  const code = isMembers(body) && typeof body["code"] === "number" ? body["code"] : undefined;
  if (status === 401 || status === 403) return failed({ kind: "unauthorized", code, sent });
  if (status === 404) return failed({ kind: "not-found", path });
  if (status !== 200) return failed({ kind: "status", path, status, code });
  if (body === undefined) return failed({ kind: "not-json", path });
  if (!isMembers(body) || code === undefined) return failed({ kind: "shape", path, missing: "code" });
  return code === 0 ? { ok: true, value: body } : failed({ kind: "code", path, code });
}

/** Goes into messages as it is. */
const VERSION = /^[\w.+-]{1,64}$/;

export function brokerStatus(body: Members): BrokerStatus | undefined {
  const first: unknown = Array.isArray(body["data"]) ? body["data"][0] : undefined;
  if (!isMembers(first) || typeof first["version"] !== "string" || !VERSION.test(first["version"]))
    return undefined;
  return {
    version: first["version"],
    uptime: typeof first["uptime"] === "string" ? first["uptime"] : undefined,
  };
}

function isKeepalive(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

function listedClient(entry: unknown): ListedClient | undefined {
  if (!isMembers(entry)) return undefined;
  const { client_id, keepalive, conn_state, clean_start, proto_ver } = entry;
  if (typeof client_id !== "string" || !isKeepalive(keepalive)) return undefined;
  return {
    clientId: client_id,
    keepaliveS: keepalive,
    connected: conn_state === "connected",
    cleanStart: clean_start === true,
    protocol: typeof proto_ver === "number" ? proto_ver : 4,
  };
}

export function listedClients(body: Members): readonly ListedClient[] | undefined {
  const { data } = body;
  if (!Array.isArray(data)) return undefined;
  const clients = data.map(listedClient);
  const known = clients.filter((client) => client !== undefined);
  return known.length === clients.length ? known : undefined;
}

export function runningConfiguration(body: Members): RunningConfiguration | undefined {
  const { data } = body;
  return isMembers(data) && isMembers(data["basic"]) ? data : undefined;
}

export function reloadValues(body: Members): ReloadValues | undefined {
  const { data } = body;
  if (!isMembers(data) || typeof data["qos_duration"] !== "number") return undefined;
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      typeof value === "number" || typeof value === "boolean" ? [[name, value] as const] : [],
    ),
  );
}
