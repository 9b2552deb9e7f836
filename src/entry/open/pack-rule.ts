import type { Rule, RulePage } from "../../lint/rules/rule.ts";

/** One rule of a pack; its conditions throw a UsageError where they cost too much. */
export interface PackRule {
  readonly file: string;
  readonly rule: Rule;
  readonly page: RulePage;
}
