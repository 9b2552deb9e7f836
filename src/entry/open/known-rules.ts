import { rulePageOf } from "../../generated/rule-page-of.ts";
import { builtInRules } from "../../generated/rules.ts";
import type { ListedRule } from "../../report/rule/rule-list.ts";
import type { Session } from "../cli/session.ts";
import { packsOf } from "./lint-input.ts";
import type { Project } from "./project.ts";

/** Every built-in rule with its words. */
export function builtInListed(): readonly ListedRule[] {
  return builtInRules.flatMap((rule) => {
    const page = rulePageOf(rule.id);
    return page === undefined ? [] : [{ rule, page }];
  });
}

/** The built-in rules, then those of the project's packs. @throws UsageError where a pack does not load */
export async function knownRules(project: Project, session: Session): Promise<readonly ListedRule[]> {
  return [...builtInListed(), ...(await packsOf(project, session))];
}
