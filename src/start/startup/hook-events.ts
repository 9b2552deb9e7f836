// Which events of a webhook are ever told (nanomq/webhook_post.c hook_entry).
import { filterFault } from "../format/mqtt-topic.ts";
import type { Ascent } from "./ascent.ts";
import { isOverAtOnce, requestFault } from "./http-client.ts";
import type { Shortfall, Step } from "./step.ts";

/** The others are read, and nothing in NanoMQ tells them. */
const TOLD: ReadonlySet<string> = new Set(["client_connack", "client_disconnected", "message_publish"]);

/** Where a release says so, the time of each request; elsewhere it is not read. */
const TIME = "webhook.cancel_timeout";

function step(ascent: Ascent, key: string, lacks: Shortfall): Step {
  return { name: "webhook", key, text: ascent.text(key), lacks };
}

/** Why nothing at all is told. */
function silence(ascent: Ascent): Step | undefined {
  const url = ascent.text("webhook.url");
  const fault = url === undefined ? undefined : requestFault(url);
  if (fault !== undefined) return step(ascent, "webhook.url", fault);
  const time = ascent.value(TIME);
  if (typeof time === "number" && ascent.has("webhook-url-read-at-start") && isOverAtOnce(time))
    return step(ascent, TIME, "no-time-to-answer");
  const events = ascent.number("webhook.events.(count)");
  return events === 0 ? step(ascent, "webhook.events", "no-events") : undefined;
}

function eventFault(ascent: Ascent, path: string): Step | undefined {
  const event = ascent.text(`${path}.(event_enum)`) ?? "";
  if (event === "UNKNOWN") return step(ascent, `${path}.event`, "event-unknown");
  if (!TOLD.has(event)) return step(ascent, `${path}.event`, "event-never-fires");
  const topic = `${path}.topic`;
  const filter = event === "message_publish" ? ascent.text(topic) : undefined;
  if (filter === undefined || filterFault(filter) === undefined) return undefined;
  return step(ascent, topic, "filter-never-matches");
}

/** What a webhook that is on never tells. */
export function checkEvents(ascent: Ascent): void {
  if (!ascent.isOn("webhook.enable")) return;
  const silent = silence(ascent);
  if (silent !== undefined) {
    ascent.take(silent);
    return;
  }
  for (const path of ascent.elements("webhook.events")) ascent.take(eventFault(ascent, path));
}
