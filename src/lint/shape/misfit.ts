import type { BorrowedName } from "../../nanomq/borrowed-names.ts";
import type { Effect, TypeName, Value } from "../../start/value.ts";
import type { Span } from "../../text/source.ts";

/** Facts of a misfit by code. One code is one kind of fact, worded by one rule `schema/<code>`. */
export type MisfitFacts =
  /** No release knows the key there; `suggestions` are keys of this level that may be meant, best first. */
  | {
      readonly code: "unknown-key";
      readonly suggestions: readonly string[];
      /** Whose name it is, where it is known to come from elsewhere; `meant` and `saidBy` as {@link BorrowedName} has them. */
      readonly borrowedFrom?: BorrowedName["from"] | undefined;
      readonly meant?: string | undefined;
      readonly saidBy?: string | undefined;
    }
  /** The key belongs into one of these sections ("mqtt"); here NanoMQ passes it over. */
  | { readonly code: "misplaced-key"; readonly levels: readonly string[] }
  /** Another release knows the key; `since` is null where only side branches do. */
  | {
      readonly code: "other-release";
      readonly since: string | null;
      readonly until: string | undefined;
      readonly renamedTo: string | undefined;
    }
  /** Only builds with these options look at it. */
  | { readonly code: "needs-build"; readonly build: readonly string[] }
  | { readonly code: "wrong-type"; readonly expected: TypeName; readonly found: TypeName }
  /** A number where a time with its unit belongs: ignored. */
  | { readonly code: "time-as-number"; readonly written: string; readonly meant: string }
  /** A text NanoMQ gets no time out of and stores as 0. */
  | {
      readonly code: "time-read-as-zero";
      readonly written: string;
      readonly reason: "no-unit" | "unknown-unit" | "fraction" | "not-a-time" | "negative";
    }
  /** A text that is no time; the setting stays as it is. */
  | { readonly code: "time-unreadable"; readonly written: string }
  /** "500ms": only the m counts. */
  | { readonly code: "milliseconds-as-minutes"; readonly written: string; readonly value: Value }
  /** "90s" of a time in milliseconds, up to 0.24.8: 90 ms. */
  | { readonly code: "seconds-for-milliseconds"; readonly written: string; readonly value: Value }
  /** "1h30m": what follows the first unit letter is dropped. */
  | { readonly code: "time-cut-short"; readonly written: string; readonly value: Value }
  | { readonly code: "size-unreadable"; readonly written: string }
  /** None of the words or numbers the key takes; `value` is what NanoMQ has instead, if it replaces it. */
  | {
      readonly code: "not-a-choice";
      readonly written: string;
      readonly words: readonly (string | number)[];
      readonly value: Value | undefined;
      /** The word that is most likely meant. */
      readonly suggestions: readonly string[];
    }
  /** 0 and negative numbers are passed over. */
  | { readonly code: "not-positive"; readonly written: string }
  /** Too large, or negative, for the field it is stored in. */
  | { readonly code: "value-wraps"; readonly written: string; readonly value: Value }
  | { readonly code: "fraction-dropped"; readonly written: string; readonly value: Value }
  | { readonly code: "value-capped"; readonly written: string; readonly value: Value }
  /** NanoMQ takes it as it is, but it makes no sense there. */
  | {
      readonly code: "out-of-range";
      readonly written: string;
      readonly minimum: number | undefined;
      readonly maximum: number | undefined;
    }
  /** Another definition of the same key counts. */
  | { readonly code: "overridden"; readonly by: Span }
  /** Read, but nothing in the broker looks at it. */
  | { readonly code: "no-effect" }
  /** Passed over because `missing` is not there or not usable. */
  | { readonly code: "incomplete"; readonly missing: string }
  /** 0.19.0 to 0.21.1 take the keepalive multiplier times 1000. */
  | { readonly code: "multiplier-scaled"; readonly written: string; readonly value: Value };

export type MisfitCode = MisfitFacts["code"];

/** One written thing that NanoMQ does not take as it was meant. */
export type Misfit = MisfitFacts & {
  /** Path as written: `bridges.mqtt.emqx.keepalive`. */
  readonly path: string;
  /** The key of the surface, `bridges.mqtt.*.keepalive`; absent where there is none. */
  readonly pattern: string | undefined;
  /** What to underline: the key, or the value where the value is the trouble. */
  readonly span: Span;
  /** Keyword of the JSON Schema that the value does not fit, if one says so. */
  readonly keyword: string | undefined;
  /** What NanoMQ does with it. */
  readonly effect: Effect;
  /** What the broker has for this setting in the end, and its unit; absent where it is no setting. */
  readonly inEffect: Value | undefined;
  readonly unit: string | undefined;
};
