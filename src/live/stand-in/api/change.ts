import { has } from "../../../nanomq/behaviour.ts";
import type { Message } from "../mailbox.ts";
import { managing } from "./manage.ts";
import { type ApiBroker, code, done, type Reply, refused } from "./reply.ts";
import { membersOf, type Names, type Route } from "./route.ts";

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

function publishOne(broker: ApiBroker, _names: Names, request: unknown): Reply {
  return { status: 200, body: { code: publish(broker, request) } };
}

function publishAll(broker: ApiBroker, _names: Names, requests: unknown): Reply {
  const data = (Array.isArray(requests) ? requests : []).map((request: unknown) => {
    const members = membersOf(request);
    const topic = textIn(members, "topics") ?? textIn(members, "topic") ?? "";
    return { topic, code: publish(broker, request) };
  });
  return { status: 200, body: { data, code: code.success } };
}

function changed(broker: ApiBroker, data: unknown): Reply {
  broker.running.change(data);
  broker.changed();
  return done;
}

/** Sections other than `basic` change stored values in NanoMQ and nothing else; here not even those. */
function configure(broker: ApiBroker, [, section]: Names, data: unknown): Reply {
  const isBasic = section === undefined || section === "basic";
  return changed(broker, isBasic ? membersOf(data).get("basic") : undefined);
}

const dataOf = (body: unknown) => membersOf(body).get("data");

const routes: readonly Route[] = [
  { method: "POST", path: "mqtt/publish", takes: "object", run: publishOne },
  { method: "POST", path: "mqtt/publish_batch", takes: "list", run: publishAll },
  {
    method: "POST",
    path: "reload",
    takes: "object",
    run: (broker, _, body) => changed(broker, dataOf(body)),
  },
  ...["configuration", "configuration/:section"].map(
    (path): Route => ({
      method: "POST",
      path,
      takes: "object",
      run: (broker, names, body) => configure(broker, names, dataOf(body)),
    }),
  ),
  ...managing,
];

function isAt({ path, method, only }: Route, asked: Asked, { version }: ApiBroker): boolean {
  const wanted = path.split("/");
  return (
    method === asked.method &&
    (only === undefined || has(version, only)) &&
    wanted.length === asked.path.length &&
    wanted.every((name, at) => name.startsWith(":") || name === asked.path[at])
  );
}

/** Undefined where the text is not what the request has to bring. */
function bodyOf(text: string, { takes }: Route): unknown {
  if (takes === "nothing") return {};
  try {
    const body: unknown = JSON.parse(text);
    const fits = typeof body === "object" && body !== null && Array.isArray(body) === (takes === "list");
    return fits ? body : undefined;
  } catch {
    return undefined;
  }
}

/** A request that is no GET. */
interface Asked {
  readonly method: string | undefined;
  readonly path: Names;
  readonly text: string;
}

export function change(broker: ApiBroker, asked: Asked): Reply {
  const route = routes.find((one) => isAt(one, asked, broker));
  if (route === undefined) return refused(404, code.unknown);
  const body = bodyOf(asked.text, route);
  return body === undefined ? refused(400, code.json) : route.run(broker, asked.path, body);
}
