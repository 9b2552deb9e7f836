import type { Settings } from "../../start/effective.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import type { Note } from "./element.ts";

/** Stands among sections for whether every included file was read. */
export const COMPLETENESS = "(complete)";

function sectionOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}

/** Top-level sections in which anything is other than in a broker that nobody told anything. */
export function touchedSections(
  { origins, beaten, taken }: Settings,
  tree: TreeNode,
  misfits: readonly Note[],
  isComplete: boolean,
): ReadonlySet<string> {
  const written = tree.kind === "object" ? tree.members.map(({ key }) => key) : [];
  const set = [origins, beaten, taken].flatMap((paths) => [...paths.keys()].map(sectionOf));
  const wrong = misfits.map(({ key = "" }) => sectionOf(key));
  return new Set([...written, ...set, ...wrong, ...(isComplete ? [] : [COMPLETENESS])]);
}
