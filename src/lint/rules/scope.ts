// What conditions may name, as types: the surface of nanomq.conf and the facts of nanotune.toml.
import type { ScopeType } from "./cel/scope-type.ts";
import { factTypes } from "./release-scope.ts";

type RecordType = { readonly [key: string]: ScopeType };

const windowType: RecordType = { earliest: "double", p50: "double", p95: "double", latest: "double" };

/**
 * The nearest settings that meet a limit; `found` is false where no settings do, and `keepalive` the longest one with which
 * some do.
 */
const adviceType: RecordType = {
  found: "bool",
  keepalive: "double",
  retry_interval: "double",
  multiplier: "double",
  earliest: "double",
  latest: "double",
  text: "string",
};

/** What the rule of thumb asks for with the `ratio` of the rule; longer retry intervals than `bound` break it. */
const thumbType: RecordType = { ...adviceType, bound: "double" };

const clientType: RecordType = {
  name: "string",
  keepalive: "double",
  count: "double",
  clean_start: "bool",
  protocol: "double",
  session_expiry: "double",
  offline_messages: "double",
  publish_rate: "double",
  max_payload: "double",
  network: "string",
  will: "bool",
  /** Live clients closed, each per day, where a limit for it is known. */
  false_kicks: "double",
  limit: "double",
  window: windowType,
  after_connect: windowType,
  noticed_within: "double",
  mqtt_limit: "double",
  backlog: "double",
  thumb: thumbType,
  for_mqtt: adviceType,
  for_objective: adviceType,
};

/** What becomes of a bridge while its uplink is away; `survive` is about `survive_outage` at the rate of all clients. */
const outageType: RecordType = {
  kills: "bool",
  queue: "string",
  uses_disk: "bool",
  keeps_qos_0: "bool",
  acknowledges: "bool",
  mute: "bool",
  backoff: "double",
  reads_backoff: "bool",
  stays_away: "double",
  noticed: { earliest: "double", latest: "double", text: "string" },
  survive: {
    lost: "double",
    kept: "double",
    published: "double",
    drain: "double",
    rate: "double",
    found: "bool",
    release: "string",
    text: "string",
  },
};

/** What every element of the conf has: its views, and its text. */
const elementType: RecordType = { path: "string", conf: "dyn", from: "dyn", fate: "dyn", written: "dyn" };

const listenerType: RecordType = {
  ...elementType,
  kind: "string",
  name: "string",
  bind: "string",
  // Where NanoMQ would listen; "" and 0 where `bind` is no address.
  host: "string",
  port: "double",
  open: "bool",
};

const topicType: RecordType = { ...elementType, bridge: "dyn", index: "double" };

/** A problem of the text or a misfit of a value: its code, where it stands, and what it knows. */
const noteType: RecordType = { code: "string", key: "string", value: "string", args: "dyn" };

/** Element types of the lists a rule may go through with `for`. */
export const listTypes: RecordType = {
  clients: clientType,
  listeners: listenerType,
  bridges: { ...elementType, name: "string", outage: outageType },
  acl_rules: { ...elementType, index: "double", decided: { publish: "string", subscribe: "string" } },
  listener_keys: { ...elementType, kind: "string", listener: "string", name: "string" },
  webhook_events: { ...elementType, index: "double" },
  http_requests: { ...elementType, name: "string" },
  forwards: topicType,
  subscriptions: topicType,
  preset_sessions: { ...elementType, name: "string" },
  users: { ...elementType, name: "string" },
  problems: noteType,
  misfits: noteType,
  file_problems: noteType,
  suppressions: noteType,
  host_files: noteType,
};

/** Same keys, with other values. */
function sameKeys(type: ScopeType, leaf: "dyn" | "string"): ScopeType {
  if (typeof type === "string") return leaf;
  return Object.fromEntries(Object.entries(type).map(([key, inner]) => [key, sameKeys(inner, leaf)]));
}

/** The variables every rule sees; `conf` is the type of the effective configuration. */
export function baseScope(conf: RecordType): RecordType {
  return {
    conf,
    // Who set it: "file", "variable", "option"; a default is nobody's.
    from: sameKeys(conf, "string"),
    // Who set it to something else, and lost.
    beaten: sameKeys(conf, "string"),
    // The code of what is not taken as it was meant: "wrong-type".
    fate: sameKeys(conf, "string"),
    // The text, for rules about the text.
    written: sameKeys(conf, "dyn"),
    // The same without declared keys: what people's own rules ask for.
    raw: "dyn",
    // False where an included file could not be read: what is missing may stand there.
    complete: "bool",
    version: "string",
    // What whoever reaches a listener of this release can trigger, by public record or not, and the next release with
    // the fewest of that.
    release: {
      advisories: "list",
      defects: "list",
      soundest: "string",
      newest: "string",
      // What a release does differently (releases/behaviour.toml), and the first release that does.
      behaves: factTypes("bool"),
      first: factTypes("string"),
    },
    clients: "list",
    listeners: "list",
    bridges: "list",
    users: "list",
    fleet: { connections: "double", shortest_keepalive: "double", publish_rate: "double" },
    // What the timer of the conf comes to.
    timer: {
      minute: { earliest: "double", latest: "double" },
      redelivery: { earliest: "double", latest: "double" },
      cores: "double",
    },
    objective: {
      redeliver_within: "double",
      false_kicks_per_day: "double",
      cpu_share: "double",
      detect_within: "double",
      survive_outage: "double",
      lose_at_most: "double",
      drain_within: "double",
    },
    deployment: {
      kind: "string",
      command: "string",
      env: "dyn",
      // Variables that look like NanoMQ's own, and that no release reads.
      unread: "list",
      mounts: "dyn",
      replicas: "double",
      exposure: "string",
      published_ports: "list",
      probe_ports: "list",
      read_only_root: "bool",
      host_network: "bool",
      fresh_tmp: "bool",
      forks: "bool",
      image: "string",
      variant: "string",
      lb_idle_timeout: "double",
    },
    host: {
      cpu_cores: "double",
      memory: "double",
      free_storage: "double",
      nofile: "double",
      root: "bool",
      low_ports: "bool",
    },
    features: "list",
  };
}
