import type { Address } from "./address.ts";
import type { Settings } from "./effective.ts";
import { listenAt } from "./format/endpoint.ts";
import { nngUrl } from "./format/nng-url.ts";
import { keyAt } from "./keys.ts";
import type { Value } from "./value.ts";

export type ListenerKind = "tcp" | "ssl" | "ws" | "wss" | "http";

/** A port that the broker has, or that its conf speaks of. */
export interface Listener {
  readonly kind: ListenerKind;
  /** Of a named listener, `default` of `listeners.tcp.default`; else "". */
  readonly name: string;
  /** Its section: `listeners.tcp.default`, `http_server`. */
  readonly path: string;
  /** Setting that gives the address: `listeners.tcp.bind`; named listeners are counted. */
  readonly key: string;
  readonly isOpen: boolean;
  /** The address in effect as a conf writes it, without the scheme that NanoMQ puts in front; absent where there is none. */
  readonly bind: string | undefined;
  /** Absent where `bind` is no address. */
  readonly address: Address | undefined;
}

type Values = Settings["values"];

/** Where the start-up would listen; of an address that is another host's, what is written. */
function addressOf(url: string): Address | undefined {
  const parts = nngUrl(url);
  if (parts === undefined) return undefined;
  const at = listenAt(parts.host, parts.port);
  if (typeof at !== "string") return { host: at.address, port: at.port };
  return at === "foreign-address" ? { host: parts.host, port: Number(parts.port) } : undefined;
}

/** NanoMQ makes a URL of address and port of its API too. */
const HTTP = "http://";

/** What a conf writes of a URL. */
function withoutPrefix(key: string, url: string): string {
  const prefix = key === "http_server.port" ? HTTP : (keyAt(key)?.prefix ?? "");
  return url.startsWith(prefix) ? url.slice(prefix.length) : url;
}

function listener(
  kind: ListenerKind,
  name: string,
  key: string,
  isOpen: boolean,
  url: Value | undefined,
  pattern = key,
): Listener {
  const section = kind === "http" ? "http_server" : `listeners.${kind}`;
  const path = name === "" ? section : `${section}.${name}`;
  const shared = { kind, name, path, key, isOpen };
  if (typeof url !== "string") return { ...shared, bind: undefined, address: undefined };
  return { ...shared, bind: withoutPrefix(pattern, url), address: addressOf(url) };
}

function single(values: Values, kind: "tcp" | "ssl" | "ws" | "wss", isWanted = true): Listener {
  const key = `listeners.${kind}.bind`;
  const isOn = isWanted && values.get(`listeners.${kind}.enable`) === true;
  const url = values.get(key);
  return listener(kind, "", key, isOn && typeof url === "string", url);
}

/** Named listeners: `listeners.tcp.(list)[0].bind`. */
function named({ values, effects, counted }: Settings, kind: "tcp" | "ssl"): readonly Listener[] {
  const section = `listeners.${kind}.`;
  const count = Number(values.get(`${section}(list_count)`) ?? 0);
  if (count === 0) return [];
  const own = `${section}*`;
  const names = new Map(
    effects.flatMap(({ node, path, pattern }) => {
      const at = pattern === own && node !== undefined ? counted.get(node) : undefined;
      return at === undefined ? [] : [[at, path.slice(section.length)] as const];
    }),
  );
  return Array.from({ length: count }, (_, at) => {
    const path = `${section}(list)[${at}]`;
    const url = values.get(`${path}.bind`);
    const key = `listeners.${kind}[${at}].bind`;
    return listener(kind, names.get(path) ?? "", key, true, url, `${section}*.bind`);
  });
}

function httpServer(values: Values): Listener {
  const isOpen = values.get("http_server.enable") === true;
  const ip = values.get("http_server.ip_addr");
  const host = typeof ip === "string" && ip !== "" ? ip : "0.0.0.0";
  const url = `${HTTP}${host}:${String(values.get("http_server.port") ?? 8081)}`;
  return listener("http", "", "http_server.port", isOpen, url);
}

/** Every listener there may be, those that are not open included. */
export function listenersOf(settings: Settings): readonly Listener[] {
  const { values } = settings;
  const secure = values.get("listeners.ssl.enable") === true;
  return [
    single(values, "tcp"),
    ...named(settings, "tcp"),
    single(values, "ssl"),
    ...named(settings, "ssl"),
    single(values, "ws"),
    single(values, "wss", secure),
    httpServer(values),
  ];
}

/** The listeners that the broker opens. */
export function openListeners(settings: Settings): readonly Listener[] {
  return listenersOf(settings).filter(({ isOpen }) => isOpen);
}
