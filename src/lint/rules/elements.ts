// Lists of things a conf holds several of.
import type { TreeNode } from "../../text/conf/tree.ts";
import { isScope, type Scope } from "./cel/value.ts";
import type { Element } from "./context.ts";
import { locate, plainValue } from "./locate.ts";

function membersAt(root: TreeNode, path: string) {
  const node = locate(root, path);
  return node?.exact === true && node.node.kind === "object" ? node.node.members : [];
}

function elementAt(path: string, node: TreeNode, extra: Scope, root: TreeNode): Element {
  const value = { ...extra, path, written: plainValue(node) };
  return { value, key: path, span: locate(root, path)?.span ?? node.span };
}

const listenerSettings = new Set(["bind", "enable", "port"]);

/** Every listener section: `listeners.tcp` itself, and named ones inside (`listeners.tcp.default`). */
export function listeners(root: TreeNode): readonly Element[] {
  return membersAt(root, "listeners").flatMap(({ key, value }) => listenersOfKind(root, key, value));
}

function listenersOfKind(root: TreeNode, kind: string, section: TreeNode): readonly Element[] {
  if (section.kind !== "object") return [];
  const path = `listeners.${kind}`;
  const named = section.members
    .filter(({ value }) => value.kind === "object")
    .map(({ key, value }) => elementAt(`${path}.${key}`, value, listenerFacts(kind, key, value), root));
  const isPlain = named.length === 0 || section.members.some(({ key }) => listenerSettings.has(key));
  return isPlain ? [elementAt(path, section, listenerFacts(kind, "", section), root), ...named] : named;
}

function listenerFacts(kind: string, name: string, section: TreeNode): Scope {
  const written = plainValue(section);
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

/** Every session of `preset.session`, whose name `cache` is no session. */
export function presetSessions(root: TreeNode): readonly Element[] {
  return membersAt(root, "preset.session")
    .filter(({ key }) => key.toLowerCase() !== "cache")
    .map(({ key, value }) => elementAt(`preset.session.${key}`, value, { name: key }, root));
}

/** Every setting of a listener, one by one, with the listener it belongs to. */
export function listenerKeys(root: TreeNode): readonly Element[] {
  return listeners(root).flatMap(({ key: path, value }) => {
    if (path === undefined) return [];
    return membersAt(root, path)
      .filter((member) => member.value.kind !== "object")
      .map((member) => {
        const facts = { kind: value["kind"] ?? "", listener: path, name: member.key };
        return elementAt(`${path}.${member.key}`, member.value, facts, root);
      });
  });
}

const requestNames = new Set(["auth_req", "super_req", "acl_req"]);

/** The HTTP requests NanoMQ asks its authentication server with. */
export function httpRequests(root: TreeNode): readonly Element[] {
  return membersAt(root, "auth.http_auth")
    .filter(({ key }) => requestNames.has(key))
    .map(({ key, value }) => elementAt(`auth.http_auth.${key}`, value, { name: key }, root));
}

/** Every rule of `bridges.mqtt.<name>.forwards` or `.subscription`. */
export function bridgeTopics(root: TreeNode, key: "forwards" | "subscription"): readonly Element[] {
  return bridges(root).flatMap((bridge) => {
    const path = `${bridge.key}.${key}`;
    const found = locate(root, path);
    if (found?.exact !== true || found.node.kind !== "array") return [];
    const facts = { bridge: bridge.value["name"] ?? "" };
    return found.node.elements.map((node, index) =>
      elementAt(`${path}.${index}`, node, { ...facts, index }, root),
    );
  });
}
