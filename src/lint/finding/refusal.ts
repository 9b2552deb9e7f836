import type { Outcome } from "../../start/run.ts";

/** Why a proposal is not written. */
export type Refusal =
  /** The release does not read the file as a whole: its text comes first. */
  | { readonly code: "broken-text" }
  /** No way to write it makes NanoMQ read it. */
  | { readonly code: "no-way" }
  /** It stands in a file that may not be edited. */
  | { readonly code: "other-file"; readonly file: string }
  /** It may stand in an included file that nobody here sees. */
  | { readonly code: "unseen"; readonly file: string }
  | { readonly code: "in-force" }
  | { readonly code: "not-read"; readonly key: string }
  | { readonly code: "stays" }
  /** A variable or option makes the setting, whatever the conf says. */
  | { readonly code: "given"; readonly by: string }
  | { readonly code: "brings"; readonly rule: string }
  | { readonly code: "worse"; readonly outcome: Outcome }
  | { readonly code: "moves"; readonly key: string };
