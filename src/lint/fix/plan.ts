// From the fix plan of a rule to a proposal.

import type { TreeNode } from "../../text/conf/tree.ts";
import { namesOf } from "../../text/edit/members.ts";
import { nothingWanted } from "../../text/edit/wanted.ts";
import type { FindingArgs, Proposal } from "../finding/finding.ts";
import { fill } from "../rules/page.ts";
import type { FixPlan } from "../rules/rule.ts";

/** What a rule plans, in the names of the conf; `at` leads from the rule's paths to those of the element it looks at. */
export function proposalOf(
  plan: FixPlan,
  args: FindingArgs,
  root: TreeNode,
  at: (path: string) => string,
): Proposal {
  const set = Object.entries(plan.set).map(([path, value]) => {
    return [namesOf(root, at(path)), fill(value, args)] as const;
  });
  const lines = set.map(([path, value]) => `${path.at(-1)} = ${value}`);
  const text = plan.text === undefined ? lines.join(", ") : fill(plan.text, args);
  const remove = plan.remove.map((path) => namesOf(root, at(path)));
  return { ...nothingWanted, set, remove, text, safety: plan.safety };
}
