import { resolveVersion } from "../../../src/nanomq/releases.ts";
import type { NanomqVersion } from "../../../src/nanomq/version.ts";
import { readConf } from "../../../src/text/conf/read-conf.ts";
import type { TreeNode } from "../../../src/text/conf/tree.ts";

export function versionOf(text: string): NanomqVersion {
  const resolved = resolveVersion(text);
  if (resolved === undefined) throw new Error(`no version: ${text}`);
  return resolved.version;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export function plain(node: TreeNode | undefined): Plain {
  switch (node?.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
    case "array":
      return node.elements.map(plain);
    case "string":
    case "number":
    case "boolean":
      return node.value;
    case "null":
    case undefined:
      return null;
  }
}

/** What NanoMQ's parser of that version makes of a conf. */
export function readBack(
  text: string,
  nanomq: NanomqVersion,
): { readonly accepted: boolean; readonly tree: Plain; readonly problems: readonly string[] } {
  const reading = readConf({ text }, nanomq);
  return {
    accepted: reading.outcome === "accept" && !reading.recovered,
    tree: plain(reading.tree),
    problems: reading.problems.map(({ code }) => code),
  };
}

export function at(tree: Plain, path: string): Plain | undefined {
  return path.split("/").reduce<Plain | undefined>((node, key) => {
    if (typeof node !== "object" || node === null) return undefined;
    return Object.entries(node).find(([name]) => name === key)?.[1];
  }, tree);
}
