import type { TreeNode } from "../../text/conf/tree.ts";
import { oncePerRelease } from "../defaults.ts";
import { childrenOf, type Load, memberOf } from "../load.ts";
import { used } from "../value.ts";
import { readPairs } from "./pairs.ts";
import { readTls } from "./tls.ts";

const EVENTS: ReadonlySet<string> = new Set(
  [
    ..."client_connect client_connack client_connected client_disconnected client_subscribe".split(" "),
    ..."client_unsubscribe session_subscribed session_unsubscribed session_terminated".split(" "),
    ..."message_publish message_delivered message_acked".split(" "),
  ].map((event) => `on_${event}`),
);

const eventDefaults = oncePerRelease(() => [["topic", null]]);

/** An entry without an event counts as the first of the enumeration. */
function readEvent(load: Load, entry: TreeNode, path: string): void {
  load.element(entry, path, eventDefaults);
  load.readAt(entry, "webhook.events[].topic", `${path}.topic`);
  const event = memberOf(entry, "event")?.value;
  if (event?.kind !== "string") {
    load.setBy(`${path}.event`, null, entry);
    load.setBy(`${path}.(event_enum)`, "client_connect", entry);
    return;
  }
  const word = event.value.toLowerCase();
  const known = EVENTS.has(word);
  load.mark(event, known ? used : { kind: "ignored", reason: "unknown-word", words: [...EVENTS] });
  load.setBy(`${path}.event`, event.value, event);
  load.setBy(`${path}.(event_enum)`, known ? word.slice("on_".length) : "UNKNOWN", event);
}

export function readWebhook(load: Load, root: TreeNode): void {
  const webhook = load.section(root, "webhook");
  if (webhook === undefined) return;
  load.setBy("webhook.enable", true, webhook);
  load.read(webhook, "webhook");
  load.read(load.section(webhook, "body"), "webhook.body");
  readPairs(load, load.section(webhook, "headers"), "webhook.headers");
  readTls(load, load.section(webhook, "ssl"), "webhook.ssl");
  const events = load.section(webhook, "events");
  const entries = childrenOf(events);
  for (const [index, entry] of entries.entries()) readEvent(load, entry, `webhook.events[${index}]`);
  load.setBy("webhook.events.(count)", entries.length, events ?? webhook);
}
