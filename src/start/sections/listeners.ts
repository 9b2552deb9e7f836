import type { TreeNode } from "../../text/conf/tree.ts";
import { defaultsBelow, oncePerRelease } from "../defaults.ts";
import { childrenOf, type Load, memberOf, membersOf } from "../load.ts";
import { readTls } from "./tls.ts";

function hasBind(node: TreeNode): boolean {
  return memberOf(node, "bind")?.value.kind === "string";
}

const namedDefaults = (kind: "tcp" | "ssl") =>
  oncePerRelease(function* (version) {
    yield* defaultsBelow(`listeners.${kind}.*`, version);
    yield ["enable", false];
  });
const defaultsOf = { tcp: namedDefaults("tcp"), ssl: namedDefaults("ssl") };

/** Child sections with an address are listeners of their own; others are passed over without a word. */
function readNamed(load: Load, node: TreeNode, kind: "tcp" | "ssl"): void {
  let count = 0;
  for (const child of childrenOf(node)) {
    if (!hasBind(child)) {
      const isOther = child.kind !== "object" || load.effects.has(child);
      if (!isOther) load.ignore(child, { reason: "incomplete", missing: "bind" });
      continue;
    }
    const pattern = `listeners.${kind}.*`;
    const path = `listeners.${kind}.(list)[${count}]`;
    load.element(child, path, defaultsOf[kind]);
    if (kind === "ssl") readTls(load, child, pattern, path);
    else load.read(child, pattern, path);
    count += 1;
  }
  load.setBy(`listeners.${kind}.(list_count)`, count, node);
}

function readTcp(load: Load, listeners: TreeNode): void {
  const tcp = load.section(listeners, "tcp");
  if (load.has("listeners-close-tcp") && (tcp === undefined || load.has("named-listeners")))
    load.setBy("listeners.tcp.enable", false, listeners);
  if (tcp === undefined) return;
  load.read(tcp, "listeners.tcp");
  if (!load.has("named-listeners")) return;
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
  if (load.has("listeners-without-ws-end-reading")) return false;
  load.setBy("listeners.ws.enable", !load.has("named-listeners"), listeners);
  return true;
}

/** False where an old release stops reading here, `http_server` included: `listeners` without `ws`. */
export function readListeners(load: Load, root: TreeNode): boolean {
  const listeners = load.section(root, "listeners");
  if (listeners === undefined) return true;
  readTcp(load, listeners);
  if (!readWs(load, listeners)) return false;
  load.read(load.section(listeners, "wss"), "listeners.wss");
  if (load.has("secure-websocket-switch")) load.setBy("listeners.wss.enable", true, listeners);
  return true;
}

export function readTlsListener(load: Load, root: TreeNode): void {
  const ssl = load.section(load.section(root, "listeners"), "ssl");
  if (ssl === undefined) return;
  if (!load.has("named-listeners")) {
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
