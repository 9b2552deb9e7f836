import type { Message } from "../mailbox.ts";
import { type ApiBroker, code, done, type Reply, refused } from "./reply.ts";

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [],
  );
}

function textIn(members: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = members.get(name);
  return typeof value === "string" ? value : undefined;
}

/** `topic`, or `topics` with commas between; undefined where the broker takes the request for wrong. */
function messagesIn(request: ReadonlyMap<string, unknown>): readonly Message[] | undefined {
  const topic = textIn(request, "topic");
  const topics = topic === undefined ? textIn(request, "topics")?.split(",").filter(Boolean) : [topic];
  const payload = textIn(request, "payload");
  if (topics === undefined || payload === undefined) return undefined;
  const asked = request.get("qos");
  const qos = asked === 1 || asked === 2 ? asked : 0;
  const retain = request.get("retain") === true;
  const bytes = textIn(request, "encoding") === "base64" ? Buffer.from(payload, "base64") : payload;
  return topics.map((one) => ({ topic: one, payload: bytes, qos, retain }));
}

function publish(broker: ApiBroker, request: unknown): number {
  const messages = messagesIn(membersOf(request));
  if (messages === undefined) return code.parameter;
  for (const message of messages) broker.publish(message);
  return code.success;
}

function publishAll(broker: ApiBroker, requests: readonly unknown[]): Reply {
  const data = requests.map((request) => {
    const members = membersOf(request);
    const topic = textIn(members, "topics") ?? textIn(members, "topic") ?? "";
    return { topic, code: publish(broker, request) };
  });
  return { status: 200, body: { data, code: code.success } };
}

/** Sections other than `basic` change stored numbers in NanoMQ and nothing else; here not even those. */
export function change(broker: ApiBroker, text: string, path: readonly string[]): Reply {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refused(400, code.json);
  }
  const where = path.join("/");
  const isBatch = where === "mqtt/publish_batch";
  if (typeof body !== "object" || body === null || Array.isArray(body) !== isBatch)
    return refused(400, code.json);
  if (Array.isArray(body)) return publishAll(broker, body);
  if (where === "mqtt/publish") return { status: 200, body: { code: publish(broker, body) } };
  const data = membersOf(body).get("data");
  if (where === "reload") broker.running.change(data);
  else if (path[0] === "configuration" && path.length <= 2)
    broker.running.change(membersOf(data).get("basic"));
  else return refused(404, code.unknown);
  broker.changed();
  return done;
}
