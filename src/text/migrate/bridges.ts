// Bridges of another broker as those of NanoMQ.
import { keySince } from "../../nanomq/key-since.ts";
import { isSince } from "../../nanomq/version.ts";
import type { Path } from "./conf-tree.ts";
import { quoted } from "./convert.ts";
import { type Draft, lose, note, type OldSetting, putText } from "./draft.ts";

/** A topic that is carried over, as the two sides call it. */
export interface WantedTopic {
  readonly list: "forwards" | "subscription";
  /** Its name where the messages come from. */
  readonly from: string;
  /** Its name at the other side; "": the same. */
  readonly to: string;
  /** In front of the name where that is the same otherwise. */
  readonly prefix: string;
  readonly qos: string;
  readonly line: OldSetting;
}

export interface WantedBridge {
  readonly name: string;
  readonly line: OldSetting;
  /** Host and port: `cloud.example.org:8883`. */
  readonly server: string;
  readonly protocol: "4" | "5";
  readonly clientid: string;
  readonly keepalive: string;
  readonly cleanStart: boolean;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Undefined: without TLS. */
  readonly tls: Readonly<Record<string, string>> | undefined;
  readonly topics: readonly WantedTopic[];
}

/** As in NanoMQ's own example. */
const QUEUE_LENGTH = "512";

/** A name that a section can have. */
function sectionName(name: string): string {
  const plain = name.replaceAll(/[^\w-]/g, "-");
  return /^[A-Za-z]/.test(plain) ? plain : `b-${plain}`;
}

function topicText({ list, from, to, prefix, qos }: WantedTopic): string | undefined {
  const isOut = list === "forwards";
  const local = quoted(isOut ? from : to);
  const remote = quoted(isOut ? to : from);
  const before = quoted(prefix);
  if (local === undefined || remote === undefined || before === undefined) return undefined;
  const more = prefix === "" ? "" : `, prefix = ${before}`;
  return `{ remote_topic = ${remote}, local_topic = ${local}${more}, qos = ${qos} }`;
}

function putTopics(draft: Draft, topics: readonly WantedTopic[], path: Path): void {
  const counts = { forwards: 0, subscription: 0 };
  for (const topic of topics) {
    const { list, line, prefix } = topic;
    const since = keySince(`bridges.mqtt.*.${list}[].prefix`);
    const text = topicText(topic);
    if (prefix !== "" && since !== undefined && !isSince(draft.nanomq, since)) {
      lose(draft, line, "not-in-version", since);
    } else if (text === undefined) {
      lose(draft, line, "backslash");
    } else {
      counts[list] += 1;
      putText(draft, [...path, list, counts[list]], text);
    }
  }
}

/** Writes what the other broker does without being told, too: here other defaults would hold. */
export function addBridge(draft: Draft, bridge: WantedBridge): void {
  const { line, tls, server, cleanStart } = bridge;
  const path: Path = ["bridges", "mqtt", sectionName(bridge.name)];
  const write = (key: string, text: string | undefined) => {
    if (text === undefined) lose(draft, line, "backslash", key);
    else putText(draft, [...path, key], text);
  };
  write("server", quoted(`${tls === undefined ? "mqtt-tcp" : "tls+mqtt-tcp"}://${server}`));
  write("proto_ver", bridge.protocol);
  write("clientid", quoted(bridge.clientid));
  write("keepalive", bridge.keepalive);
  write("clean_start", String(cleanStart));
  if (bridge.username !== undefined) write("username", quoted(bridge.username));
  if (bridge.password !== undefined) write("password", quoted(bridge.password));
  for (const [key, text] of Object.entries(tls ?? {})) putText(draft, [...path, "ssl", key], text);
  putTopics(draft, bridge.topics, path);
  write("max_send_queue_len", QUEUE_LENGTH);
  note(draft, "queue-added", line, QUEUE_LENGTH);
}
