import type { Settings } from "../../start/effective.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import type { Note } from "./element.ts";

/** Stands among sections for whether every included file was read. */
export const COMPLETENESS = "(complete)";

/** The top-level section that a path lies in. */
export function topOf(path: string): string {
  const end = path.search(/[.[]/);
  return end === -1 ? path : path.slice(0, end);
}

/** Top-level sections in which anything is other than in a broker that nobody told anything. */
export function touchedSections(
  { origins, beaten, taken }: Settings,
  tree: TreeNode,
  misfits: readonly Note[],
  isComplete: boolean,
): ReadonlySet<string> {
  const written = tree.kind === "object" ? tree.members.map(({ key }) => key) : [];
  const touched = new Set(written);
  for (const paths of [origins.own(), origins.elements(), beaten, taken])
    for (const [path] of paths) touched.add(topOf(path));
  for (const { key = "" } of misfits) touched.add(topOf(key));
  if (!isComplete) touched.add(COMPLETENESS);
  return touched;
}
