import { hasLeaf, put } from "./conf-tree.ts";
import type { Draft } from "./draft.ts";

/** Of 10 kB by default, so that what happened before a problem is soon gone: here as in NanoMQ's own example. */
export function addRotation(draft: Draft): void {
  const wanted = { size: "10MB", count: "5" };
  for (const [key, text] of Object.entries(wanted)) {
    const path = ["log", "rotation", key];
    if (!hasLeaf(draft.root, path)) put(draft.root, path, { kind: "leaf", text, comments: [] });
  }
}
