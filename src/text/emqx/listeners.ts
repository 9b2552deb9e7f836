// `listeners.KIND.NAME` of EMQX 5, and its API.
import { text as asText, quoted } from "../migrate/convert.ts";
import { carry, type Draft, lose, note, putText } from "../migrate/draft.ts";
import type { ListenerKind, WantedListener } from "../migrate/listeners.ts";
import { filesAt } from "./files.ts";
import type { EmqxSettings } from "./settings.ts";

const kinds = ["tcp", "ssl", "ws", "wss"] as const;

/** EMQX opens these unless the conf says otherwise; those with certificates have ones for trials only. */
const byDefault: Readonly<Partial<Record<ListenerKind, string>>> = { tcp: "1883", ws: "8083" };

const files: Readonly<Record<string, string>> = {
  cacertfile: "cacertfile",
  certfile: "certfile",
  keyfile: "keyfile",
  password: "key_password",
};

interface Address {
  readonly host: string | undefined;
  readonly port: string;
}

/** `1883`, `:1883`, `0.0.0.0:1883`, `[::]:1883`. */
function addressOf(bind: string): Address | undefined {
  const [, host = "", port] = /^(?:\[?(.*?)\]?:)?(\d+)$/.exec(bind) ?? [];
  return port === undefined ? undefined : { host: host === "" ? undefined : host, port };
}

function tlsOf(
  settings: EmqxSettings,
  at: readonly string[],
  draft: Draft,
): Readonly<Record<string, string>> {
  const texts = filesAt(settings, [...at, "ssl_options"], files, draft);
  const verify = settings.take(...at, "ssl_options", "verify");
  if (verify !== undefined) texts["verify_peer"] = String(verify.value === "verify_peer");
  const required = settings.take(...at, "ssl_options", "fail_if_no_peer_cert");
  if (required !== undefined) texts["fail_if_no_peer_cert"] = String(required.value === "true");
  return texts;
}

/** True where a section of EMQX is switched off, by either name of the switch. */
export function isOff(settings: EmqxSettings, ...at: readonly (string | number)[]): boolean {
  const switches = ["enable", "enabled"].map((name) => settings.take(...at, name)?.value);
  return switches.includes("false");
}

function wantedAt(
  settings: EmqxSettings,
  kind: ListenerKind,
  name: string,
  draft: Draft,
): readonly WantedListener[] {
  const at = ["listeners", kind, name];
  if (isOff(settings, ...at)) {
    const section = settings.take(...at);
    if (section !== undefined) lose(draft, section, "switched-off");
    return [];
  }
  const bind = settings.take(...at, "bind");
  const address = bind && addressOf(bind.value);
  if (bind === undefined || address === undefined) return [];
  const path = settings.take(...at, "websocket", "mqtt_path")?.value;
  const isSecure = kind === "ssl" || kind === "wss";
  return [{ kind, ...address, path, line: bind, tls: isSecure ? tlsOf(settings, at, draft) : {} }];
}

export function emqxListeners(settings: EmqxSettings, draft: Draft): readonly WantedListener[] {
  return kinds.flatMap((kind): readonly WantedListener[] => {
    const names = settings.namesBelow("listeners", kind);
    if (names.length > 0) return names.flatMap((name) => wantedAt(settings, kind, name, draft));
    const port = byDefault[kind];
    if (port === undefined) return [];
    note(draft, "listener-by-default", undefined, port);
    return [{ kind, host: undefined, port, tls: {}, line: undefined }];
  });
}

/** The dashboard, whose port the API has too. */
export function addApi(settings: EmqxSettings, draft: Draft): void {
  const bind = settings.take("dashboard", "listeners", "http", "bind");
  const address = bind && addressOf(bind.value);
  const username = settings.take("dashboard", "default_username");
  const password = settings.take("dashboard", "default_password");
  if (bind === undefined || address === undefined || address.port === "0") return;
  if (password === undefined) {
    lose(draft, bind, "api-without-password");
    return;
  }
  const { host, port } = address;
  const write = (key: string, text: string) => putText(draft, ["http_server", key], text);
  const ownAddress = host === undefined ? undefined : quoted(host);
  if (ownAddress !== undefined) write("ip_addr", ownAddress);
  write("port", port);
  if (username === undefined) write("username", '"admin"');
  else carry(draft, { setting: username, comments: [] }, ["http_server", "username"], asText);
  carry(draft, { setting: password, comments: [] }, ["http_server", "password"], asText);
}
