import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Source, Span } from "../source.ts";

export interface MigrationTarget {
  /** The release that the new file is for. */
  readonly nanomq: NanomqVersion;
  /** Files that the old one names; undefined where one is not at hand. */
  readonly fileAt?: ((name: string) => Source | undefined) | undefined;
}

/** Why a line of the old file has no counterpart in the new one. */
export type LostReason =
  /** NanoMQ has no such setting any more. */
  | "no-equivalent"
  /** Neither format reads it in any version. */
  | "never-read"
  /** The old parser does not know the key. */
  | "unknown-key"
  /** The line is no `key=value`. */
  | "unreadable-line"
  /** The asked version has no key for it yet. */
  | "not-in-version"
  /** A later line sets the same key. */
  | "overridden"
  /** The old parser drops a list entry whose lines are not all there; `detail` names the missing ones. */
  | "incomplete-entry"
  /** The section cannot work without another setting, which `detail` names. */
  | "incomplete-section"
  /** NanoMQ deletes every backslash from a string. */
  | "backslash"
  | "negative"
  | "not-json"
  /** HOCON's number reader ignores 0 and below. */
  | "not-positive"
  | "overflow"
  | "unit-missing"
  | "unknown-scheme"
  | "unknown-word"
  /** A name that no key of the new file can be. */
  | "unreadable-key"
  | "unreadable-value"
  // Of other brokers:
  /** NanoMQ has nothing like it. */
  | "no-counterpart"
  /** The other broker has no such directive either. */
  | "unknown-directive"
  /** Each client says it in its CONNECT. */
  | "client-says-it"
  /** A name that means something else here: Mosquitto's `retry_interval`. */
  | "other-meaning"
  /** NanoMQ has one set of accounts and rules for all its listeners. */
  | "one-for-all"
  /** The release has one listener of this kind. */
  | "one-listener"
  /** A bridge has one server; `detail` names the others. */
  | "one-address"
  /** A prefix can be put in front of a topic with wildcards, none be taken off. */
  | "prefix-stays"
  /** `detail` is a file of hashes, and NanoMQ compares plain texts. */
  | "hashed-passwords"
  /** Accounts in a database of the other broker. */
  | "own-database"
  /** What stands in the file that `detail` names is not seen here. */
  | "other-file"
  /** The user, the PID file: unit, container or command line say it. */
  | "host-decides"
  | "plugin"
  /** A rule for clients without a name. */
  | "anonymous-only"
  /** An API without a password of its own would accept admin/public. */
  | "api-without-password"
  /** It was not in force in the old file. */
  | "switched-off";

/** Carried over, but something about it should be known. */
export type NoteCode =
  /** `keepalive_backoff=1250` multiplied by 1250; the new file says 1.25, so keepalive is enforced from now on. */
  | "backoff-per-mille"
  /** 0.19.0 to 0.21.1 multiply keepalive_multiplier by 1000 as soon as an mqtt section exists. */
  | "multiplier-times-1000"
  /** The old number reader stopped at the first character that is no digit; `used` is what it took. */
  | "text-after-number"
  /** HOCON's log.to adds sinks to the console, the old list replaced it. */
  | "console-stays"
  /** Any word but basic and jwt switched the API's authentication off; written out as no_auth. */
  | "auth-type-off"
  /** Any word but allow meant deny. */
  | "nomatch-deny"
  /** The old parser never read this password (it looked for the postgresql key). */
  | "password-was-not-read"
  /** The section was off in the old file and stands in the new one as comments. */
  | "section-off"
  /** The section has no switch in the old file; it is written as on. */
  | "section-assumed-on"
  /** Numbered lines out of order: the old parser stopped at the first gap. */
  | "out-of-sequence"
  /** Up to 0.21.x http_server is read only when listeners.ws exists. */
  | "http-needs-websocket"
  /** 0.22.0 opens WebSocket when the listeners section lacks it. */
  | "websocket-opens"
  /** From 0.23.3 a listeners.ssl section opens WSS on 8086 too. */
  | "wss-opens"
  /** The keys belong into the gateway's own file. */
  | "gateway-file"
  /** The layout written is that of 0.20.0, the oldest this migration knows. */
  | "target-layout"
  // Of other brokers:
  /** Mosquitto and EMQX notice a silent client by a clock of its own, NanoMQ at a tick; `used` is a keepalive in seconds. */
  | "timer-grain"
  /** Without a listener Mosquitto serves this machine alone. */
  | "local-only"
  /** The other broker opens this port although no line says so; written out. */
  | "listener-by-default"
  /** Nobody without a name gets in unless the old file says so; written out. */
  | "anonymous-by-default"
  /** A TLS listener opens secure WebSocket too, which the old file did not; it is kept to this machine at `used`. */
  | "wss-kept-local"
  /** Secure WebSocket needs a TLS listener; one was added at `used`. */
  | "tls-listener-added"
  /** The build needs SQLite. */
  | "sqlite-build"
  /** `used` is the client id written for the bridge, whose default was made of host and name. */
  | "clientid-named"
  /** The bridge spoke a protocol that NanoMQ does not; it is `used` now. */
  | "protocol-raised"
  /** `used` is a file of certificates that stands for a folder, or for those of the system. */
  | "system-certificates"
  /** A bridge without a queue loses messages or kills the broker; `used` is its length. */
  | "queue-added";

interface OfLine {
  /** 1-based line of the old file; 0 where no line stands for it. */
  readonly line: number;
  readonly key: string;
  readonly span: Span | undefined;
}

export interface LostSetting extends OfLine {
  readonly reason: LostReason;
  /** Keys, a version or a word that the reason speaks of. */
  readonly detail: string;
}

export interface MigrationNote extends OfLine {
  readonly code: NoteCode;
  /** What the new file says or the old parser used. */
  readonly used: string;
}

export interface Migration {
  /** The new file. */
  readonly text: string;
  readonly notes: readonly MigrationNote[];
  readonly lost: readonly LostSetting[];
}
