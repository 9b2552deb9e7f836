import { nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { mqttOpening, openingAt, openOrEnd, webSocketOpening } from "./listen.ts";
import type { Step } from "./step.ts";

/** The bind of a listener whose settings stand below `path`, where it has one. */
function open(ascent: Ascent, path: string, kind: "tcp" | "tls" | "ws" | "wss"): void {
  const key = `${path}.bind`;
  const text = ascent.text(key);
  if (text === undefined || ascent.hasEnded) return;
  const opening =
    kind === "tcp" || kind === "tls" ? mqttOpening(ascent, text, kind) : webSocketOpening(ascent, text, kind);
  ascent.take(openOrEnd({ name: kind, key, text }, opening));
}

function namedOf(ascent: Ascent, kind: "tcp" | "ssl"): readonly string[] {
  return ascent.elements(`listeners.${kind}.(list)`, `listeners.${kind}.(list_count)`);
}

/** True where the secure WebSocket of a release opens: it has a switch of its own, or hangs on that of the plain one. */
function hasSecureWebSocket(ascent: Ascent): boolean {
  const kind = ascent.has("secure-websocket-switch") ? "wss" : "ws";
  return ascent.isOn(`listeners.${kind}.enable`);
}

/** Listeners in the order NanoMQ opens them; the first that fails ends the start. */
export function openListeners(ascent: Ascent): void {
  if (ascent.isOn("listeners.tcp.enable")) {
    open(ascent, "listeners.tcp", "tcp");
    for (const path of namedOf(ascent, "tcp")) open(ascent, path, "tcp");
  }
  if (ascent.isOn("listeners.ws.enable")) open(ascent, "listeners.ws", "ws");
  if (!ascent.features.has("tls")) return;
  for (const path of namedOf(ascent, "ssl")) open(ascent, path, "tls");
  if (!ascent.isOn("listeners.ssl.enable")) return;
  open(ascent, "listeners.ssl", "tls");
  if (hasSecureWebSocket(ascent)) open(ascent, "listeners.wss", "wss");
}

const DEFAULT_PORT = 8081;

/** The HTTP API: an address that is no URL leaves it out with a line in the log, one that cannot be listened at ends the start. */
export function openHttpServer(ascent: Ascent): Step | undefined {
  if (!ascent.isOn("http_server.enable")) return undefined;
  const host = ascent.text("http_server.ip_addr") ?? "0.0.0.0";
  const port = ascent.number("http_server.port") || DEFAULT_PORT;
  const text = `http://${host}:${port}`;
  const step = { name: "http", key: "http_server.port", text } as const;
  const url = nngUrl(text);
  if (url === undefined) return { ...step, key: "http_server.ip_addr", lacks: "bad-url" };
  return openOrEnd(step, openingAt(ascent, url, "http"));
}
