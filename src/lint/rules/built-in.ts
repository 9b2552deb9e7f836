import { once } from "../once.ts";
import type { Condition } from "./cel/runtime.ts";
import type { Rule, RuleTelling } from "./rule.ts";

/** Conditions of a group of rules; made when the first of them is asked. */
export type ConditionsOf = () => readonly Condition[];

/** A built-in rule as it is stored, without what is empty and what most rules have alike. */
export interface RuleRow extends Partial<Omit<Rule, "id" | "severity" | "when" | "tells">> {
  readonly id: Rule["id"];
  readonly severity: Rule["severity"];
  /** Where its conditions begin among those of its group. */
  readonly first?: number;
  /** True where the first condition is `when`; the others are the arguments. */
  readonly asks?: boolean;
}

/** What the rule tells where it found something, stored apart: few do. */
export interface TellingRow extends Partial<Omit<RuleTelling, "args">> {
  readonly args?: readonly string[];
}

/** Rules of one area that look at the same list: what a conf without that section never asks for. */
export function groupOf({ id, list = "" }: Pick<Rule, "id" | "list">): string {
  return `${id.slice(0, id.indexOf("/"))} ${list}`;
}

type Groups = Readonly<Record<string, ConditionsOf>>;

const made = new Map<string, readonly Condition[]>();

/** The condition `at` places behind the first one of a rule; it is made when it is asked. */
function conditionOf(row: RuleRow, groups: Groups, at: number): Condition {
  return (scope) => {
    const group = groupOf(row);
    const conditions = made.get(group) ?? groups[group]?.() ?? [];
    made.set(group, conditions);
    const condition = conditions[(row.first ?? 0) + at];
    if (condition === undefined) throw new RangeError(`no condition ${at} of ${row.id}`);
    return condition(scope);
  };
}

const noList: readonly never[] = [];
const nothing = {};
const recommended: Rule["presets"] = ["recommended"];

function tellingOf(row: RuleRow, text: string, groups: Groups): RuleTelling {
  const told: TellingRow = JSON.parse(text);
  const {
    args: names = noList,
    covers = noList,
    related = nothing,
    evidence = noList,
    target,
    replay,
    fix,
  } = told;
  const firstArg = Number(row.asks ?? false);
  const args = names.map((name, at) => [name, conditionOf(row, groups, firstArg + at)] as const);
  return { target, covers, related, args: Object.fromEntries(args), replay, fix, evidence };
}

/**
 * Every rule with the same fields in the same order, whatever its row leaves out.
 *
 * @param telling its {@link TellingRow} as JSON
 */
export function ruleOfRow(row: RuleRow, telling: string, groups: Groups): Rule {
  return {
    id: row.id,
    severity: row.severity,
    presets: row.presets ?? recommended,
    versions: row.versions ?? nothing,
    list: row.list,
    variable: row.variable,
    when: row.asks === true ? conditionOf(row, groups, 0) : undefined,
    reads: row.reads,
    codes: row.codes,
    at: row.at,
    params: row.params ?? nothing,
    requires: row.requires ?? noList,
    replaces: row.replaces ?? noList,
    tells: once(() => tellingOf(row, telling, groups)),
  };
}
