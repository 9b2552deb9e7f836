// Lists of things a conf holds several of.
import type { TreeNode } from "../syntax/tree.ts";
import { isScope, type Scope } from "./cel/value.ts";
import type { Element } from "./context.ts";
import { locate, valueOf } from "./locate.ts";

function membersAt(root: TreeNode, path: string) {
  const node = locate(root, path);
  return node?.exact === true && node.node.kind === "object" ? node.node.members : [];
}

function elementAt(path: string, node: TreeNode, extra: Scope, root: TreeNode): Element {
  const value = { ...extra, path, written: valueOf(node) };
  return { value, key: path, span: locate(root, path)?.span ?? node.span };
}

const listenerSettings = new Set(["bind", "enable", "port"]);

/** Every listener section: `listeners.tcp` itself, and named ones inside (`listeners.tcp.default`). */
export function listeners(root: TreeNode): readonly Element[] {
  return membersAt(root, "listeners").flatMap(({ key: kind, value: section }) => {
    if (section.kind !== "object") return [];
    const path = `listeners.${kind}`;
    const named = section.members
      .filter(({ value }) => value.kind === "object")
      .map(({ key, value }) => elementAt(`${path}.${key}`, value, listenerFacts(kind, key, value), root));
    const isPlain = named.length === 0 || section.members.some(({ key }) => listenerSettings.has(key));
    return [...(isPlain ? [elementAt(path, section, listenerFacts(kind, "", section), root)] : []), ...named];
  });
}

function listenerFacts(kind: string, name: string, section: TreeNode): Scope {
  const written = valueOf(section);
  const bind = isScope(written) ? written["bind"] : undefined;
  return { kind, name, ...(typeof bind === "string" ? { bind } : {}) };
}

const notBridges = new Set(["cache", "nodes"]);

/** Every `bridges.mqtt.<name>`. */
export function bridges(root: TreeNode): readonly Element[] {
  return membersAt(root, "bridges.mqtt")
    .filter(({ key, value }) => value.kind === "object" && !notBridges.has(key))
    .map(({ key, value }) => elementAt(`bridges.mqtt.${key}`, value, { name: key }, root));
}

/** Every element of `auth.acl.rules`, in the order NanoMQ asks them. */
export function aclRules(root: TreeNode): readonly Element[] {
  const rules = locate(root, "auth.acl.rules");
  if (rules?.exact !== true || rules.node.kind !== "array") return [];
  return rules.node.elements.map((node, index) =>
    elementAt(`auth.acl.rules.${index}`, node, { index }, root),
  );
}

/** Every entry of `auth.password`. */
export function users(root: TreeNode): readonly Element[] {
  return membersAt(root, "auth.password").map(({ key, value }) =>
    elementAt(`auth.password.${key}`, value, { name: key }, root),
  );
}
