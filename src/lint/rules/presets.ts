import type { Facts } from "../../facts/facts.ts";
import { onceFor } from "../once.ts";
import type { Preset, Rule } from "./rule.ts";

/** `strict` and `edge` add to the recommended rules; `security` looks at nothing else. */
const included: Readonly<Record<Preset, readonly Preset[]>> = {
  recommended: ["recommended"],
  strict: ["recommended", "strict"],
  security: ["security"],
  edge: ["recommended", "edge"],
};

const chosen = onceFor((rules: readonly Rule[]) =>
  onceFor((facts: Pick<Facts, "preset" | "rules">) =>
    rules.filter(
      ({ id, presets }) =>
        presets.some((preset) => included[facts.preset].includes(preset)) ||
        facts.rules.get(id)?.severity !== undefined,
    ),
  ),
);

/** The rules a user runs: those of the preset, and those nanotune.toml gives a severity. */
export function selectRules(rules: readonly Rule[], facts: Pick<Facts, "preset" | "rules">): readonly Rule[] {
  return chosen(rules)(facts);
}
