import { type Address, addressOf, addressText } from "../start/address.ts";
import type { Settings } from "../start/effective.ts";
import type { Check, CheckArgs, CheckStatus } from "./check.ts";
import type { CodeOf } from "./codes.ts";

/** A server the broker connects to. */
export interface WantedServer {
  /** The setting: `bridges.mqtt.cloud.server`. */
  readonly key: string;
  readonly text: string;
  readonly address: Address;
  /** Absent where the connection is plain. */
  readonly tls?: { readonly caKey: string } | undefined;
}

/** How far a connection came. */
export type ConnectResult =
  | { readonly reached: "connected"; readonly milliseconds: number }
  | { readonly reached: "name-unknown" }
  | { readonly reached: "refused" }
  | { readonly reached: "timeout"; readonly milliseconds: number }
  | { readonly reached: "failed"; readonly reason: string }
  /** The server's certificate: `reason` is why it does not pass. */
  | { readonly reached: "certificate"; readonly reason: string };

export interface ServerSeen {
  readonly key: string;
  readonly result: ConnectResult;
}

export type NetworkCode = CodeOf<"network">;

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

function isOff({ effects }: Settings, path: string): boolean {
  const node = effects.find((one) => one.path === path)?.node;
  return node?.kind === "boolean" && !node.value;
}

function urlAddress(url: string): Address | undefined {
  const [, scheme = "", host = "", port] = /^(https?):\/\/\[?([^\]/:]+)\]?(?::(\d+))?/i.exec(url) ?? [];
  const usual = DEFAULT_PORTS[scheme.toLowerCase()];
  return usual === undefined ? undefined : { host, port: port === undefined ? usual : Number(port) };
}

const URLS = new Set([
  "webhook.url",
  "auth.http_auth.auth_req.url",
  "auth.http_auth.super_req.url",
  "auth.http_auth.acl_req.url",
]);

/** Servers of bridges, of the webhook and of the HTTP authentication; QUIC goes over UDP, which tells nothing. */
export function wantedServers(settings: Settings): readonly WantedServer[] {
  return settings.effects.flatMap(({ path: key, pattern, node }): readonly WantedServer[] => {
    if (node?.kind !== "string" || pattern === undefined) return [];
    const text = node.value;
    if (URLS.has(pattern)) {
      const address = urlAddress(text);
      return address === undefined ? [] : [{ key, text, address }];
    }
    const bridge = key.replace(/\.server$/, "");
    if (pattern !== "bridges.mqtt.*.server" || isOff(settings, `${bridge}.enable`)) return [];
    const address = /^mqtt-quic/i.test(text) ? undefined : addressOf(text);
    if (address === undefined) return [];
    const tls = /^(tls\+|wss)/i.test(text) ? { caKey: `${bridge}.ssl.cacertfile` } : undefined;
    return [{ key, text, address, tls }];
  });
}

function judge({ key, address }: WantedServer, result: ConnectResult): Check<NetworkCode> {
  const check = (code: NetworkCode, status: CheckStatus, more: CheckArgs = {}): Check<NetworkCode> => {
    const args = { address: addressText(address), host: address.host, ...more };
    return { area: "network", code, status, subject: key, args };
  };
  switch (result.reached) {
    case "connected":
      return check("server-reached", "pass", { ms: result.milliseconds });
    case "name-unknown":
      return check("server-name-unknown", "fail");
    case "refused":
      return check("server-refused", "fail");
    case "timeout":
      return check("server-timeout", "fail", { seconds: result.milliseconds / 1000 });
    case "failed":
      return check("server-failed", "fail", { reason: result.reason });
    case "certificate":
      return check("server-certificate", "fail", { reason: result.reason });
  }
}

/** Do the servers answer that the broker will connect to? Without `seen` nobody was to ask. */
export function checkNetwork(
  wanted: readonly WantedServer[],
  seen: readonly ServerSeen[] | undefined,
): readonly Check<NetworkCode>[] {
  if (wanted.length === 0) return [];
  return wanted.map((server) => {
    const found = seen?.find(({ key }) => key === server.key);
    if (found !== undefined) return judge(server, found.result);
    const args = { address: addressText(server.address) };
    return { area: "network", code: "not-asked", status: "skipped", subject: server.key, args };
  });
}
