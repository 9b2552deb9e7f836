import type { Facts } from "../facts/facts.ts";
import { onceFor } from "./once.ts";
import type { RuleSettings } from "./rules/rulebook.ts";

/** What nanotune.toml changes about rules. */
export const ruleSettingsOf: (facts: Facts) => RuleSettings = onceFor(
  ({ rules }: Facts) => new Map([...rules].map(([id, { severity, params }]) => [id, { severity, params }])),
);
