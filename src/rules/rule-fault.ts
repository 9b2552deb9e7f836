import type { FactsProblem } from "../facts/facts-problem.ts";
import type { ConditionFault } from "./cel/condition-fault.ts";

/** What does not exist. */
export type MissingName = "list" | "setting" | "fact" | "check";

/** Why a rule file does not load; a caller words it. `key` is the key it stands under, "" for the file itself. */
export type RuleFault =
  | { readonly kind: "toml"; readonly problem: FactsProblem }
  | { readonly kind: "unknown-key"; readonly key: string; readonly name: string }
  /** ajv's keyword with its parameters. */
  | {
      readonly kind: "schema";
      readonly key: string;
      readonly keyword: string;
      readonly params: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "no-such"; readonly what: MissingName; readonly key: string; readonly name: string }
  | { readonly kind: "condition"; readonly key: string; readonly fault: ConditionFault }
  | { readonly kind: "type"; readonly key: string; readonly is: string; readonly wanted: string }
  | { readonly kind: "one-language"; readonly placeholder: string }
  | { readonly kind: "no-argument"; readonly placeholder: string }
  | { readonly kind: "check-and-when" | "no-condition" | "no-bad-example" | "no-good-example" };

/** Where and why a rule file does not load; `line` and `column` count from 1. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly fault: RuleFault;
  /** The name that was probably meant. */
  readonly meant?: string | undefined;
}
