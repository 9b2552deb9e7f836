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

const chosen = onceFor((_all: readonly Rule[]) =>
  onceFor((_settings: Facts["rules"]) => new Map<Preset, readonly Rule[]>()),
);

/** The rules a user runs: those of the preset, and those nanotune.toml gives a severity. */
export function selectRules(
  rules: readonly Rule[],
  { preset, rules: settings }: Pick<Facts, "preset" | "rules">,
): readonly Rule[] {
  const byPreset = chosen(rules)(settings);
  const known = byPreset.get(preset);
  if (known !== undefined) return known;
  const selected = rules.filter(
    ({ id, presets }) =>
      presets.some((one) => included[preset].includes(one)) || settings.get(id)?.severity !== undefined,
  );
  byPreset.set(preset, selected);
  return selected;
}
