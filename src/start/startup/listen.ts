import { listenAt } from "../format/endpoint.ts";
import { type NngUrl, nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { type Condition, type EndReason, ended, type Listening, type Step, type Transport } from "./step.ts";

/** A socket that can be opened, and what the host has to say to it. */
export interface Opening {
  readonly opens: Listening;
  readonly asks: readonly Condition[];
}

/** Why something does not come up whose condition fails. */
export const unmet: Readonly<Record<Condition["kind"], EndReason>> = {
  "local-address": "foreign-address",
  "name-resolves": "name-unknown",
  "service-known": "bad-port",
  "port-free": "address-taken",
  "folder-exists": "folder-missing",
  "file-exists": "file-missing",
  "file-usable": "file-unusable",
  "interface-exists": "interface-unusable",
  memory: "out-of-memory",
};

/** Why a start ends where the host says no to one of its conditions. */
export function refusalOf(ascent: Ascent, asks: readonly Condition[]): EndReason | undefined {
  const failed = asks.find((condition) => !ascent.holds(condition));
  return failed && unmet[failed.kind];
}

/** Where a URL leads a listener of TCP: the socket, or why there is none. */
export function openingAt(ascent: Ascent, url: NngUrl, transport: Transport): Opening | EndReason {
  const at = listenAt(url.host, url.port);
  if (typeof at === "string") return at;
  const opens = { transport, address: at.address, port: at.port };
  if (!ascent.shared(opens) && ascent.isTaken(opens)) return "address-taken";
  const free: readonly Condition[] = opens.port === 0 ? [] : [{ kind: "port-free", port: opens.port }];
  const asks = [...at.asks, ...free];
  return refusalOf(ascent, asks) ?? { opens, asks };
}

/** The step that opens a listener, or ends the start as NanoMQ does where one cannot be opened. */
export function openOrEnd(step: Step, opening: Opening | EndReason): Step {
  return typeof opening === "string" ? ended(step, opening) : { ...step, ...opening };
}

/** The step, where the host has what it asks for; else the last one of the start. */
export function askOrEnd(ascent: Ascent, step: Step, outcome?: "exits" | "crashes"): Step {
  const refusal = refusalOf(ascent, step.asks ?? []);
  return refusal === undefined ? step : ended(step, refusal, outcome);
}

/** MQTT over TCP or TLS has no path, no query and no user. */
export function mqttOpening(ascent: Ascent, text: string, transport: "tcp" | "tls"): Opening | EndReason {
  const url = nngUrl(text);
  if (url === undefined) return "bad-url";
  if ((url.path !== "" && url.path !== "/") || url.hasMore) return "path-in-address";
  return openingAt(ascent, url, transport);
}

/** MQTT over WebSocket: a path is what it serves. */
export function webSocketOpening(ascent: Ascent, text: string, transport: "ws" | "wss"): Opening | EndReason {
  const url = nngUrl(text);
  return url === undefined ? "bad-url" : openingAt(ascent, url, transport);
}

const NNG_SCHEME = /^(tcp|tls\+tcp|ws|wss|nmq-tcp|tls\+nmq-tcp|nmq[-+]wss?|broker\+tcp)[46]?$/;
const PATHS_SCHEME = /^(ipc|unix|abstract|inproc)$/;
/** A Unix socket's path has 107 bytes at most, and a byte that ends it. */
const MOST_PATH_BYTES = 107;

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1) || "./";
}

function openPath(ascent: Ascent, step: Step, { scheme, path }: NngUrl): Step {
  if (scheme === "inproc" || scheme === "abstract") return step;
  if (new TextEncoder().encode(path).length > MOST_PATH_BYTES) return ended(step, "path-too-long");
  return askOrEnd(ascent, { ...step, asks: [{ kind: "folder-exists", path: folderOf(path) }] });
}

/** A socket of NNG's own, which takes any scheme that NNG knows. */
export function openAny(ascent: Ascent, step: Step, text: string, transport: Transport): Step {
  const url = nngUrl(text);
  if (url === undefined) return ended(step, "bad-url");
  if (PATHS_SCHEME.test(url.scheme)) return openPath(ascent, step, url);
  if (!NNG_SCHEME.test(url.scheme)) return ended(step, "unknown-scheme");
  return openOrEnd(step, openingAt(ascent, url, transport));
}
