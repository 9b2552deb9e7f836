import { type TimerLimits, timerLimits } from "../../timing/timer-limits.ts";
import type { Rule } from "./rule.ts";
import type { RuleSettings } from "./rule-settings.ts";

/** What the rules about the timer go by in a run of these rules. */
export function limitsOfRules(rules: readonly Rule[], settings: RuleSettings): TimerLimits {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return timerLimits((id) => {
    const rule = byId.get(id);
    const { severity, params } = settings.get(id) ?? {};
    return rule === undefined || severity === "off" ? undefined : { ...rule.params, ...params };
  });
}
