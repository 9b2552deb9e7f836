import type {
  BrokerStatus,
  ListedClient,
  ReloadValues,
  RunningConfiguration,
} from "../../preflight/observed.ts";
import { bodyOf, brokerStatus, listedClients, reloadValues, runningConfiguration } from "./answers.ts";
import type { ApiAnswer } from "./failure.ts";
import { type ApiRequest, type ApiTarget, send } from "./request.ts";

type Body = Readonly<Record<string, unknown>>;

async function bodyFor(target: ApiTarget, asked: ApiRequest): Promise<ApiAnswer<Body>> {
  const raw = await send(target, asked);
  return raw.ok ? bodyOf(raw.value, asked.path, target.credentials.kind !== "none") : raw;
}

async function read<Value>(
  target: ApiTarget,
  path: string,
  missing: string,
  decode: (body: Body) => Value | undefined,
): Promise<ApiAnswer<Value>> {
  const body = await bodyFor(target, { method: "GET", path });
  if (!body.ok) return body;
  const value = decode(body.value);
  return value === undefined ? { ok: false, failure: { kind: "shape", path, missing } } : { ok: true, value };
}

/** `GET /api/v4/brokers`: which version runs there. */
export function readBroker(target: ApiTarget): Promise<ApiAnswer<BrokerStatus>> {
  return read(target, "/brokers", "data[0].version", brokerStatus);
}

/** `GET /api/v4/clients`: the connected clients and the kept sessions. */
export function readClients(target: ApiTarget): Promise<ApiAnswer<readonly ListedClient[]>> {
  return read(target, "/clients", "data[].client_id", listedClients);
}

/** `GET /api/v4/configuration`: what the broker runs with; passwords and keys stand in it in clear. */
export function readConfiguration(target: ApiTarget): Promise<ApiAnswer<RunningConfiguration>> {
  return read(target, "/configuration", "data.basic", runningConfiguration);
}

/** `GET /api/v4/reload`: what can be changed while the broker runs. */
export function readReloadValues(target: ApiTarget): Promise<ApiAnswer<ReloadValues>> {
  return read(target, "/reload", "data.qos_duration", reloadValues);
}

/** `POST /api/v4/reload`: stored at once and without any check; NanoMQ writes nothing of it to the conf. */
export async function changeReloadValues(target: ApiTarget, values: ReloadValues): Promise<ApiAnswer<Body>> {
  return bodyFor(target, { method: "POST", path: "/reload", body: { data: values } });
}
