import type { Condition } from "./cel/runtime.ts";
import type { Rule } from "./rule.ts";

/** Conditions of a group of rules; made when the first of them is asked. */
export type ConditionsOf = () => readonly Condition[];

/** A built-in rule as it is stored, without what is empty and what most rules have alike. */
export interface RuleRow extends Partial<Omit<Rule, "id" | "severity" | "when" | "args">> {
  readonly id: Rule["id"];
  readonly severity: Rule["severity"];
  /** Where its conditions begin among those of its group. */
  readonly first?: number;
  /** True where the first condition is `when`; the others are the arguments. */
  readonly asks?: boolean;
  readonly args?: readonly string[];
}

/** Rules of one area that look at the same list: what a conf without that section never asks for. */
export function groupOf({ id, list = "" }: Pick<Rule, "id" | "list">): string {
  return `${id.slice(0, id.indexOf("/"))} ${list}`;
}

const made = new Map<string, readonly Condition[]>();

/** Stands for a condition until it is asked. */
function lazily(group: string, conditionsOf: ConditionsOf, at: number): Condition {
  return (scope) => {
    const conditions = made.get(group) ?? conditionsOf();
    made.set(group, conditions);
    const condition = conditions[at];
    if (condition === undefined) throw new RangeError(`no condition ${at} of ${group}`);
    return condition(scope);
  };
}

const noConditions: ConditionsOf = () => [];
const noList: readonly never[] = [];
const nothing = {};
const recommended: Rule["presets"] = ["recommended"];

/** Every rule with the same fields in the same order, whatever its row leaves out. */
export function ruleOfRow(row: RuleRow, groups: Readonly<Record<string, ConditionsOf>>): Rule {
  const { first = 0, asks = false, args: names = noList } = row;
  const group = groupOf(row);
  const conditionsOf = groups[group] ?? noConditions;
  const args: Record<string, Condition> = {};
  for (const [at, name] of names.entries())
    args[name] = lazily(group, conditionsOf, first + Number(asks) + at);
  return {
    id: row.id,
    severity: row.severity,
    presets: row.presets ?? recommended,
    versions: row.versions ?? nothing,
    list: row.list,
    variable: row.variable,
    when: asks ? lazily(group, conditionsOf, first) : undefined,
    reads: row.reads,
    codes: row.codes,
    at: row.at,
    target: row.target,
    related: row.related ?? nothing,
    params: row.params ?? nothing,
    args,
    requires: row.requires ?? noList,
    replay: row.replay,
    replaces: row.replaces ?? noList,
    fix: row.fix,
    evidence: row.evidence ?? noList,
  };
}
