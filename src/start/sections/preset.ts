import type { TreeNode } from "../../text/conf/tree.ts";
import { defaultsBelow, oncePerRelease } from "../defaults.ts";
import { childrenOf, type Load, memberOf, membersOf } from "../load.ts";

const topicDefaults = oncePerRelease(function* (version) {
  for (const name of ["remote_topic", "local_topic", "prefix", "suffix"]) yield [name, null];
  yield* defaultsBelow("preset.session.*.topic[]", version);
});

const sessionDefaults = oncePerRelease(function* (version) {
  yield ["(name)", null];
  yield* defaultsBelow("preset.session.*", version);
});

function readTopic(load: Load, topic: TreeNode, path: string): void {
  load.element(topic, path, topicDefaults);
  load.read(topic, "preset.session.*.topic[]", path);
  if (memberOf(topic, "remote_topic")?.value.kind !== "string")
    load.crash("preset-without-topic", topic.span, "remote_topic");
}

function readSession(load: Load, name: string, session: TreeNode, path: string): void {
  load.element(session, path, sessionDefaults);
  load.setBy(`${path}.(name)`, name, session);
  load.read(session, "preset.session.*", path);
  const topics = load.section(session, "topic");
  const entries = childrenOf(topics);
  for (const [index, topic] of entries.entries()) readTopic(load, topic, `${path}.topic[${index}]`);
  load.setBy(`${path}.topic.(count)`, entries.length, topics ?? session);
}

export function readPreset(load: Load, root: TreeNode): void {
  if (!load.has("preset-sessions")) return;
  const sessions = load.section(load.section(root, "preset"), "session");
  if (sessions === undefined) return;
  if (sessions.kind === "array") load.crash("sections-in-list", sessions.span);
  const named = membersOf(sessions).filter(({ key }) => key.toLowerCase() !== "cache");
  for (const [index, { key, value }] of named.entries())
    readSession(load, key, value, `preset.session[${index}]`);
  load.setBy("preset.session.(count)", named.length, sessions);
}
