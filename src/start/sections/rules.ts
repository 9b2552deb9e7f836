import type { TreeNode } from "../../text/conf/tree.ts";
import { defaultsBelow, oncePerRelease } from "../defaults.ts";
import { childrenOf, type Load, memberOf } from "../load.ts";
import { isCutOff, topicOfSql } from "./rule-sql.ts";

const OPTION_SQLITE = 1;
const OPTION_REPUB = 8;

type Target = "sqlite" | "repub";

function sqlOf(rule: TreeNode): string | undefined {
  const sql = memberOf(rule, "sql")?.value;
  return sql?.kind === "string" ? sql.value : undefined;
}

const defaultsOf = (target: Target) =>
  oncePerRelease((version) => defaultsBelow(`rules.${target}.rules[]`, version));
const ruleDefaults = { sqlite: defaultsOf("sqlite"), repub: defaultsOf("repub") };

/** Reads one rule. Without usable SQL its fields land in the rule before it, and without one the process dies. */
function readRule(load: Load, rule: TreeNode, target: Target, count: number): number {
  const sql = sqlOf(rule);
  const topic = sql === undefined ? undefined : topicOfSql(sql);
  const total = topic === undefined ? count : count + 1;
  if (total === 0) {
    load.crash("rule-without-sql", rule.span, "sql");
    return 0;
  }
  if (sql !== undefined && isCutOff(sql, load.has("sql-needs-from")))
    load.crash("sql-cut-off", memberOf(rule, "sql")?.value.span ?? rule.span);
  const pattern = `rules.${target}.rules[]`;
  const path = `rules[${total - 1}]`;
  if (topic === undefined) {
    load.element(rule, path);
    load.reset(pattern, path);
  } else load.element(rule, path, ruleDefaults[target]);
  load.read(rule, pattern, path);
  load.setBy(`${path}.(type)`, target, rule);
  load.setBy(`${path}.sql`, sql ?? null, rule);
  load.setBy(`${path}.(enabled)`, true, rule);
  if (topic !== undefined) load.setBy(`${path}.(topic)`, topic, rule);
  return total;
}

/** The rule engine, with SQLite; the other data bases are in no official build. */
export function readRules(load: Load, root: TreeNode): void {
  const rules = load.section(root, "rules");
  let count = 0;
  let options = 0;
  for (const target of ["sqlite", "repub"] as const) {
    const node = load.section(rules, target);
    if (node === undefined) continue;
    options |= target === "sqlite" ? OPTION_SQLITE : OPTION_REPUB;
    load.read(node, `rules.${target}`);
    for (const rule of childrenOf(load.section(node, "rules"))) count = readRule(load, rule, target, count);
    load.setBy("rules.(option_bits)", options, node);
    load.setBy("rules.(count)", count, node);
  }
}
