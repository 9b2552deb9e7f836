import { type Address, addressOf } from "./address.ts";
import type { Settings } from "./effective.ts";
import type { Value } from "./value.ts";

/** A socket the broker will listen on. */
export interface WantedSocket {
  /** Setting that gives the address: `listeners.tcp.bind`. */
  readonly key: string;
  /** As it stands in the conf. */
  readonly text: string;
  /** Absent where the text is no address. */
  readonly address: Address | undefined;
}

type Values = Settings["values"];

function wanted(key: string, text: Value | undefined): readonly WantedSocket[] {
  return typeof text === "string" ? [{ key, text, address: addressOf(text) }] : [];
}

function single(values: Values, kind: string): readonly WantedSocket[] {
  const path = `listeners.${kind}`;
  return values.get(`${path}.enable`) === true ? wanted(`${path}.bind`, values.get(`${path}.bind`)) : [];
}

/** Named listeners: `listeners.tcp.(list)[0].bind`. */
function named(values: Values, kind: string): readonly WantedSocket[] {
  const count = Number(values.get(`listeners.${kind}.(list_count)`) ?? 0);
  return Array.from({ length: count }, (_, at) => {
    const text = values.get(`listeners.${kind}.(list)[${at}].bind`);
    return wanted(`listeners.${kind}[${at}].bind`, text);
  }).flat();
}

function httpServer(values: Values): readonly WantedSocket[] {
  if (values.get("http_server.enable") !== true) return [];
  const ip = values.get("http_server.ip_addr");
  const port = values.get("http_server.port");
  const host = typeof ip === "string" && ip !== "" ? ip : "0.0.0.0";
  return wanted("http_server.port", `${host}:${String(port ?? 8081)}`);
}

/** Every socket the broker opens with these settings. */
export function wantedSockets({ values }: Settings): readonly WantedSocket[] {
  const secure = values.get("listeners.ssl.enable") === true ? single(values, "wss") : [];
  return [
    ...single(values, "tcp"),
    ...named(values, "tcp"),
    ...single(values, "ssl"),
    ...named(values, "ssl"),
    ...single(values, "ws"),
    ...secure,
    ...httpServer(values),
  ];
}
