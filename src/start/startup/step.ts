import type { EndpointFault, HostQuestion } from "../format/endpoint.ts";

/** What a step is about, in the order of a start. */
export type StepName =
  | "conf"
  | "daemon"
  | "log"
  | "rules"
  | "store"
  | "sessions"
  | "webhook"
  | "bridge"
  | "tasks"
  | "exchange"
  | "nng"
  | "tcp"
  | "ws"
  | "tls"
  | "wss"
  | "http"
  | "command";

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
  /** Bytes asked for at once. */
  | { readonly kind: "memory"; readonly bytes: number };

export type EndReason =
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
  | "out-of-memory";

/** How a step ends the start. */
export interface End {
  readonly outcome: "exits" | "crashes";
  /** Exit code; absent where a signal ends the process. */
  readonly code?: number | undefined;
  readonly reason: EndReason;
}

/** Why something that was asked for never comes up, though the broker runs. */
export type Shortfall = EndReason | "never-ready";

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
