// Listeners of another broker as those of NanoMQ.
import { has } from "../../nanomq/behaviour.ts";
import { hasLeaf, type Path } from "./conf-tree.ts";
import { quoted } from "./convert.ts";
import { type Draft, lose, note, type OldSetting, putText } from "./draft.ts";

export type ListenerKind = "tcp" | "ssl" | "ws" | "wss";

export interface WantedListener {
  readonly kind: ListenerKind;
  /** Undefined: every address of the machine. */
  readonly host: string | undefined;
  readonly port: string;
  /** Of WebSocket. */
  readonly path?: string | undefined;
  /** Settings of `listeners.ssl` as they are written: `certfile`: `"/etc/cert.pem"`. */
  readonly tls: Readonly<Record<string, string>>;
  /** The line that opens it; undefined where none does. */
  readonly line: OldSetting | undefined;
}

const ANYWHERE = "0.0.0.0";
const LOCAL = "127.0.0.1";
const TLS: Path = ["listeners", "ssl"];

/** Undefined where host or port are none. */
function bindOf({ kind, host = ANYWHERE, port, path = "/mqtt" }: WantedListener): string | undefined {
  if (!/^\d{1,5}$/.test(port) || /\s/.test(host)) return undefined;
  const name = host.includes(":") ? `[${host}]` : host;
  return quoted(`${name}:${port}${kind === "ws" || kind === "wss" ? path : ""}`);
}

/** Where the listener goes; undefined where the release has no room for another one of its kind. */
function placeFor(draft: Draft, { kind, port }: WantedListener): Path | undefined {
  const first: Path = ["listeners", kind];
  if (!hasLeaf(draft.root, [...first, "bind"])) return first;
  const named: Path = [...first, `port-${port}`];
  const isNamed = (kind === "tcp" || kind === "ssl") && has(draft.nanomq, "named-listeners");
  return isNamed && !hasLeaf(draft.root, [...named, "bind"]) ? named : undefined;
}

function putTls(draft: Draft, { tls }: WantedListener, place: Path): void {
  for (const [key, text] of Object.entries(tls)) putText(draft, [...place, key], text);
}

function addListener(draft: Draft, wanted: WantedListener): void {
  const place = placeFor(draft, wanted);
  const bind = bindOf(wanted);
  if (place === undefined || bind === undefined) {
    const reason = bind === undefined ? "unreadable-value" : "one-listener";
    if (wanted.line !== undefined) lose(draft, wanted.line, reason);
    return;
  }
  putText(draft, [...place, "bind"], bind);
  if (wanted.kind === "ssl") putTls(draft, wanted, place);
  // Secure WebSocket has the certificates of the TLS listener, and is not opened without one.
  if (wanted.kind !== "wss" || hasLeaf(draft.root, [...TLS, "bind"])) return;
  putText(draft, [...TLS, "bind"], `"${LOCAL}:8883"`);
  putTls(draft, wanted, TLS);
  note(draft, "tls-listener-added", wanted.line, `${LOCAL}:8883`);
}

/** TLS before secure WebSocket, which leans on it. */
const order: readonly ListenerKind[] = ["tcp", "ssl", "ws", "wss"];

export function addListeners(draft: Draft, listeners: readonly WantedListener[]): void {
  for (const kind of order)
    for (const wanted of listeners) if (wanted.kind === kind) addListener(draft, wanted);
  const isTls = hasLeaf(draft.root, [...TLS, "bind"]);
  const isWss = hasLeaf(draft.root, ["listeners", "wss", "bind"]);
  if (!isTls || isWss || !has(draft.nanomq, "secure-websocket-switch")) return;
  putText(draft, ["listeners", "wss", "bind"], `"${LOCAL}:8086/mqtt"`);
  note(draft, "wss-kept-local", undefined, `${LOCAL}:8086`);
}
