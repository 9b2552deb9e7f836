import type { Span } from "../text/source.ts";

/** A setting as NanoMQ stores it; null is "not set". Lists are those of plain words (`log.to`). */
export type Value = string | number | boolean | null | readonly string[];

/** Where a setting got its value from. */
export type Origin =
  | { readonly kind: "default" }
  | { readonly kind: "file"; readonly span: Span }
  | { readonly kind: "environment"; readonly variable: string }
  | { readonly kind: "flag"; readonly flag: string };

/** Somebody set it. */
export type SetOrigin = Exclude<Origin, { readonly kind: "default" }>;

export type TypeName = "string" | "number" | "boolean" | "null" | "array" | "object";

/** Why NanoMQ takes no notice of what is written. */
export type Ignored =
  /** No release knows such a key there. */
  | { readonly reason: "unknown-key" }
  /** The release has no such key; another has. `renamedTo` is the key that took its place. */
  | {
      readonly reason: "other-release";
      readonly since: string | null;
      readonly until: string | undefined;
      readonly renamedTo: string | undefined;
    }
  | { readonly reason: "wrong-type"; readonly expected: TypeName; readonly found: TypeName }
  /** Numbers have to be above 0. */
  | { readonly reason: "not-positive"; readonly written: number }
  /** None of the words or numbers the key takes. */
  | { readonly reason: "unknown-word"; readonly words: readonly (string | number)[] }
  /** A text that is no size (or, for the HTTP authentication, no time). */
  | { readonly reason: "unreadable"; readonly unit: "s" | "B" }
  /** Another definition of the same key counts. */
  | { readonly reason: "overridden"; readonly by: Span }
  /** Nothing in the broker looks at the value. */
  | { readonly reason: "no-effect" }
  /** Only a build with these options reads it. */
  | { readonly reason: "needs-build"; readonly build: readonly string[] }
  /** The section needs another setting, or both of a pair: `missing` names it. */
  | { readonly reason: "incomplete"; readonly missing: string };

/** Why NanoMQ ends up with another value than the one written. */
export type MisreadReason =
  | "no-unit"
  | "unknown-unit"
  | "first-letter"
  | "seconds-for-milliseconds"
  | "trailing-text"
  | "fraction"
  | "not-a-time"
  | "negative"
  | "overflow"
  | "truncated"
  | "capped"
  | "scaled"
  | "unknown-word";

/** What became of one written value. */
export type Effect =
  | { readonly kind: "used" }
  | ({ readonly kind: "ignored" } & Ignored)
  | {
      readonly kind: "misread";
      readonly reason: MisreadReason;
      readonly written: string;
      readonly value: Value;
    };

export const used: Effect = { kind: "used" };

export const byDefault: Origin = { kind: "default" };

/** How the loader comes to die, or to damage memory, out of a file that it accepts. */
export type LoadHazardCode =
  /** A size whose unit has ten letters or more is written past a buffer. */
  | "size-unit-overflow"
  | "log-without-level"
  | "log-sink-not-text"
  | "jwt-without-keyfile"
  /** A header or user property that is no text. */
  | "pair-not-text"
  | "param-not-text"
  | "request-without-method"
  /** Up to 0.20.8 both times of the HTTP authentication have to be texts. */
  | "http-auth-without-times"
  | "password-list"
  /** A list where sections with names belong. */
  | "sections-in-list"
  | "preset-without-topic"
  /** Up to 0.19.5. */
  | "subscription-without-topic"
  | "hybrid-server-not-text"
  | "rule-without-sql"
  /** A statement that ends where NanoMQ goes on reading: behind WHERE, up to 0.22 behind FROM or without it. */
  | "sql-cut-off"
  | "vin-without-variable";

export interface LoadHazard {
  readonly code: LoadHazardCode;
  /** Absent where the environment is to blame. */
  readonly span: Span | undefined;
  /** The key that is not there, or not usable. */
  readonly missing?: string | undefined;
  /** True where the process was seen to die, false where memory is damaged and luck decides. */
  readonly fatal: boolean;
}
