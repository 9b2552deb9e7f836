import type { TreeNode } from "../../text/conf/tree.ts";
import { childrenOf, type Load, memberOf, membersOf } from "../load.ts";
import { byDefault, used } from "../value.ts";
import { readTls } from "./tls.ts";

/** Named listeners came with 0.22.2, were gone in 0.22.3 and 0.22.4, and are there since. */
export function hasNamedListeners(load: Load): boolean {
  return load.since("0.22.2") && !load.within("0.22.3", "0.22.4");
}

function hasBind(node: TreeNode): boolean {
  return memberOf(node, "bind")?.value.kind === "string";
}

/** Child sections with an address are listeners of their own; others are passed over without a word. */
function readNamed(load: Load, node: TreeNode, kind: "tcp" | "ssl"): void {
  let count = 0;
  for (const child of childrenOf(node)) {
    if (!hasBind(child)) {
      if (child.kind === "object") load.ignore(child, { reason: "incomplete", missing: "bind" });
      continue;
    }
    const pattern = `listeners.${kind}.*`;
    const path = `listeners.${kind}.(list)[${count}]`;
    load.mark(child, used);
    load.defaults(pattern, path);
    load.set(`${path}.enable`, false, byDefault);
    if (kind === "ssl") readTls(load, child, pattern, path);
    else load.read(child, pattern, path);
    count += 1;
  }
  load.setBy(`listeners.${kind}.(list_count)`, count, node);
}

function readTcp(load: Load, listeners: TreeNode): void {
  const tcp = load.section(listeners, "tcp");
  if (load.since("0.21") && (tcp === undefined || hasNamedListeners(load)))
    load.setBy("listeners.tcp.enable", false, listeners);
  if (tcp === undefined) return;
  load.read(tcp, "listeners.tcp");
  if (!hasNamedListeners(load)) return;
  // The switch is read and then overwritten.
  load.setBy("listeners.tcp.enable", true, tcp);
  const enable = memberOf(tcp, "enable")?.value;
  if (enable !== undefined && enable.kind === "boolean" && !enable.value)
    load.ignore(enable, { reason: "no-effect" });
  readNamed(load, tcp, "tcp");
}

function readWs(load: Load, listeners: TreeNode): boolean {
  const ws = load.section(listeners, "ws");
  if (ws !== undefined) {
    load.setBy("listeners.ws.enable", true, ws);
    load.read(ws, "listeners.ws");
    return true;
  }
  if (load.within("0.0", "0.21.11")) return false;
  load.setBy("listeners.ws.enable", !hasNamedListeners(load), listeners);
  return true;
}

/** False where an old release stops reading here, `http_server` included: `listeners` without `ws`. */
export function readListeners(load: Load, root: TreeNode): boolean {
  const listeners = load.section(root, "listeners");
  if (listeners === undefined) return true;
  readTcp(load, listeners);
  if (!readWs(load, listeners)) return false;
  load.read(load.section(listeners, "wss"), "listeners.wss");
  if (load.since("0.23.3")) load.setBy("listeners.wss.enable", true, listeners);
  return true;
}

export function readTlsListener(load: Load, root: TreeNode): void {
  const ssl = load.section(load.section(root, "listeners"), "ssl");
  if (ssl === undefined) return;
  if (!hasNamedListeners(load)) {
    readTls(load, ssl, "listeners.ssl");
    return;
  }
  load.readAt(ssl, "listeners.ssl.bind", "listeners.ssl.bind");
  if (load.values.get("listeners.ssl.bind") === null) passOver(load, ssl);
  else readTls(load, ssl, "listeners.ssl");
  readNamed(load, ssl, "ssl");
}

function passOver(load: Load, ssl: TreeNode): void {
  for (const { value } of membersOf(ssl)) {
    if (value.kind !== "object") load.ignore(value, { reason: "incomplete", missing: "listeners.ssl.bind" });
  }
}
