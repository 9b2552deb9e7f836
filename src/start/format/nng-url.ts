/** A URL in the parts that NNG, NanoMQ's engine, takes it apart into. */
export interface NngUrl {
  readonly scheme: string;
  /** Without the brackets of IPv6; empty where none is given, or a `*`. */
  readonly host: string;
  /** Digits or the name of a service; empty where none is given. */
  readonly port: string;
  readonly path: string;
  /** True where a user, a query or a fragment is given, which no listener and no dialer of MQTT takes. */
  readonly hasMore: boolean;
}

/** URLs of these schemes have a path and nothing else. */
const PATH_SCHEMES: ReadonlySet<string> = new Set(["ipc", "unix", "abstract", "inproc"]);

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: "80", https: "443", ws: "80", wss: "443" };

/** Escapes that end a path's reading: what follows the percent sign has to be two hexadecimal digits. */
const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;

function hostAndPort(text: string, scheme: string): Pick<NngUrl, "host" | "port"> | undefined {
  const bracketed = text.startsWith("[");
  const end = bracketed ? text.indexOf("]") : text.indexOf(":");
  if (bracketed && end === -1) return undefined;
  const host = bracketed ? text.slice(1, end) : text.slice(0, end === -1 ? undefined : end);
  const rest = bracketed ? text.slice(end + 1) : text.slice(host.length);
  if (rest === "") return { host, port: DEFAULT_PORTS[scheme.replace(/[46]$/, "")] ?? "" };
  // A colon without a port behind it is an error, and so is anything else behind the bracket.
  return rest.startsWith(":") && rest !== ":" ? { host, port: rest.slice(1) } : undefined;
}

/** Takes a URL apart as nni_url_parse does (NanoNNG src/core/url.c, the same from 0.19 to 0.25); undefined where it refuses. */
export function nngUrl(text: string): NngUrl | undefined {
  const colon = text.indexOf(":");
  if (colon === -1 || !text.startsWith("://", colon)) return undefined;
  const scheme = text.slice(0, colon).toLowerCase();
  const behind = text.slice(colon + "://".length);
  if (PATH_SCHEMES.has(scheme)) return { scheme, host: "", port: "", path: behind, hasMore: false };
  const authority = /^[^/?#]*/.exec(behind)?.[0] ?? "";
  const users = authority.split("@");
  if (users.length > 2) return undefined;
  const named = (users.at(-1) ?? "").replace(/^\*(?=:|$)/, "").toLowerCase();
  const rest = behind.slice(authority.length);
  if (BROKEN_ESCAPE.test(rest)) return undefined;
  const at = hostAndPort(named, scheme);
  if (at === undefined) return undefined;
  const path = /^[^?#]*/.exec(rest)?.[0] ?? "";
  return { scheme, ...at, path, hasMore: users.length > 1 || path !== rest };
}
