// Bridges: what stands below a `connection` up to the next one.
import { addBridge, type WantedTopic } from "../migrate/bridges.ts";
import { type Draft, lose, note } from "../migrate/draft.ts";
import { type Directive, isYes } from "./directives.ts";
import { filesNamed } from "./files.ts";

export interface Bridge {
  readonly connection: Directive;
  readonly told: Map<string, Directive>;
  readonly topics: Directive[];
}

/** Other names of the same. */
const names: Readonly<Record<string, string>> = {
  addresses: "address",
  clean_session: "cleansession",
  clientid: "remote_clientid",
  password: "remote_password",
  username: "remote_username",
};

const certificates: Readonly<Record<string, string>> = {
  bridge_cafile: "cacertfile",
  bridge_certfile: "certfile",
  bridge_keyfile: "keyfile",
};

/** A folder of certificates, and those of the system. */
const trusting = ["bridge_capath", "bridge_tls_use_os_certs"];
/** Where Debian and most others have the certificates that everybody trusts, in one file. */
const SYSTEM_CERTIFICATES = '"/etc/ssl/certs/ca-certificates.crt"';

/** Directives about the bridge above them; those with several names under that of {@link bridgeName}. */
export const ofBridge: ReadonlySet<string> = new Set([
  "address",
  "bridge_protocol_version",
  "cleansession",
  "keepalive_interval",
  "remote_clientid",
  "remote_password",
  "remote_username",
  ...Object.keys(certificates),
  ...trusting,
]);

export function bridgeName(directive: string): string {
  return Object.hasOwn(names, directive) ? (names[directive] ?? directive) : directive;
}

const DEFAULT_PORT = "1883";
const DEFAULT_KEEPALIVE_S = "60";

function serverOf({ told }: Bridge, draft: Draft): string | undefined {
  const address = told.get("address");
  const [first = "", ...others] = address?.words ?? [];
  if (address !== undefined && others.length > 0) lose(draft, address, "one-address", others.join(" "));
  if (first === "") return undefined;
  if (/^(?:\[.*\]|[^:]*):\d+$/.test(first)) return first;
  const isSix = first.includes(":") && !first.startsWith("[");
  return `${isSix ? `[${first}]` : first}:${DEFAULT_PORT}`;
}

function protocolOf({ told }: Bridge, draft: Draft): "4" | "5" {
  const version = told.get("bridge_protocol_version");
  if (version?.value === "mqttv31") note(draft, "protocol-raised", version, "3.1.1");
  return version?.value === "mqttv50" ? "5" : "4";
}

function tlsOf({ told }: Bridge, draft: Draft): Readonly<Record<string, string>> | undefined {
  const texts = filesNamed(told, certificates, draft);
  const trust = trusting.map((name) => told.get(name)).find((one) => one !== undefined);
  if (trust !== undefined && texts["cacertfile"] === undefined) {
    // Without a file of certificates nothing is trusted here.
    texts["cacertfile"] = SYSTEM_CERTIFICATES;
    note(draft, "system-certificates", trust, SYSTEM_CERTIFICATES);
  }
  return Object.keys(texts).length === 0 ? undefined : texts;
}

/** `topic PATTERN [DIRECTION] [QOS] [LOCAL-PREFIX] [REMOTE-PREFIX]`, as Mosquitto fills it up. */
function wantedTopics(line: Directive, draft: Draft): readonly WantedTopic[] {
  const [pattern = "", direction = "out", qos = "0", local = "", remote = ""] = line.words;
  if (!/^(?:out|in|both)$/.test(direction) || !/^[012]$/.test(qos)) {
    lose(draft, line, "unreadable-value");
    return [];
  }
  const ways = [
    ...(direction === "in" ? [] : [{ list: "forwards", ...carriedTopic(pattern, local, remote) } as const]),
    ...(direction === "out"
      ? []
      : [{ list: "subscription", ...carriedTopic(pattern, remote, local) } as const]),
  ];
  return ways.flatMap(({ list, from, to, prefix }) => {
    if (prefix !== undefined) return [{ list, from, to, prefix, qos, line }];
    lose(draft, line, "prefix-stays");
    return [];
  });
}

/**
 * A topic with wildcards keeps its name, and can only get a prefix more: undefined where it would lose one. A topic
 * without is renamed as a whole.
 */
function carriedTopic(pattern: string, fromPrefix: string, toPrefix: string) {
  const from = `${fromPrefix}${pattern}`;
  if (!/[+#]/.test(pattern)) return { from, to: `${toPrefix}${pattern}`, prefix: "" };
  const isLonger = toPrefix.endsWith(fromPrefix);
  return {
    from,
    to: "",
    prefix: isLonger ? toPrefix.slice(0, toPrefix.length - fromPrefix.length) : undefined,
  };
}

function keepaliveOf({ told }: Bridge, draft: Draft): string {
  const setting = told.get("keepalive_interval");
  if (setting === undefined) return DEFAULT_KEEPALIVE_S;
  if (/^[1-9]\d*$/.test(setting.value)) return setting.value;
  lose(draft, setting, "unreadable-value");
  return DEFAULT_KEEPALIVE_S;
}

export function migrateBridge(bridge: Bridge, draft: Draft): void {
  const { connection, told } = bridge;
  const server = serverOf(bridge, draft);
  if (server === undefined) {
    lose(draft, connection, "incomplete-section", "address");
    return;
  }
  const clean = told.get("cleansession");
  const own = told.get("remote_clientid");
  if (own === undefined) note(draft, "clientid-named", connection, connection.value);
  addBridge(draft, {
    name: connection.value,
    line: connection,
    server,
    protocol: protocolOf(bridge, draft),
    clientid: own?.value ?? connection.value,
    keepalive: `${keepaliveOf(bridge, draft)}s`,
    cleanStart: clean !== undefined && isYes(clean),
    username: told.get("remote_username")?.value,
    password: told.get("remote_password")?.value,
    tls: tlsOf(bridge, draft),
    topics: bridge.topics.flatMap((line) => wantedTopics(line, draft)),
  });
}
