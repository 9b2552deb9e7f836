import { has } from "../../nanomq/behaviour.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { defaultsBelow, oncePerRelease } from "../defaults.ts";
import { childrenOf, type Load, membersOf } from "../load.ts";
import { byDefault, used } from "../value.ts";
import { readPairs } from "./pairs.ts";
import { readTls } from "./tls.ts";
import { readMappings } from "./topics.ts";

const PATTERN = "bridges.mqtt.*";

const bridgeDefaults = oncePerRelease(function* (version) {
  yield* defaultsBelow(PATTERN, version);
  yield ["(quic_congestion_control)", 0];
  yield ["enable", true];
  yield* defaultsBelow(`${PATTERN}.ssl`, version, "ssl.");
  for (const flag of ["enable", "(ca_loaded)", "(cert_loaded)", "(key_loaded)"]) yield [`ssl.${flag}`, false];
  if (has(version, "bridge-tcp-options")) yield ["tcp.enable", false];
  yield* defaultsBelow(`${PATTERN}.will`, version, "will.");
  yield ["will.(flag)", false];
  yield ["conn_properties", null];
  if (has(version, "hybrid-servers")) yield ["hybrid_servers.(count)", 0];
});

/** Socket options of the dialer: the section replaces all of them, those it does not name become 0. */
function readTcp(load: Load, node: TreeNode, path: string): void {
  if (!load.has("bridge-tcp-options")) return;
  const tcp = load.section(node, "tcp");
  if (tcp === undefined) return;
  load.setBy(`${path}.tcp.enable`, true, tcp);
  load.reset(`${PATTERN}.tcp`, `${path}.tcp`);
  load.read(tcp, `${PATTERN}.tcp`, `${path}.tcp`);
  for (const option of ["nodelay", "keepalive", "quickack"]) {
    const on = load.values.get(`${path}.tcp.${option}`) === true;
    const origin = load.origins.get(`${path}.tcp.${option}`) ?? byDefault;
    load.set(`${path}.tcp.${option}`, on ? 1 : 0, origin);
  }
}

function readProperties(
  load: Load,
  parent: TreeNode,
  name: string,
  at: { pattern: string; path: string },
): boolean {
  const properties = load.section(parent, name);
  if (properties === undefined) return false;
  const pattern = `${at.pattern}.${name}`;
  const path = `${at.path}.${name}`;
  load.reset(pattern, path);
  load.read(properties, pattern, path);
  load.set(`${path}.user_property.(count)`, 0, byDefault);
  readPairs(load, load.section(properties, "user_property"), `${path}.user_property`);
  return true;
}

/** A will needs both its topic and its payload. */
function readWill(load: Load, node: TreeNode, path: string): void {
  const will = load.section(node, "will");
  load.read(will, `${PATTERN}.will`, `${path}.will`);
  const complete =
    load.values.get(`${path}.will.topic`) !== null && load.values.get(`${path}.will.payload`) !== null;
  if (will === undefined || !complete) return;
  load.setBy(`${path}.will.(flag)`, true, will);
  readProperties(load, will, "properties", { pattern: `${PATTERN}.will`, path: `${path}.will` });
}

function readHybridServers(load: Load, node: TreeNode, path: string): void {
  if (!load.has("hybrid-servers")) return;
  const servers = load.section(node, "hybrid_servers");
  const entries = childrenOf(servers);
  for (const [index, server] of entries.entries()) {
    if (server.kind !== "string") {
      load.crash("hybrid-server-not-text", server.span);
      continue;
    }
    load.mark(server, used);
    load.setBy(`${path}.hybrid_servers[${index}]`, server.value, server);
  }
  load.setBy(`${path}.hybrid_servers.(count)`, entries.length, servers ?? node);
}

function readBridge(load: Load, name: string, node: TreeNode, path: string): void {
  load.element(node, path, bridgeDefaults);
  load.setBy(`${path}.(name)`, name, node);
  load.read(node, PATTERN, path);
  readTls(load, load.section(node, "ssl"), `${PATTERN}.ssl`, `${path}.ssl`);
  readTcp(load, node, path);
  const at = { pattern: PATTERN, path };
  if (readProperties(load, node, "conn_properties", at)) load.values.delete(`${path}.conn_properties`);
  readWill(load, node, path);
  readMappings(load, node, "forwards", at);
  readMappings(load, node, "subscription", at);
  readProperties(load, node, "sub_properties", at);
  readHybridServers(load, node, path);
}

function readCache(load: Load, cache: TreeNode): void {
  load.mark(cache, used);
  load.setBy("bridges.mqtt.cache.enable", true, cache);
  load.read(cache, "bridges.mqtt.cache");
}

/** Every child of `bridges.mqtt` is a bridge of that name, scalars too; one called cache is the cache. */
function readMqttBridges(load: Load, bridges: TreeNode | undefined): void {
  const mqtt = load.section(bridges, "mqtt");
  if (mqtt === undefined) return;
  if (mqtt.kind === "array") load.crash("sections-in-list", mqtt.span);
  let count = 0;
  for (const { key, value } of membersOf(mqtt)) {
    if (key === "cache") {
      readCache(load, value);
      continue;
    }
    readBridge(load, key, value, `bridges.mqtt[${count}]`);
    count += 1;
  }
  load.setBy("bridges.mqtt.(count)", count, mqtt);
  if (count > 0) load.setBy("bridges.(bridge_mode)", true, mqtt);
}

const nngDefaults = (kind: "pub" | "sub") =>
  oncePerRelease(function* (version) {
    yield ["(name)", null];
    yield* defaultsBelow(`bridges.nng.${kind}.*`, version);
  });
const nodeDefaults = { pub: nngDefaults("pub"), sub: nngDefaults("sub") };

function readNng(load: Load, nng: TreeNode | undefined, kind: "pub" | "sub"): void {
  const nodes = load.section(nng, kind);
  if (nodes === undefined) return;
  if (nodes.kind === "array") load.crash("sections-in-list", nodes.span);
  const pattern = `bridges.nng.${kind}.*`;
  const list = kind === "pub" ? "forwards" : "subscription";
  const members = membersOf(nodes);
  for (const [index, { key, value }] of members.entries()) {
    const path = `bridges.nng.${kind}[${index}]`;
    load.mark(value, used);
    load.open(path, nodeDefaults[kind]);
    load.setBy(`${path}.(name)`, key, value);
    load.read(value, pattern, path);
    const entries = childrenOf(load.section(value, list));
    for (const [at, entry] of entries.entries()) {
      load.mark(entry, used);
      load.read(entry, `${pattern}.${list}[]`, `${path}.${list}[${at}]`);
    }
    load.setBy(`${path}.${list}.(count)`, entries.length, value);
  }
  load.setBy(`bridges.nng.${kind}.(count)`, members.length, nodes);
  if (members.length > 0) load.setBy(`bridges.nng.${kind}.(enable)`, true, nodes);
}

export function readBridges(load: Load, root: TreeNode): void {
  const bridges = load.section(root, "bridges");
  readMqttBridges(load, bridges);
  if (!load.has("nng-bridges")) return;
  const nng = load.section(bridges, "nng");
  readNng(load, nng, "sub");
  readNng(load, nng, "pub");
}
