import type { TomlPlace } from "./toml-place.ts";

/** One thing that is wrong with a nanotune.toml; a caller words it. */
export type FactsProblem = TomlPlace &
  (
    | { readonly kind: "syntax"; readonly detail: string }
    /** `found` is what stands where TOML allows something else; "" for the end of the file. */
    | { readonly kind: "unexpected"; readonly found: string }
    | { readonly kind: "unknown-key"; readonly key: string; readonly meant: string | undefined }
    | { readonly kind: "missing-key"; readonly key: string }
    | { readonly kind: "unknown-rule"; readonly rule: string; readonly meant: string | undefined }
    | {
        readonly kind: "value";
        readonly key: string;
        readonly expected: string;
        readonly meant: string | undefined;
      }
  );
