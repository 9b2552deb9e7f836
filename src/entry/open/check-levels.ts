import { checkPackRules, isHostCheck } from "../../facts/check-facts.ts";
import type { Facts } from "../../facts/facts.ts";
import type { FactsProblem } from "../../facts/facts-problem.ts";
import { checksById } from "../../preflight/codes.ts";

/** Checks of `preflight` that `[rules]` of a nanotune.toml sets and that do not exist, or have no such parameter. */
export function checkLevelProblems(source: string, { rules }: Facts): readonly FactsProblem[] {
  const set = new Map([...rules].filter(([id]) => isHostCheck(id)));
  if (set.size === 0) return [];
  return checkPackRules(source, set, new Map([...checksById.keys()].map((id) => [id, {}])));
}
