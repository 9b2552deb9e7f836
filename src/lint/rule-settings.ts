import type { Facts } from "../facts/facts.ts";
import type { RuleSetting } from "./rules/engine.ts";

/** What nanotune.toml changes about rules. */
export function ruleSettingsOf({ rules }: Facts): ReadonlyMap<string, RuleSetting> {
  return new Map([...rules].map(([id, { severity, params }]) => [id, { severity, params }]));
}
