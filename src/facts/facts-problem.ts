import type { TomlPlace } from "./toml-place.ts";

/** Something to type, in both languages. */
export type Expected = Readonly<Record<"en" | "zh", string>>;

/** Why a text is no TOML; a caller words it. */
export type TomlProblem = TomlPlace &
  (
    | { readonly kind: "syntax"; readonly detail: string }
    /** `found` is what stands where TOML allows something else; "" for the end of the file. */
    | { readonly kind: "unexpected"; readonly found: string }
  );

/** What is wrong with the keys and values of a nanotune.toml. */
type ContentProblem = TomlPlace &
  (
    | { readonly kind: "unknown-key"; readonly key: string; readonly meant: string | undefined }
    | { readonly kind: "missing-key"; readonly key: string }
    | { readonly kind: "unknown-rule"; readonly rule: string; readonly meant: string | undefined }
    | {
        readonly kind: "value";
        readonly key: string;
        readonly expected: Expected;
        readonly meant: string | undefined;
      }
  );

/** One thing that is wrong with a nanotune.toml; a caller words it. */
export type FactsProblem = TomlProblem | ContentProblem;
