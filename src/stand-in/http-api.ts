import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ListedClient } from "../broker/core.ts";

export interface ApiCredentials {
  readonly username: string;
  readonly password: string;
}

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

function isAllowed(request: IncomingMessage, { username, password }: ApiCredentials): boolean {
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return request.headers.authorization === expected;
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
}

/** NanoMQ's client list over HTTP; codes as there: 0 success, 103 wrong user name or password, 108 parameter error. */
export function createApi(clients: () => Iterable<ListedClient>, credentials: ApiCredentials): Server {
  return createServer((request, response) => {
    if (!isAllowed(request, credentials)) return answer(response, 401, { code: 103 });
    const url = new URL(request.url ?? "/", "http://localhost");
    const match = /^\/api\/v4\/clients(?:\/([^/]+))?$/.exec(url.pathname);
    if (match === null || request.method !== "GET") return answer(response, 404, { code: 108 });
    const asked = match[1] === undefined ? url.searchParams.get("client_id") : decodeURIComponent(match[1]);
    const wantedState = url.searchParams.get("conn_state");
    const data = [...clients()]
      .filter(({ connect, state }) => {
        return (asked ?? connect.clientId) === connect.clientId && (wantedState ?? state) === state;
      })
      .map(entryOf);
    answer(response, 200, { code: 0, data });
  });
}
