import type { Settings } from "../../start/effective.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import type { Note } from "./element.ts";

/** Stands among sections for whether every included file was read. */
export const COMPLETENESS = "(complete)";

function sectionOf(path: string): string {
  const end = path.search(/[.[]/);
  return end === -1 ? path : path.slice(0, end);
}

/** Settings of a section stand one behind the other, a thousand rules of an access list among them. */
function addSections(sections: Set<string>, paths: Iterable<string>): void {
  let last: string | undefined;
  for (const path of paths) {
    if (last !== undefined && path.startsWith(last) && ".[".includes(path.charAt(last.length))) continue;
    last = sectionOf(path);
    sections.add(last);
  }
}

/** Top-level sections in which anything is other than in a broker that nobody told anything. */
export function touchedSections(
  { origins, beaten, taken }: Settings,
  tree: TreeNode,
  misfits: readonly Note[],
  isComplete: boolean,
): ReadonlySet<string> {
  const sections = new Set(tree.kind === "object" ? tree.members.map(({ key }) => key) : []);
  for (const set of [origins, beaten, taken]) addSections(sections, set.keys());
  addSections(
    sections,
    misfits.map(({ key = "" }) => key),
  );
  if (!isComplete) sections.add(COMPLETENESS);
  return sections;
}
