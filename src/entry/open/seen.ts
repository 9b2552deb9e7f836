// A broker of one release, and what lint finds of it: for what compares releases.
import { defectRows } from "../../generated/defects.ts";
import { builtInRules } from "../../generated/rules.ts";
import type { Finding } from "../../lint/finding/finding.ts";
import { lintConf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import type { Run } from "../../start/run.ts";

export interface Seen {
  readonly run: Run;
  readonly input: LintInput;
}

/** All that lint finds: what somebody chose not to hear of bites all the same. */
export function foundIn(input: LintInput, rules: readonly Rule[] | undefined): readonly Finding[] {
  return lintConf({ ...input, rules, suppressions: false }).findings;
}

const told = new Set(defectRows.map(({ rule }) => rule));
/** The rules that defects are known by, alone: none is silenced by one that says more about the same place. */
export const defectRules: readonly Rule[] = builtInRules.filter(({ id }) => told.has(id));
