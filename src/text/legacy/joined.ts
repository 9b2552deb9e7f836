/** Old lines that only together make one setting of the new file. */

import { has } from "../../nanomq/behaviour.ts";
import { type Path, put, sectionAt } from "../migrate/conf-tree.ts";
import { text as asText, confKey, parseJsonObject, quoted } from "../migrate/convert.ts";
import { carry, lose } from "../migrate/draft.ts";
import { type LegacyDraft, type LegacyEntry, oldValue } from "./draft.ts";

/** `auth.N.login` and `auth.N.password` become `login = "password"`. */
export function joinAccounts(draft: LegacyDraft): void {
  const numbers = new Set<number>();
  for (const key of draft.entries.keys()) {
    const number = /^auth\.([1-9]\d{0,5})\.(?:login|password)$/.exec(key)?.[1];
    if (number !== undefined) numbers.add(Number(number));
  }
  for (const number of [...numbers].sort((a, b) => a - b)) joinAccount(draft, number);
}

function joinAccount(draft: LegacyDraft, number: number): void {
  const login = draft.entries.get(`auth.${number}.login`);
  const password = draft.entries.get(`auth.${number}.password`);
  if (login === undefined || password === undefined) {
    const half = login ?? password;
    const missing = `auth.${number}.${login === undefined ? "login" : "password"}`;
    if (half !== undefined) lose(draft, half.setting, "incomplete-entry", missing);
    return;
  }
  const name = login.setting.value;
  // Quotes do not always keep a dot in a key from making sections.
  const dotSplits = name.includes(".") && !has(draft.nanomq, "quotes-protect-dots");
  if (confKey(name) === undefined || dotSplits) {
    lose(draft, login.setting, "unreadable-key");
  } else if (sectionAt(draft.root, ["auth", "password"])?.children.has(name) === true) {
    lose(draft, login.setting, "overridden");
  } else {
    const comments = [...login.comments, ...password.comments];
    carry(draft, { setting: password.setting, comments }, ["auth", "password", name], asText);
  }
}

const RULE = /^web\.hook\.rule\.(client|session|message)\.([^.]+)\.\d+$/;

/** `web.hook.rule.client.connack.1={"action": …, "topic": …}`: object and verb come from the key. */
export function joinWebhookEvents(draft: LegacyDraft): void {
  let position = 0;
  for (const [key, entry] of draft.entries) {
    const [, object, verb] = RULE.exec(key) ?? [];
    if (object === undefined || verb === undefined) {
      if (key.startsWith("web.hook.rule.")) lose(draft, entry.setting, "unknown-key");
      continue;
    }
    position += 1;
    putEvent(draft, entry, `on_${object}_${verb}`, position);
  }
}

function putEvent(draft: LegacyDraft, entry: LegacyEntry, event: string, position: number): void {
  const spec = parseJsonObject(entry.setting.value);
  const name = quoted(event);
  if (spec === undefined || name === undefined) {
    lose(draft, entry.setting, "not-json");
    return;
  }
  const topic = typeof spec["topic"] === "string" ? quoted(spec["topic"]) : undefined;
  if (spec["topic"] !== undefined && topic === undefined) {
    lose(draft, entry.setting, "unreadable-value");
    return;
  }
  const text = topic === undefined ? `{ event = ${name} }` : `{ event = ${name}, topic = ${topic} }`;
  put(draft.root, ["webhook", "events", position], { kind: "leaf", text, comments: entry.comments });
}

/** `aws.bridge.mqtt.NAME.host` and `.port` become `server = "host:port"`. */
export function joinAwsServers(draft: LegacyDraft): void {
  for (const [key, entry] of draft.entries) {
    const [, name, item] = /^aws\.bridge\.mqtt\.([^.]+)\.(host|port)$/.exec(key) ?? [];
    if (name === undefined) continue;
    const prefix = `aws.bridge.mqtt.${name}`;
    if (item === "host") {
      const port = Number.parseInt(oldValue(draft, `${prefix}.port`) ?? "1883", 10) || 0;
      const server = { ...entry.setting, value: `${entry.setting.value}:${port}` };
      carry(draft, { setting: server, comments: entry.comments }, ["bridges", "aws", name, "server"], asText);
    } else if (!draft.entries.has(`${prefix}.host`)) {
      lose(draft, entry.setting, "incomplete-entry", `${prefix}.host`);
    }
  }
}

const TOPICS = /^(aws\.)?bridge\.mqtt\.([^.]+)\.(?:forwards|subscription\.([1-9]\d{0,5})\.topic)$/;

/** Topics of the first releases, alike on both sides: `forwards=a,b`, and the one `topic` of a subscription. */
export function joinOldTopics(draft: LegacyDraft): void {
  for (const [key, entry] of draft.entries) {
    const [, aws, name, number] = TOPICS.exec(key) ?? [];
    if (name === undefined) continue;
    const bridge = ["bridges", aws === undefined ? "mqtt" : "aws", name];
    if (number === undefined) {
      const topics = entry.setting.value.split(",").map((topic) => topic.trim());
      for (const [at, topic] of topics.filter((one) => one !== "").entries()) {
        putTopic(draft, entry, [...bridge, "forwards", at + 1], { local: topic });
      }
    } else {
      putTopic(draft, entry, [...bridge, "subscription", Number(number)], { remote: entry.setting.value });
    }
  }
}

/** The side without a topic keeps that of the other. */
function putTopic(
  draft: LegacyDraft,
  entry: LegacyEntry,
  path: Path,
  { local = "", remote = "" }: { readonly local?: string; readonly remote?: string },
): void {
  const as = (value: string): LegacyEntry => ({ setting: { ...entry.setting, value }, comments: [] });
  carry(draft, { ...as(remote), comments: entry.comments }, [...path, "remote_topic"], asText);
  carry(draft, as(local), [...path, "local_topic"], asText);
}

/** One old database name serves every rule of its engine; each rule has a connection of its own now. */
export function joinDatabases(draft: LegacyDraft): void {
  for (const engine of ["mysql", "postgresql", "timescaledb"]) {
    const entry = draft.entries.get(`rule.${engine}.name`);
    if (entry === undefined) continue;
    const nodes = [...(sectionAt(draft.root, ["rules", engine])?.children.keys() ?? [])];
    if (nodes.length === 0) lose(draft, entry.setting, "incomplete-section", `rule.${engine}.1.host`);
    for (const node of nodes) {
      carry(draft, entry, ["rules", engine, node, "conn", "database"], asText);
    }
  }
}
