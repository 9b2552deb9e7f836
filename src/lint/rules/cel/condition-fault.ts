/** What a pattern of matches() may not be. */
export type PatternFault =
  | "unbalanced"
  | "too-deep"
  | "repetition"
  | "nothing-to-repeat"
  | "group"
  | "open-group"
  | "open-class"
  | "end-escape"
  | "unknown-escape"
  | "too-long";

/** What CEL has and rule conditions have not. */
export type Unsupported = "bytes" | "optionals" | "operator";

/** Why a condition is refused; a caller words it. */
export type ConditionFault =
  | { readonly kind: "no-such-key"; readonly name: string }
  | { readonly kind: "pattern-not-literal" }
  /** `at` counts the pattern's characters from 1. */
  | { readonly kind: "pattern"; readonly why: PatternFault; readonly pattern: string; readonly at: number }
  | { readonly kind: "section"; readonly path: string }
  | { readonly kind: "nested-macros"; readonly most: number }
  | { readonly kind: "has-path" }
  | { readonly kind: "unknown-function"; readonly name: string }
  | { readonly kind: "unsupported"; readonly what: Unsupported; readonly name?: string }
  /** cel-js's own code and words. */
  | { readonly kind: "cel"; readonly code: string | undefined; readonly message: string };
