import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { change } from "./change.ts";
import { read } from "./read.ts";
import { type ApiBroker, code, JSON_TYPE, type Reply, refused } from "./reply.ts";

export interface ApiCredentials {
  readonly username: string;
  readonly password: string;
  /** Everybody may ask: `auth_type = no_auth`. */
  readonly isOpen?: boolean;
}

/** Of a request's body, as NanoMQ before 0.23.5. */
const LIMIT_BYTES = 131_072;

function unauthorized(
  request: IncomingMessage,
  { username, password, isOpen = false }: ApiCredentials,
): Reply | undefined {
  if (isOpen) return undefined;
  const given = request.headers.authorization;
  if (given?.startsWith("Basic ") !== true) return refused(401, code.noPassword);
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return given === expected ? undefined : refused(401, code.wrongPassword);
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

/** What is not below /api/v4 never reaches the API: the HTTP server answers with a page of its own. */
const elsewhere: Reply = {
  status: 404,
  body: undefined,
  text: "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>404</h1></body></html>",
  type: "text/html; charset=UTF-8",
};

const METHODS: ReadonlySet<string | undefined> = new Set(["GET", "POST", "PUT", "DELETE"]);

async function replyTo(
  request: IncomingMessage,
  broker: ApiBroker,
  credentials: ApiCredentials,
): Promise<Reply> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const below = /^\/api\/v4(?:\/(.*?))?\/?$/.exec(url.pathname);
  if (below === null) return elsewhere;
  const denied = unauthorized(request, credentials);
  if (denied !== undefined) return denied;
  if (!METHODS.has(request.method)) return refused(405, code.unknown);
  const path = below[1] ? below[1].split("/").map(decodeURIComponent) : [];
  if (request.method === "GET") return read(broker, url, path);
  const text = await textOf(request);
  return text === undefined
    ? refused(413, code.parameter)
    : change(broker, { method: request.method, text, path });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, text, type: own }: Reply,
): void {
  // A refusal has the content type of the request, and none where that had none (rest_api.c error_response).
  const asked = request.headers["content-type"];
  const usual = text === undefined ? JSON_TYPE : "text/plain";
  const type = own ?? (status === 200 ? usual : asked);
  response.writeHead(status, type === undefined ? {} : { "content-type": type });
  response.end(text ?? JSON.stringify(body));
}

/** NanoMQ's HTTP API: version, clients, what it runs with, and the settings that can be changed. */
export function createApi(broker: ApiBroker, credentials: ApiCredentials): Server {
  return createServer((request, response) => {
    void replyTo(request, broker, credentials)
      .catch(() => refused(400, code.parameter))
      .then((reply) => answer(request, response, reply));
  });
}
