import type { TreeNode } from "../../text/conf/tree.ts";
import { childrenOf, type Load, memberOf } from "../load.ts";
import { used, type Value } from "../value.ts";

/** Whom a rule, or one part of its `and` or `or`, is about. */
export interface Subject {
  /** `ipaddr`, `username`, `clientid`, `and` or `or`. */
  readonly type: string;
  /** A text, the addresses of `ipaddrs`; null of a group, whose parts `groupSubjects` gives. */
  readonly value: Value;
  readonly node: TreeNode;
}

function textList(node: TreeNode): readonly string[] {
  return childrenOf(node).flatMap((element) => (element.kind === "string" ? [element.value] : []));
}

/** Whom a rule is about: the first of these keys that is there and fits; the others are not looked at. */
function subjectOf(rule: TreeNode, keys: readonly string[]): Subject | undefined {
  for (const key of keys) {
    const node = memberOf(rule, key)?.value;
    if (node?.kind === "string" && key !== "ipaddrs") return { type: key, value: node.value, node };
    if (node?.kind === "array" && key === "ipaddrs") return { type: "ipaddr", value: textList(node), node };
  }
  return undefined;
}

function groupOf(rule: TreeNode): Subject | undefined {
  for (const type of ["and", "or"]) {
    const node = memberOf(rule, type)?.value;
    if (node?.kind === "array") return { type, value: null, node };
  }
  return undefined;
}

const SUB_SUBJECTS = ["clientid", "username", "ipaddr", "ipaddrs"];

/** The parts of a group that count, in their order. */
export function groupSubjects(
  group: TreeNode,
): readonly { readonly part: TreeNode; readonly subject: Subject }[] {
  return childrenOf(group).flatMap((part) => {
    const subject = subjectOf(part, SUB_SUBJECTS);
    return subject === undefined ? [] : [{ part, subject }];
  });
}

function readGroup(load: Load, group: Subject, path: string): void {
  const parts = groupSubjects(group.node);
  for (const { part, subject } of parts) {
    load.mark(part, used);
    load.mark(subject.node, used);
  }
  load.setBy(`${path}.(sub_count)`, parts.length, group.node);
}

/** Whom a rule is about; undefined: everybody. */
export function ruleSubject(rule: TreeNode): Subject | undefined {
  return subjectOf(rule, ["ipaddr", "ipaddrs", "username", "clientid"]) ?? groupOf(rule);
}

function readTopics(load: Load, rule: TreeNode, path: string): void {
  const topics = load.section(rule, "topics");
  const elements = topics?.kind === "array" ? topics.elements : [];
  load.setBy(`${path}.topics.(count)`, elements.length, topics ?? rule);
  for (const [index, topic] of elements.entries()) {
    if (topic.kind === "string") load.mark(topic, used);
    else load.ignore(topic, { reason: "wrong-type", expected: "string", found: topic.kind });
    load.setBy(`${path}.topics[${index}]`, topic.kind === "string" ? topic.value : null, topic);
  }
}

const PERMITS = ["allow", "deny"];
const ACTIONS = ["pubsub", "subscribe", "publish"];

/** The word of a key that decides over the whole rule; undefined where it fits none, which drops the rule. */
function decidingWord(
  load: Load,
  rule: TreeNode,
  key: string,
  words: readonly string[],
): string | null | undefined {
  const node = load.section(rule, key);
  if (node?.kind !== "string") return null;
  if (words.includes(node.value)) return node.value;
  load.ignore(node, { reason: "unknown-word", words });
  return undefined;
}

/** Reads one rule; false where NanoMQ drops it without a word. */
export function readAclRule(load: Load, rule: TreeNode, id: number, path: string): boolean {
  const permit = decidingWord(load, rule, "permit", PERMITS);
  const action = decidingWord(load, rule, "action", ACTIONS);
  // A word that fits none is its own trouble and stands at the word.
  if (permit === null) load.ignore(rule, { reason: "incomplete", missing: "permit" });
  if (typeof permit !== "string" || action === undefined) return false;
  load.element(rule, path);
  load.setBy(`${path}.(id)`, id, rule);
  load.setBy(`${path}.permit`, permit, rule);
  load.setBy(`${path}.action`, action ?? "pubsub", rule);
  readTopics(load, rule, path);
  const subject = ruleSubject(rule);
  load.setBy(`${path}.(type)`, subject?.type ?? "none", subject?.node ?? rule);
  if (subject === undefined) return true;
  load.mark(subject.node, used);
  if (subject.type === "and" || subject.type === "or") {
    readGroup(load, subject, path);
    return true;
  }
  load.setBy(`${path}.(value)`, subject.value, subject.node);
  // What is no text has its place in the list, and nothing in it.
  if (subject.node.kind === "array")
    load.setBy(`${path}.(value_count)`, subject.node.elements.length, subject.node);
  return true;
}
