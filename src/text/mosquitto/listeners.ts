// Listeners: in mosquitto.conf each directive about TLS or the protocol belongs to the listener above it.
import { type Draft, lose, note } from "../migrate/draft.ts";
import type { WantedListener } from "../migrate/listeners.ts";
import { type Directive, isYes } from "./directives.ts";
import { filesNamed } from "./files.ts";

/** A listener with what stands below it; the one that `port` and `bind_address` are about has no `listener`. */
export interface Listener {
  readonly opened: Directive | undefined;
  readonly told: Map<string, Directive>;
}

const certificates: Readonly<Record<string, string>> = {
  cafile: "cacertfile",
  certfile: "certfile",
  keyfile: "keyfile",
};

/** Directives about the listener above them. */
export const ofListener: ReadonlySet<string> = new Set([
  "bind_address",
  "port",
  "protocol",
  "require_certificate",
  ...Object.keys(certificates),
]);

const DEFAULT_PORT = "1883";
const LOCAL = "127.0.0.1";

function tlsOf({ told }: Listener, draft: Draft): Readonly<Record<string, string>> {
  const texts = filesNamed(told, certificates, draft);
  const required = told.get("require_certificate");
  if (required === undefined) return texts;
  const isRequired = String(isYes(required));
  return { ...texts, verify_peer: isRequired, fail_if_no_peer_cert: isRequired };
}

function wantedOf(listener: Listener, draft: Draft): readonly WantedListener[] {
  const { opened, told } = listener;
  const [port = told.get("port")?.value ?? DEFAULT_PORT, address] = opened?.words ?? [];
  const host = address ?? told.get("bind_address")?.value;
  const line = opened ?? told.get("port") ?? told.get("bind_address");
  // `listener 0 /path` is a socket in the file system.
  if (line !== undefined && (port === "0" || host?.startsWith("/") === true)) {
    lose(draft, line, "no-counterpart");
    return [];
  }
  const isWeb = told.get("protocol")?.value === "websockets";
  const isSecure = told.has("certfile");
  const kind = isWeb ? (isSecure ? "wss" : "ws") : isSecure ? "ssl" : "tcp";
  return [{ kind, host, port, line, tls: tlsOf(listener, draft) }];
}

/** Without any listener Mosquitto 2 serves the machine itself only. */
export function wantedListeners(listeners: readonly Listener[], draft: Draft): readonly WantedListener[] {
  if (listeners.length > 0) return listeners.flatMap((listener) => wantedOf(listener, draft));
  note(draft, "local-only", undefined, `${LOCAL}:${DEFAULT_PORT}`);
  return [{ kind: "tcp", host: LOCAL, port: DEFAULT_PORT, tls: {}, line: undefined }];
}
