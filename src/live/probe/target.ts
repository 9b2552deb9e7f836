/** Where the broker listens. Credentials never stand in the address. */
export interface Target {
  readonly scheme: "mqtt" | "mqtts" | "ws" | "wss";
  readonly host: string;
  readonly port: number;
  /** Of a WebSocket: "/mqtt". */
  readonly path: string;
}

export type TargetResult =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly why: "not-a-url" | "scheme" | "credentials" };

/** Ports of NanoMQ's listeners where the address names none. */
const DEFAULT_PORTS = { mqtt: 1883, mqtts: 8883, ws: 8083, wss: 8084 } as const;

const SCHEMES: Readonly<Record<string, Target["scheme"]>> = {
  "mqtt:": "mqtt",
  "tcp:": "mqtt",
  "mqtts:": "mqtts",
  "ssl:": "mqtts",
  "ws:": "ws",
  "wss:": "wss",
};

/** `mqtt://host:1883`, `mqtts://`, `ws://host:8083/mqtt`, `wss://`. */
export function targetOf(text: string): TargetResult {
  if (!URL.canParse(text)) return { ok: false, why: "not-a-url" };
  const url = new URL(text);
  const scheme = SCHEMES[url.protocol];
  if (scheme === undefined) return { ok: false, why: "scheme" };
  if (url.username !== "" || url.password !== "") return { ok: false, why: "credentials" };
  if (url.hostname === "") return { ok: false, why: "not-a-url" };
  return {
    ok: true,
    target: {
      scheme,
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port === "" ? (defaultPort(text, scheme) ?? DEFAULT_PORTS[scheme]) : Number(url.port),
      path: url.pathname === "/" || url.pathname === "" ? "/mqtt" : url.pathname,
    },
  };
}

/** `ws://host:80` loses its port in a URL, because it is the scheme's own. */
function defaultPort(text: string, scheme: Target["scheme"]): number | undefined {
  const own = scheme === "ws" ? 80 : scheme === "wss" ? 443 : undefined;
  return own !== undefined && new RegExp(`:${own}(/|$)`).test(text.slice(text.indexOf("//") + 2))
    ? own
    : undefined;
}

export function transportOf({ scheme }: Target): "tcp" | "ws" {
  return scheme === "ws" || scheme === "wss" ? "ws" : "tcp";
}

/** As people write it. */
export function targetText({ scheme, host, port, path }: Target): string {
  const shown = host.includes(":") ? `[${host}]` : host;
  return `${scheme}://${shown}:${port}${scheme.startsWith("ws") ? path : ""}`;
}
