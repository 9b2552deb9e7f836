import { has } from "../../nanomq/behaviour.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { oncePerRelease } from "../defaults.ts";
import { childrenOf, type Load, memberOf } from "../load.ts";
import { type Ignored, used } from "../value.ts";

/** Fields of a mapping as NanoMQ keeps them; only some can be set, which ones depends on the list and the release. */
const mappingDefaults = (list: "forwards" | "subscription") =>
  oncePerRelease(function* (version) {
    const affixes = has(version, "mappings-have-affixes");
    yield ["qos", affixes && list === "forwards" ? 3 : 0];
    if (has(version, "mappings-have-retain")) yield ["retain", 2];
    for (const field of affixes ? ["prefix", "suffix"] : []) yield [field, null];
    for (const field of ["retain_as_published", "retain_handling", "stream_id"]) yield [field, 0];
  });
const defaultsOf = {
  forwards: mappingDefaults("forwards"),
  subscription: mappingDefaults("subscription"),
};

/** 0.19 keeps less. */
const topicDefaults = oncePerRelease(() => [
  ["qos", 0],
  ["stream_id", 0],
]);

function textOf(entry: TreeNode, key: string): string | undefined {
  const node = memberOf(entry, key)?.value;
  return node?.kind === "string" ? node.value : undefined;
}

type Verdict = "keep" | "drop" | "stop";

/** Entries need both topics; a wildcard in a prefix or suffix ends the list. */
function verdictOn(load: Load, entry: TreeNode): Verdict {
  const wild = (key: string): boolean => /[+#]/.test(textOf(entry, key) ?? "");
  if (load.has("mappings-have-affixes") && (wild("suffix") || wild("prefix"))) return "stop";
  const complete = textOf(entry, "remote_topic") !== undefined && textOf(entry, "local_topic") !== undefined;
  return complete ? "keep" : "drop";
}

/** 0.22.0 and 0.22.1 put node-wide texts around both topics of a forward. */
function decorate(load: Load, node: TreeNode, path: string): void {
  for (const side of ["remote", "local"]) {
    const topic = load.values.get(`${path}.${side}_topic`);
    const whole = `${textOf(node, `prefix_${side}`) ?? ""}${String(topic)}${textOf(node, `suffix_${side}`) ?? ""}`;
    if (whole !== topic) load.setBy(`${path}.${side}_topic`, whole, node);
  }
}

function skip(load: Load, entry: TreeNode, verdict: Verdict): void {
  const missing = textOf(entry, "remote_topic") === undefined ? "remote_topic" : "local_topic";
  const why: Ignored =
    verdict === "drop" ? { reason: "incomplete", missing } : { reason: "incomplete", missing: "prefix" };
  load.ignore(entry, why);
}

/** 0.19: what is no text is passed over without a word. */
function readTexts(load: Load, entries: readonly TreeNode[], list: string): number {
  let count = 0;
  for (const entry of entries) {
    if (entry.kind !== "string") {
      load.ignore(entry, { reason: "wrong-type", expected: "string", found: entry.kind });
      continue;
    }
    load.mark(entry, used);
    load.setBy(`${list}[${count}]`, entry.value, entry);
    count += 1;
  }
  return count;
}

/** 0.19: the length of the topic is asked for without a look whether there is one. */
function readTopics(load: Load, entries: readonly TreeNode[], pattern: string, list: string): number {
  for (const [index, entry] of entries.entries()) {
    if (textOf(entry, "topic") === undefined) load.crash("subscription-without-topic", entry.span, "topic");
    const path = `${list}[${index}]`;
    load.element(entry, path, topicDefaults);
    load.read(entry, `${pattern}[]`, path);
  }
  return entries.length;
}

/** Reads the topic mappings of a bridge, `forwards` or `subscription`. */
export function readMappings(
  load: Load,
  node: TreeNode,
  list: "forwards" | "subscription",
  bridge: { readonly pattern: string; readonly path: string },
): void {
  const mappings = load.section(node, list);
  if (load.has("text-mappings")) {
    const [pattern, path] = [`${bridge.pattern}.${list}`, `${bridge.path}.${list}`];
    const entries = childrenOf(mappings);
    const read =
      list === "forwards" ? readTexts(load, entries, path) : readTopics(load, entries, pattern, path);
    load.setBy(`${path}.(count)`, read, mappings ?? node);
    return;
  }
  let count = 0;
  let stopped = false;
  for (const entry of childrenOf(mappings)) {
    const verdict: Verdict = stopped ? "stop" : verdictOn(load, entry);
    stopped = verdict === "stop";
    if (verdict !== "keep") {
      skip(load, entry, verdict);
      continue;
    }
    const path = `${bridge.path}.${list}[${count}]`;
    load.element(entry, path, defaultsOf[list]);
    load.read(entry, `${bridge.pattern}.${list}[]`, path);
    if (list === "forwards" && load.has("bridge-affixes")) decorate(load, node, path);
    count += 1;
  }
  load.setBy(`${bridge.path}.${list}.(count)`, count, mappings ?? node);
}
