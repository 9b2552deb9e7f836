import type { Facts } from "../facts/facts.ts";
import { builtInRules } from "../generated/rules.ts";
import type { TimerLimits } from "../timing/timer-limits.ts";
import { ruleSettingsOf } from "./rule-settings.ts";
import { limitsOfRules } from "./rules/limits-of-rules.ts";
import { selectRules } from "./rules/presets.ts";

/** What lint reports about timers with these facts: advice keeps to it. */
export function timerLimitsOf(facts: Facts): TimerLimits {
  return limitsOfRules(selectRules(builtInRules, facts), ruleSettingsOf(facts));
}
