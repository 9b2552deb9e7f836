import type { EndpointFault, HostQuestion } from "../format/endpoint.ts";
import type { OptionFaultKind } from "../options.ts";

/** What a step is about, in the order of a start. */
export type StepName =
  | "options"
  | "conf"
  | "daemon"
  | "log"
  | "rules"
  | "store"
  | "sessions"
  | "webhook"
  | "bridge"
  | "forwards"
  | "subscription"
  | "tasks"
  | "exchange"
  | "nng"
  | "tcp"
  | "ws"
  | "tls"
  | "wss"
  | "http"
  | "command"
  | "clients"
  | "questions";

export type Transport = "tcp" | "tls" | "ws" | "wss" | "http" | "nng" | "exchange" | "command";

/** A TCP socket the broker listens at; port 0 is any free one. */
export interface Listening {
  readonly transport: Transport;
  readonly address: string;
  readonly port: number;
}

/** What only the machine that the broker runs on decides. */
export type Condition =
  | HostQuestion
  | { readonly kind: "folder-exists"; readonly path: string }
  | { readonly kind: "port-free"; readonly port: number }
  | { readonly kind: "file-exists"; readonly path: string }
  /** Where the file is there, it holds a certificate or a key that TLS can use. */
  | { readonly kind: "file-usable"; readonly path: string; readonly as: "certificate" | "key" | "ca" }
  /** A network interface of that name. */
  | { readonly kind: "interface-exists"; readonly name: string }
  /** Bytes asked for at once. */
  | { readonly kind: "memory"; readonly bytes: number };

export type EndReason =
  | "option-help"
  | `option-${OptionFaultKind}`
  | "syntax"
  | "loader"
  | "daemon-leaves"
  | "log-without-folder"
  | "log-without-name"
  | "folder-missing"
  | "rule-without-server"
  | "session-without-clientid"
  | "webhook-without-url"
  | "bad-url"
  | "bridge-without-server"
  | "unknown-scheme"
  | "path-in-address"
  | EndpointFault
  | "name-unknown"
  | "address-taken"
  | "path-too-long"
  | "command-without-url"
  | "socket-without-url"
  | "out-of-memory"
  // The last ones end no start: what they are about is missing then.
  | "file-missing"
  | "file-unusable"
  | "interface-unusable";

/** How a step ends the start. */
export interface End {
  readonly outcome: "exits" | "crashes";
  /** Exit code; absent where a signal ends the process. */
  readonly code?: number | undefined;
  readonly reason: EndReason;
}

/** Why a bridge never comes up, or comes up and is thrown out at once. */
export type LinkFault =
  | "protocol-version"
  | "will-without-payload"
  | "will-topic-wild"
  | "identifier-too-large"
  | "subscription-malformed"
  | "packet-size-too-small"
  | "tls-without-ca"
  | "tls-without-settings"
  | "settings-of-tls";

/** Why a subscription of a bridge is refused, or what it forwards lost. */
export type SubscriptionFault = "filter-malformed" | "no-time-to-send";

/** Why nobody gets in, or nobody is answered. */
export type ClientFault =
  | "no-tasks"
  | "queue-never-made"
  | "url-not-http"
  | "no-time-to-answer"
  | "request-without-url"
  | "method-in-lower-case";

/** Why an event of the webhook is never told. */
export type HookFault =
  | "no-events"
  | "event-unknown"
  | "event-never-fires"
  | "filter-never-matches"
  | "url-not-http"
  | "no-time-to-answer";

/** Why something that was asked for never comes up, though the broker runs. */
export type Shortfall = EndReason | LinkFault | SubscriptionFault | ClientFault | HookFault | "never-ready";

/** What has to happen first. */
export type When =
  /** The first client that connects. */
  | "client"
  /** A client publishes or subscribes, and HTTP authorization is asked. */
  | "client-acts"
  | "client-leaves"
  /** A bridge reaches its remote. */
  | "bridge-connects"
  /** The first message that the setting is about. */
  | "message"
  /** A message of QoS 1 or 2 has to wait for a bridge: its remote is away or slow. */
  | "bridge-waits"
  /** The first event of the webhook. */
  | "event";

export type LaterReason =
  | "queue-of-two"
  | "bridge-without-queue"
  | "topic-not-mapped"
  | "rule-server-unusable"
  | "webhook-without-url"
  | "request-without-method"
  | "request-without-parameters"
  | "cache-without-api"
  | "identifier-too-large";

/** A death behind the start, of what the conf says. */
export interface Later {
  readonly when: When;
  readonly outcome: "crashes";
  /** The setting that kills, as in {@link Step.key}. */
  readonly key: string;
  readonly reason: LaterReason;
}

/** One thing the broker does on its way up. */
export interface Step {
  readonly name: StepName;
  /** The setting that decides, as in {@link Settings.values}; absent where none does. */
  readonly key?: string | undefined;
  /** What it is about: an address, a path. */
  readonly text?: string | undefined;
  readonly opens?: Listening | undefined;
  readonly asks?: readonly Condition[] | undefined;
  readonly end?: End | undefined;
  /** The broker goes on without it. */
  readonly lacks?: Shortfall | undefined;
}

/** The step, as the last one of a start. */
export function ended(step: Step, reason: EndReason, outcome: End["outcome"] = "exits"): Step {
  return { ...step, end: { outcome, reason, ...(outcome === "exits" && { code: 1 }) } };
}
