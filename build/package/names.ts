import type { NodeBuild } from "../nodes.ts";

/** Of the executable for Linux. */
export function singleName(arch: NodeBuild["arch"]): string {
  return `nanotune-linux-${arch}`;
}
