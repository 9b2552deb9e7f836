import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { type ApiCredentials, authorizationOf } from "./credentials.ts";
import type { ApiAnswer, ApiFailure } from "./failure.ts";

export interface ApiTarget {
  /** Of `apiAddress`. */
  readonly base: URL;
  readonly credentials: ApiCredentials;
  /** For the whole request; 5 s by default. */
  readonly limitMs?: number | undefined;
  /** Of one answer; 64 MiB by default, about 300 000 clients. */
  readonly limitBytes?: number | undefined;
  /** Gets every answer as it came, with the path that was asked. */
  readonly onAnswer?: ((path: string, text: string) => void) | undefined;
}

export interface ApiRequest {
  readonly method: "GET" | "POST";
  /** Below /api/v4: "/clients". */
  readonly path: string;
  readonly body?: unknown;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

const LIMIT_MS = 5000;
const LIMIT_BYTES = 64 * 1024 * 1024;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

interface Progress {
  /** TCP stands. */
  connected: boolean;
  /** TLS too, where it is asked for. */
  open: boolean;
  answering: boolean;
}

/** What an error of a socket means, by how far it had come. */
function failureOf(code: string, path: string, { connected, open }: Progress): ApiFailure {
  if (code.startsWith("HPE_")) return { kind: "not-http", path };
  if (code === "ECONNREFUSED") return { kind: "refused" };
  if (connected && !open) return { kind: "tls", code };
  return connected ? { kind: "closed", path } : { kind: "unreachable", code: code === "" ? "?" : code };
}

function startRequest({ base, credentials }: ApiTarget, { method, path, body }: ApiRequest): ClientRequest {
  const url = new URL(`${base.origin}${base.pathname.replace(/\/$/, "")}/api/v4${path}`);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const authorization = authorizationOf(credentials);
  const headers = {
    accept: "application/json",
    // One request, one connection: nothing stays open behind.
    connection: "close",
    ...(authorization === undefined ? {} : { authorization }),
    ...(text === undefined
      ? {}
      : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
  };
  const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
    method,
    headers,
    agent: false,
  });
  request.end(text);
  return request;
}

/** One request, one answer: every failure is a value, and its socket is gone when the promise settles. */
export function send(target: ApiTarget, asked: ApiRequest): Promise<ApiAnswer<RawAnswer>> {
  const { limitMs = LIMIT_MS, limitBytes = LIMIT_BYTES } = target;
  const { path } = asked;
  return new Promise((resolve) => {
    const request = startRequest(target, asked);
    const isTls = target.base.protocol === "https:";
    const state: Progress = { connected: false, open: false, answering: false };
    const settle = (answer: ApiAnswer<RawAnswer>) => {
      clearTimeout(alarm);
      request.destroy();
      resolve(answer);
    };
    const fail = (failure: ApiFailure) => settle({ ok: false, failure });
    const alarm = setTimeout(() => {
      if (!state.open) fail({ kind: "connect-timeout", limitMs });
      else fail({ kind: state.answering ? "slow" : "silent", path, limitMs });
    }, limitMs);
    request.on("socket", (socket) => {
      socket.on("connect", () => (state.connected = true));
      socket.on(isTls ? "secureConnect" : "connect", () => (state.open = true));
    });
    request.on("error", (error) => fail(failureOf(codeOf(error), path, state)));
    request.on("response", (response: IncomingMessage) => {
      state.answering = true;
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > limitBytes) fail({ kind: "too-large", path, limitBytes });
      });
      response.on("error", () => fail({ kind: "closed", path }));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        target.onAnswer?.(path, text);
        settle({ ok: true, value: { status: response.statusCode ?? 0, text } });
      });
    });
  });
}
