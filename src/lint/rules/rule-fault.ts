import type { TomlProblem } from "../../facts/facts-problem.ts";
import type { ConditionFault } from "./cel/condition-fault.ts";

/** What does not exist. */
export type MissingName = "list" | "setting" | "fact" | "rule";

/** What is wrong with a rule as a whole. */
export type WholeFault = "fate-without-at" | "no-condition" | "no-bad-example" | "no-good-example";

/** What a value of a rule file may break; `form` stands for all that no keyword names. */
export type SchemaRule = "required" | "type" | "enum" | "pattern" | "minimum" | "empty" | "form";

/** Why a rule file does not load; a caller words it. `key` is the key it stands under, "" for the file itself. */
export type RuleFault =
  | { readonly kind: "toml"; readonly problem: TomlProblem }
  | { readonly kind: "unknown-key"; readonly key: string; readonly name: string }
  /** `limit` is what the schema asks for: names, a type, a pattern, a number. */
  | { readonly kind: "schema"; readonly key: string; readonly rule: SchemaRule; readonly limit: string }
  | { readonly kind: "no-such"; readonly what: MissingName; readonly key: string; readonly name: string }
  | { readonly kind: "condition"; readonly key: string; readonly fault: ConditionFault }
  | { readonly kind: "type"; readonly key: string; readonly is: string; readonly wanted: string }
  | { readonly kind: "one-language"; readonly placeholder: string }
  | { readonly kind: "no-argument"; readonly placeholder: string }
  | { readonly kind: WholeFault };

/** Where and why a rule file does not load; `line` and `column` count from 1. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly fault: RuleFault;
  /** The name that was probably meant. */
  readonly meant?: string | undefined;
}
