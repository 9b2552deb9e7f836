import type { Facts } from "../facts/facts.ts";
import { onceFor } from "./once.ts";
import type { RuleSettings } from "./rules/rule-settings.ts";

const settingsOf = onceFor(
  (rules: Facts["rules"]): RuleSettings =>
    new Map([...rules].map(([id, { severity, params }]) => [id, { severity, params }])),
);

/** What nanotune.toml changes about rules; the same for all that share it, whatever else is known of each. */
export function ruleSettingsOf({ rules }: Facts): RuleSettings {
  return settingsOf(rules);
}
