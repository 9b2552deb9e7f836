import type { Language } from "../../lint/language.ts";

/** Sentences of `broker` and `monitor`, which play a broker. */
export interface StandInWords {
  readonly badPort: (option: string, text: string) => string;
  readonly cannotListen: (reason: string) => string;
  readonly listening: (version: string, ports: ListeningPorts) => string;
  readonly notPlayed: Readonly<Record<"http-auth" | "jwt" | "tls", string>>;
}

interface ListeningPorts {
  readonly tcp: number;
  readonly ws?: number | undefined;
  readonly http?: number | undefined;
}

function addresses({ tcp, ws, http }: ListeningPorts): string {
  const mqtt = `mqtt://127.0.0.1:${tcp}`;
  const webSocket = ws === undefined ? [] : [`ws://127.0.0.1:${ws}/mqtt`];
  const api = http === undefined ? [] : [`http://127.0.0.1:${http}/api/v4/clients`];
  return [mqtt, ...webSocket, ...api].join(", ");
}

const en: StandInWords = {
  badPort: (option, text) => `${option}: "${text}" is no port. Write a number from 0 to 65535.`,
  cannotListen: (reason) => `The stand-in cannot listen (${reason}). Take another port: --port 0`,
  notPlayed: {
    "http-auth": "auth.http_auth is not played: no server is asked, and nobody is refused for its answer.",
    jwt: "http_server.auth_type = jwt is not played: the API takes user name and password.",
    tls: "TLS is not played: the stand-in has plain TCP and WebSocket alone.",
  },
  listening: (version, ports) => `Stand-in for NanoMQ ${version} on ${addresses(ports)}; Ctrl-C ends it.`,
};

const zh: StandInWords = {
  badPort: (option, text) => `${option}：“${text}”不是端口。请写 0 到 65535 的数字。`,
  cannotListen: (reason) => `无法监听（${reason}）。请换一个端口：--port 0`,
  notPlayed: {
    "http-auth": "不模拟 auth.http_auth：不会询问任何服务器，也不会因其答复而拒绝客户端。",
    jwt: "不模拟 http_server.auth_type = jwt：API 使用用户名和密码。",
    tls: "不模拟 TLS：替身只有明文 TCP 和 WebSocket。",
  },
  listening: (version, ports) => `NanoMQ ${version} 的替身：${addresses(ports)}；按 Ctrl-C 结束。`,
};

export const standInWords: Readonly<Record<Language, StandInWords>> = { en, zh };
