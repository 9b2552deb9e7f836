// What NanoMQ's HTTP client makes of an address and a time, for http_auth and the webhook.
import { dialFault, type EndpointFault } from "../format/endpoint.ts";
import { nngUrl } from "../format/nng-url.ts";

const HTTP_SCHEMES: ReadonlySet<string> = new Set(["http", "https", "ws", "wss"]);

/** Why nothing can be asked of an address; undefined where it can, as far as can be told without the network. */
export function requestFault(text: string): EndpointFault | "bad-url" | "url-not-http" | undefined {
  const url = nngUrl(text);
  if (url === undefined) return "bad-url";
  return HTTP_SCHEMES.has(url.scheme) ? dialFault(url.host, url.port) : "url-not-http";
}

const INT_32 = 2 ** 32;

/** True where a time in ms is none once it is kept in 32 bits: whatever waits for it is over before it began. */
export function isOverAtOnce(milliseconds: number): boolean {
  return Math.trunc(milliseconds) % INT_32 === 0;
}
