import { endpointsOf } from "../../../nanomq/api/endpoints.ts";
import { has } from "../../../nanomq/behaviour.ts";
import { reportedVersion } from "../../../nanomq/reported.ts";
import type { RelayListed } from "../relay.ts";
import { type ApiBroker, code, found, JSON_TYPE, type Reply, refused } from "./reply.ts";
import { prometheusText } from "./statistics.ts";

function uptimeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 3600)} Hours, ${Math.floor(seconds / 60) % 60} minutes, ${seconds % 60} seconds`;
}

/** One entry of NanoMQ's `GET /api/v4/clients`, field names as there. */
function entryOf({ connect, state, username, will }: RelayListed, listsWills: boolean) {
  return {
    client_id: connect.clientId,
    username: username ?? "",
    keepalive: connect.keepaliveS,
    conn_state: state,
    // Of a session that is kept for a client that is gone it reads true (nmq_mqtt.c nano_pipe_close).
    clean_start: connect.cleanStart || state === "disconnected",
    proto_name: "MQTT",
    proto_ver: connect.protocol,
    ...(listsWills && will !== undefined
      ? { will_topic: will.topic, will_msg: will.payload.toString() }
      : {}),
  };
}

type Entry = ReturnType<typeof entryOf>;
type Wanted = (entry: Entry) => boolean;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** What one condition of a query asks for; undefined where it is none that the broker knows. */
function wantedBy(name: string, value: string): Wanted | undefined {
  switch (name) {
    case "clientid":
    case "client_id":
      return (entry) => entry.client_id === value;
    case "username":
      return (entry) => entry.username === value;
    case "conn_state":
      return same(value, "connected") || same(value, "disconnected")
        ? (entry) => same(entry.conn_state, value)
        : undefined;
    case "clean_start":
      return same(value, "true") || same(value, "false")
        ? (entry) => same(String(entry.clean_start), value)
        : undefined;
    case "proto_name":
      return (entry) => entry.proto_name === value;
    case "proto_ver":
      return /^[345]$/.test(value) ? (entry) => entry.proto_ver === Number(value) : undefined;
    default:
      return undefined;
  }
}

function clients(broker: ApiBroker, url: URL, [first, second]: readonly string[]): Reply {
  const conditions: (Wanted | undefined)[] = [];
  if (second !== undefined) conditions.push(wantedBy("username", second));
  else if (first !== undefined) conditions.push(wantedBy("client_id", first));
  if (has(broker.version, "api-filters-clients")) {
    for (const [name, value] of url.searchParams) conditions.push(wantedBy(name, value));
  }
  if (conditions.includes(undefined)) return refused(400, code.parameter);
  const listsWills = has(broker.version, "api-lists-wills");
  const entries = [...broker.clients()].map((client) => entryOf(client, listsWills));
  return found(entries.filter((entry) => conditions.every((wanted) => wanted?.(entry))));
}

function subscriptions({ post }: ApiBroker, clientId: string | undefined): Reply {
  const listed = [...post.subscribers.all()].map(({ clientId: clientid, filter: topic, qos }) => {
    return { clientid, topic, qos };
  });
  return found(listed.filter(({ clientid }) => clientId === undefined || clientid === clientId));
}

/** Level by level, each with the number of levels below it and who subscribed right there. */
function topicTree({ post }: ApiBroker): Reply {
  interface Level {
    readonly topic: string;
    readonly below: Map<string, Level>;
    readonly clientid: string[];
  }
  const root: Level = { topic: "", below: new Map(), clientid: [] };
  for (const { clientId, filter } of post.subscribers.all()) {
    let level = root;
    for (const topic of filter.split("/")) {
      const next = level.below.get(topic) ?? { topic, below: new Map(), clientid: [] };
      level.below.set(topic, next);
      level = next;
    }
    level.clientid.push(clientId);
  }
  const rows: unknown[] = [];
  for (let levels = [root]; levels.length > 0; levels = levels.flatMap(({ below }) => [...below.values()])) {
    rows.push(
      levels.map(({ topic, below, clientid }) => {
        return { topic, cld_cnt: below.size, ...(clientid.length === 0 ? {} : { clientid }) };
      }),
    );
  }
  return found([...rows, []]);
}

function metrics(broker: ApiBroker): Reply {
  const connections = [...broker.clients()].length;
  const counted = has(broker.version, "api-counts-connections") ? { connections } : {};
  return { status: 200, body: { metrics: [], cpuinfo: "0.00%", memory: "0", ...counted } };
}

/** The stand-in has no rule engine and no bridges: it shows what the conf makes of them, and none that runs. */
export function read(broker: ApiBroker, url: URL, [section, ...names]: readonly string[]): Reply {
  const [name] = names;
  const uptime = uptimeText(broker.uptimeMs());
  const version = reportedVersion(broker.version.text);
  const node_status = "Running";
  if (section === undefined) return found(endpointsOf(broker.version));
  if (section === "clients" && (names.length < 2 || name === "username")) return clients(broker, url, names);
  if (names.length > 1) return refused(404, code.unknown);
  if (section === "subscriptions") return subscriptions(broker, name);
  if (section === "configuration" || section === "bridges") {
    const data = section === "bridges" ? broker.running.bridges(name) : broker.running.configuration(name);
    if (data === undefined) return { status: 404, body: { code: code.rpc, data: {} }, type: JSON_TYPE };
    return found(data);
  }
  if (section === "rules") return name === undefined ? found([]) : refused(400, code.missing);
  if (name !== undefined) return refused(404, code.unknown);
  switch (section) {
    case "brokers":
      return found([
        { datetime: new Date().toISOString(), node_status, sysdescr: "NanoMQ Broker", uptime, version },
      ]);
    case "nodes":
      return found([{ connections: [...broker.clients()].length, node_status, uptime, version }]);
    case "topic-tree":
      return topicTree(broker);
    case "metrics":
      return metrics(broker);
    case "prometheus":
      return { status: 200, body: undefined, text: prometheusText(broker) };
    case "reload":
      return found(broker.running.reloadable());
    default:
      return refused(404, code.unknown);
  }
}
