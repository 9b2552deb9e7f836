// Why a rule says nothing about a file.
import type { Facts } from "../../facts/facts.ts";
import type { Placed } from "../finding/order.ts";
import type { RuleRun } from "./engine.ts";
import { selectRules } from "./presets.ts";
import type { Preset, Rule } from "./rule.ts";

export type Absence =
  /** nanotune.toml switches it off. */
  | { readonly kind: "off" }
  /** It belongs to other presets than the chosen one. */
  | { readonly kind: "preset"; readonly preset: Preset }
  | { readonly kind: "other-release" }
  /** It needs facts that nobody gave, named as in a rule. */
  | { readonly kind: "facts"; readonly facts: readonly string[] }
  /** It looks at files of the host, and nobody did. */
  | { readonly kind: "host-files" }
  /** Other rules say more about the same place. */
  | { readonly kind: "replaced"; readonly by: readonly string[] }
  /** It looked, and what it reports is not there. */
  | { readonly kind: "nothing-found" };

/** What linting a file with every rule came to. */
type Run = Pick<RuleRun, "ran" | "needFacts"> & { readonly findings: readonly Placed[] };

function samePlace({ span }: Placed, other: Placed): boolean {
  return span.file === other.span.file && span.start <= other.span.end && other.span.start <= span.end;
}

/**
 * Why `rule` is not among the findings of `all`.
 * @param alone what it finds where no other rule runs
 */
export function absenceOf(rule: Rule, facts: Facts, all: Run, alone: readonly Placed[]): Absence {
  if (facts.rules.get(rule.id)?.severity === "off") return { kind: "off" };
  if (selectRules([rule], facts).length === 0) return { kind: "preset", preset: facts.preset };
  if (!all.ran.has(rule.id)) {
    const missing = all.needFacts.filter(({ rules }) => rules.includes(rule.id)).map(({ fact }) => fact);
    if (missing.length > 0) return { kind: "facts", facts: [...new Set(missing)] };
    return { kind: rule.list === "host_files" ? "host-files" : "other-release" };
  }
  const by = all.findings.filter((other) => alone.some((finding) => samePlace(finding, other)));
  if (by.length > 0) return { kind: "replaced", by: [...new Set(by.map(({ rule: id }) => id))] };
  return { kind: "nothing-found" };
}
