import type { Span } from "../source.ts";

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
  | "unreadable-value";

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
  | "target-layout";

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
