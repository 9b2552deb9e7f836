// Which sections of nanomq.conf decide what a condition answers: a conf that has none of them need not be asked.
import type { ASTNode } from "@marcbachmann/cel-js";
import { COMPLETENESS } from "../touched.ts";
import { childrenOf } from "./normalise.ts";

const views = new Set(["conf", "from", "beaten", "fate", "written", "raw"]);
/** Names of a scope that hold something of the conf, and the sections it is made of. */
const derived: Readonly<Record<string, readonly string[]>> = {
  listeners: ["listeners"],
  bridges: ["bridges"],
  users: ["auth"],
  clients: ["mqtt"],
  fleet: ["mqtt"],
  timer: ["mqtt"],
  complete: [COMPLETENESS],
};

/** Names of top-level sections; what no conf decides has none. Undefined where it may be any. */
export function sectionsRead(node: ASTNode): readonly string[] | undefined {
  if (node.op === "." && node.args[0].op === "id" && views.has(node.args[0].args)) return [node.args[1]];
  if (node.op === "id") return views.has(node.args) ? undefined : (derived[node.args] ?? []);
  const parts = childrenOf(node).map(sectionsRead);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? [...new Set(known.flat())] : undefined;
}
