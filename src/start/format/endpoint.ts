// Host and port as getaddrinfo makes an address of them, which NNG leaves that to (src/platform/posix/posix_resolv_gai.c).

/** What only the host can tell about an endpoint. */
export type HostQuestion =
  /** Whether the address is one of this host's. */
  | { readonly kind: "local-address"; readonly address: string }
  /** Whether the name leads to an address. */
  | { readonly kind: "name-resolves"; readonly name: string }
  /** Whether the services of this host know the name. */
  | { readonly kind: "service-known"; readonly name: string };

/** An address to listen at; port 0 is any free one. */
export interface Endpoint {
  /** As the system writes it; the name where only the host knows what it leads to. */
  readonly address: string;
  readonly port: number;
  readonly asks: readonly HostQuestion[];
}

export type EndpointFault = "no-address" | "bad-port" | "bad-host" | "foreign-address";

const MOST_PORT = 65_535;

/** Services that every /etc/services names; the port of MQTT is in few. */
const SERVICES: Readonly<Record<string, number>> = {
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  http: 80,
  pop3: 110,
  ntp: 123,
  snmp: 161,
  imap2: 143,
  ldap: 389,
  https: 443,
  ldaps: 636,
  imaps: 993,
  pop3s: 995,
  "http-alt": 8080,
};

/** One part of an IPv4 address: decimal, octal with a leading 0, hexadecimal with 0x. */
function partOf(text: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}

/** Reads an IPv4 address as inet_aton does: `0` and `127.1` are addresses too. */
export function ipv4Of(text: string): string | undefined {
  const parts = text.split(".").map(partOf);
  const last = parts.pop();
  if (last === undefined || parts.length > 3) return undefined;
  let value = 0;
  for (const part of parts) {
    if (part === undefined || part > 255) return undefined;
    value = value * 256 + part;
  }
  const width = 256 ** (4 - parts.length);
  if (last >= width) return undefined;
  value = value * width + last;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

/** True of an IPv6 address, with or without a zone. */
export function isIpv6(text: string): boolean {
  const [bare = ""] = text.split("%");
  const [head = "", tail, ...more] = bare.split("::");
  if (more.length > 0 || !bare.includes(":")) return false;
  const groups = [head, tail ?? ""].flatMap((side) => (side === "" ? [] : side.split(":")));
  const last = groups.at(-1) ?? "";
  const isMapped = last.includes(".") && /^\d+(\.\d+){3}$/.test(last);
  const words = isMapped ? groups.slice(0, -1) : groups;
  const count = words.length + (isMapped ? 2 : 0);
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return false;
  return tail === undefined ? count === 8 : count < 8;
}

/** Addresses that every host has, and those that none has because they are kept for examples. */
const ALWAYS_LOCAL = /^(127\.|0\.0\.0\.0$|::$|::1$)/;
const NEVER_LOCAL = /^(0\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|255\.255\.255\.255$|2001:db8:)/i;

/** Names that lead nowhere by standard (RFC 6761), or that are no names: the last label all digits, a sign that is none. */
const NO_NAME = /(^|\.)(invalid|\d+)\.?$|[^a-z0-9._-]|^[.-]|\.\./i;

/** Reads the port; an empty one is any free port. */
function portOf(text: string): { port: number; asks: readonly HostQuestion[] } | undefined {
  if (text === "") return { port: 0, asks: [] };
  if (/^\s*[+-]?\d+$/.test(text)) {
    const port = Number(text);
    return port >= 0 && port <= MOST_PORT ? { port: Math.abs(port), asks: [] } : undefined;
  }
  const port = SERVICES[text];
  return port === undefined ? undefined : { port, asks: [{ kind: "service-known", name: text }] };
}

/** What a listener makes of host and port: an address, what only the host decides about it, or why it has none. */
export function listenAt(host: string, portText: string): Endpoint | EndpointFault {
  if (host === "" && portText === "") return "no-address";
  const at = portOf(portText);
  if (at === undefined) return "bad-port";
  const { port, asks } = at;
  if (host === "") return { address: "0.0.0.0", port, asks };
  if (host === "localhost") return { address: "127.0.0.1", port, asks };
  const address = ipv4Of(host) ?? (isIpv6(host) ? host : undefined);
  if (address === undefined) {
    if (NO_NAME.test(host)) return "bad-host";
    return { address: host, port, asks: [...asks, { kind: "name-resolves", name: host }] };
  }
  if (ALWAYS_LOCAL.test(address)) return { address, port, asks };
  if (NEVER_LOCAL.test(address)) return "foreign-address";
  return { address, port, asks: [...asks, { kind: "local-address", address }] };
}

/** Why host and port lead a client nowhere; undefined where they do, as far as can be told without the network. */
export function dialFault(host: string, portText: string): EndpointFault | undefined {
  if (host === "" || portText === "") return "no-address";
  const at = portOf(portText);
  if (at === undefined || at.port === 0) return "bad-port";
  const isAddress = ipv4Of(host) !== undefined || isIpv6(host);
  return !isAddress && NO_NAME.test(host) ? "bad-host" : undefined;
}
