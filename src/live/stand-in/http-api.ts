import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { reportedVersion } from "../../nanomq/reported.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { ListedClient } from "../../timing/core/core.ts";
import type { RunningSettings } from "./running.ts";

export interface ApiCredentials {
  readonly username: string;
  readonly password: string;
}

/** The broker behind the API. */
export interface ApiBroker {
  readonly version: NanomqVersion;
  readonly running: RunningSettings;
  clients(): Iterable<ListedClient>;
  uptimeMs(): number;
  /** After `running` was changed: the core takes it over. */
  changed(): void;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** Codes of NanoMQ's rest_api.h. */
const code = {
  success: 0,
  rpc: 101,
  unknown: 102,
  wrongPassword: 103,
  noPassword: 104,
  parameter: 108,
  json: 109,
};
/** Of a request's body, as NanoMQ before 0.23.5. */
const LIMIT_BYTES = 131_072;

const found = (data: unknown): Reply => ({ status: 200, body: { code: code.success, data } });
const refused = (status: number, reason: number): Reply => ({ status, body: { code: reason } });

/** One entry of NanoMQ's `GET /api/v4/clients`, field names as there. */
function entryOf({ connect, state }: ListedClient): Record<string, string | number | boolean> {
  return {
    client_id: connect.clientId,
    username: "",
    keepalive: connect.keepaliveS,
    conn_state: state,
    clean_start: connect.cleanStart,
    proto_name: "MQTT",
    proto_ver: connect.protocol,
  };
}

function unauthorized(request: IncomingMessage, { username, password }: ApiCredentials): Reply | undefined {
  const given = request.headers.authorization;
  if (given?.startsWith("Basic ") !== true) return refused(401, code.noPassword);
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return given === expected ? undefined : refused(401, code.wrongPassword);
}

function uptimeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 3600)} Hours, ${Math.floor(seconds / 60) % 60} minutes, ${seconds % 60} seconds`;
}

function clientList(broker: ApiBroker, url: URL, clientId: string | undefined): Reply {
  const asked = clientId ?? url.searchParams.get("client_id") ?? url.searchParams.get("clientid");
  const wantedState = url.searchParams.get("conn_state");
  const data = [...broker.clients()]
    .filter(({ connect, state }) => {
      return (asked ?? connect.clientId) === connect.clientId && (wantedState ?? state) === state;
    })
    .map(entryOf);
  return found(data);
}

function read(broker: ApiBroker, url: URL, [section, name]: readonly (string | undefined)[]): Reply {
  const node = {
    node_status: "Running",
    uptime: uptimeText(broker.uptimeMs()),
    version: reportedVersion(broker.version.text),
  };
  switch (section) {
    case "brokers":
      return found([{ datetime: new Date().toISOString(), sysdescr: "NanoMQ Broker", ...node }]);
    case "nodes":
      return found([{ connections: [...broker.clients()].length, ...node }]);
    case "clients":
      return clientList(broker, url, name);
    case "reload":
      return found(broker.running.reloadable());
    case "configuration": {
      const data = broker.running.configuration(name);
      return data === undefined ? refused(404, code.rpc) : found(data);
    }
    default:
      return refused(404, code.unknown);
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

/** Sections other than `basic` change stored numbers in NanoMQ and nothing else; here not even those. */
function change(broker: ApiBroker, text: string, [section, name]: readonly (string | undefined)[]): Reply {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refused(400, code.json);
  }
  const data = memberOf(body, "data");
  if (section === "reload" && name === undefined) broker.running.change(data);
  else if (section === "configuration") broker.running.change(memberOf(data, "basic"));
  else return refused(404, code.unknown);
  broker.changed();
  return { status: 200, body: { code: code.success } };
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > LIMIT_BYTES) return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function replyTo(
  request: IncomingMessage,
  broker: ApiBroker,
  credentials: ApiCredentials,
): Promise<Reply> {
  const denied = unauthorized(request, credentials);
  if (denied !== undefined) return denied;
  const url = new URL(request.url ?? "/", "http://localhost");
  const path = /^\/api\/v4\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname);
  if (path === null) return refused(404, code.unknown);
  const [, section, name] = path;
  if (request.method === "GET")
    return read(broker, url, [section, name === undefined ? undefined : decodeURIComponent(name)]);
  if (request.method !== "POST") return refused(404, code.unknown);
  const text = await textOf(request);
  return text === undefined ? refused(413, code.parameter) : change(broker, text, [section, name]);
}

function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** NanoMQ's HTTP API: version, clients, what it runs with, and the settings that can be changed. */
export function createApi(broker: ApiBroker, credentials: ApiCredentials): Server {
  return createServer((request, response) => {
    void replyTo(request, broker, credentials)
      .catch(() => refused(400, code.parameter))
      .then((reply) => answer(response, reply));
  });
}
