import type { Severity } from "../finding/finding.ts";
import type { Scope } from "./cel/value.ts";

/** What a user changed about a rule. */
export interface RuleSetting {
  readonly severity?: Severity | "off" | undefined;
  readonly params?: Scope | undefined;
}

export type RuleSettings = ReadonlyMap<string, RuleSetting>;
