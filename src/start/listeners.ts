import { type Address, addressOf } from "./address.ts";
import type { Settings } from "./effective.ts";
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

function withoutPrefix(key: string, text: Value | undefined): string | undefined {
  if (typeof text !== "string") return undefined;
  const prefix = keyAt(key)?.prefix ?? "";
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function listener(
  kind: ListenerKind,
  name: string,
  key: string,
  isOpen: boolean,
  bind: string | undefined,
): Listener {
  const section = kind === "http" ? "http_server" : `listeners.${kind}`;
  const path = name === "" ? section : `${section}.${name}`;
  return { kind, name, path, key, isOpen, bind, address: bind === undefined ? undefined : addressOf(bind) };
}

function single(values: Values, kind: "tcp" | "ssl" | "ws" | "wss", isWanted = true): Listener {
  const key = `listeners.${kind}.bind`;
  const isOn = isWanted && values.get(`listeners.${kind}.enable`) === true;
  const bind = withoutPrefix(key, values.get(key));
  return listener(kind, "", key, isOn && bind !== undefined, bind);
}

/** Named listeners: `listeners.tcp.(list)[0].bind`. */
function named({ values, effects, counted }: Settings, kind: "tcp" | "ssl"): readonly Listener[] {
  const section = `listeners.${kind}.`;
  const names = new Map(
    effects.flatMap(({ node, path, pattern }) => {
      const at = pattern === `${section}*` && node !== undefined ? counted.get(node) : undefined;
      return at === undefined ? [] : [[at, path.slice(section.length)] as const];
    }),
  );
  const count = Number(values.get(`${section}(list_count)`) ?? 0);
  return Array.from({ length: count }, (_, at) => {
    const path = `${section}(list)[${at}]`;
    const bind = withoutPrefix(`${section}*.bind`, values.get(`${path}.bind`));
    return listener(kind, names.get(path) ?? "", `listeners.${kind}[${at}].bind`, true, bind);
  });
}

function httpServer(values: Values): Listener {
  const isOpen = values.get("http_server.enable") === true;
  const ip = values.get("http_server.ip_addr");
  const host = typeof ip === "string" && ip !== "" ? ip : "0.0.0.0";
  const bind = `${host}:${String(values.get("http_server.port") ?? 8081)}`;
  return listener("http", "", "http_server.port", isOpen, bind);
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
