// Inputs that grow in one direction: what `npm run bench -- scale` measures. Deterministic; the nth part is the same in
// every size.

/** Files of one input by name; the first is the one to lint. */
export type Input = readonly (readonly [name: string, text: string])[];

/** Makes an input of about so many bytes. */
export type Shape = (bytes: number) => Input;

/** `head`, then parts until there are `bytes`, then `tail`. */
function grown(bytes: number, part: (at: number) => string, head = "", tail = ""): string {
  const parts = [head];
  let size = head.length + tail.length;
  for (let at = 0; size < bytes; at += 1) {
    const text = part(at);
    parts.push(text);
    size += text.length;
  }
  return [...parts, tail].join("");
}

function conf(part: (at: number) => string, head = "", tail = ""): Shape {
  return (bytes) => [["nanomq.conf", grown(bytes, part, head, tail)]];
}

function compose(part: (at: number) => string, head: string): Shape {
  return (bytes) => [["docker-compose.yml", grown(bytes, part, head)]];
}

/** Different for each number, and the same each time; a multiplicative hash, so that neighbours do not look alike. */
function mixed(at: number): number {
  return Math.imul(at + 1, 2_654_435_761) >>> 0;
}

const bridge = (at: number) => `  site${at} {
    server = "mqtt-tcp://10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}:1883"
    proto_ver = 4
    clientid = "gateway-${at}"
    keepalive = 60s
    clean_start = false
    forwards = [ { remote_topic = "plant/${at}/up", local_topic = "line/${at}", qos = 1 } ]
    subscription = [ { remote_topic = "plant/${at}/down", local_topic = "cmd/${at}", qos = 1 } ]
    max_parallel_processes = 2
  }
`;

const badBridge = (at: number) => `  site${at} {
    server = "tcp//10.0.0.${at & 255}"
    proto_ver = "four"
    keepalive = "a minute"
    clean_start = perhaps
    fowards = [ { topic = "a/${at}" } ]
    subscription = { topic = "b/#" }
    max_parallel_processes = -${at}
  }
`;

const aclRule = (at: number) =>
  `    { permit = ${at % 7 === 0 ? "deny" : "allow"}, username = "user${at}", action = ${at % 2 === 0 ? "publish" : "pubsub"}, topics = ["line/${at}/#", "cell/+/${mixed(at) % 1000}"] }\n`;

const forward = (at: number) =>
  `      { remote_topic = "plant/${at}/${mixed(at) % 100}", local_topic = "line/${at}/+", qos = ${at % 3} }\n`;

const oneBridge = (list: string) => `bridges.mqtt.plant {
  server = "mqtt-tcp://10.0.0.1:1883"
  clientid = "gateway"
  keepalive = 60s
  ${list} = [
`;

const misspelt = ["max_packet_sise", "retry_intervall", "keepalive_multipler", "max_mqueue_lenght"];

/** What a conf of strangers is full of: a fault of another kind in each line. */
const troubles: readonly ((at: number) => string)[] = [
  (at) => `mqtt { ${misspelt[at % misspelt.length]} = ${at} }\n`,
  () => `mqtt.max_packet_size = "big"\n`,
  (at) => `listeners.tcp.cell${at} { bnd = "0.0.0.0:1883" }\n`,
  (at) => `http_server { port = ${70_000 + at} }\n`,
  (at) => `log { level = level${at} }\n`,
  (at) => `bridges.mqtt.site${at} { server = "10.0.0.1", keepalive = 0s }\n`,
  (at) => `auth.password { user${at} = public }\n`,
  (at) => `sqlite { enable = yes, disk_cache_size = -${at} }\n`,
];

const cells = 'listeners.tcp { bind = "0.0.0.0:1883" }\n';

/** Each includes the next hundred; as many files as NanoMQ's readers would ever meet in a big plant, and more. */
function includes(bytes: number): Input {
  const part = (at: number) =>
    `auth.password { user${at} = "vault-issued-${mixed(at)}" }\n# cell ${at}\n`.repeat(4);
  const parts: (readonly [string, string])[] = [];
  const lines: string[] = [];
  for (let size = 0, at = 0; size < bytes; at += 1) {
    const text = part(at);
    const line = `include "cell${at}.conf"\n`;
    parts.push([`cell${at}.conf`, text]);
    lines.push(line);
    size += text.length + line.length;
  }
  return [["nanomq.conf", lines.join("")], ...parts];
}

export const shapes: Readonly<Record<string, Shape>> = {
  bridges: conf(bridge, "bridges.mqtt {\n", "}\n"),
  "bad bridges": conf(badBridge, "bridges.mqtt {\n", "}\n"),
  "ACL rules": conf(aclRule, "auth {\n  no_match = deny\n  acl { rules = [\n", "  ] }\n}\n"),
  forwards: conf(forward, oneBridge("forwards"), "  ]\n}\n"),
  subscriptions: conf(forward, oneBridge("subscription"), "  ]\n}\n"),
  listeners: conf(
    (at) => `  cell${at} { bind = "0.0.0.0:${1024 + (at % 60_000)}" }\n`,
    "listeners.tcp {\n",
    "}\n",
  ),
  comments: conf((at) => `# cell ${at}: nothing to see here, and # more // of it "quoted"\n`, cells),
  suppressions: conf(() => "# nanotune-ignore mqtt/retry-interval-default -- measured\n", "", cells),
  "suppressions in use": conf(
    (at) => `mqtt.unknown${at} = 1 # nanotune-ignore schema/unknown-key -- a plugin reads it\n`,
  ),
  "dotted sections": conf(
    (at) =>
      `bridges.mqtt.site${at} { server = "mqtt-tcp://10.0.0.1:1883", clientid = "gateway-${at}", keepalive = 60s }\n`,
  ),
  "dotted keys": conf(
    (at) =>
      `bridges.mqtt.site${at >> 2}.${["server", "clientid", "keepalive", "proto_ver"][at % 4]} = ${['"mqtt-tcp://10.0.0.1:1883"', `"g-${at >> 2}"`, "60s", "4"][at % 4]}\n`,
  ),
  "one section again": conf((at) => `mqtt { retry_interval = ${(at % 60) + 1}s }\n`),
  "one key again": conf((at) => `  retry_interval = ${(at % 60) + 1}s\n`, "mqtt {\n", "}\n"),
  users: conf((at) => `  user${at} = "vault-issued-${mixed(at)}"\n`, "auth {\n  password {\n", "  }\n}\n"),
  "unknown keys": conf((at) => `  ${misspelt[at % misspelt.length]}${at} = ${at}\n`, "mqtt {\n", "}\n"),
  "unknown sections": conf((at) => `plugin${at} { path = "/opt/${at}.so" }\n`),
  "deep arrays": (bytes) => [["nanomq.conf", `x = ${"[".repeat(bytes / 2)}${"]".repeat(bytes / 2)}\n`]],
  "deep sections": (bytes) => [["nanomq.conf", `${"a {".repeat(bytes / 4)}${"}".repeat(bytes / 4)}\n`]],
  "one long line": conf((at) => `user${at}="p${mixed(at)}",`, "auth.password {", "}"),
  "topics of one rule": conf(
    (at) => `"line/${at}/${mixed(at) % 1000}", `,
    'auth.acl.rules = [ { permit = allow, username = "a", topics = [ ',
    '"z" ] } ]\n',
  ),
  "many includes": includes,
  "many findings": conf((at) => troubles[at % troubles.length]?.(at) ?? ""),
  "broken lines": conf((at) => `mqtt { retry_interval == ${at}s\n`),
  "old format": conf(
    (at) => `bridge.mqtt.site${at}.address=mqtt-tcp://10.0.0.1:1883\nbridge.mqtt.site${at}.keepalive=60\n`,
  ),
  "compose services": compose(
    (at) => `  broker${at}:
    image: emqx/nanomq:0.24.5-full
    ports: ["${1024 + (at % 60_000)}:1883"]
    environment:
      NANOMQ_CONF_PATH: /etc/nanomq.conf
      NANOMQ_MAX_PACKET_SIZE: "${at}"
`,
    "services:\n",
  ),
  "compose variables": compose(
    (at) => `      NANOMQ_PLANT_${at}: "${mixed(at)}"\n`,
    "services:\n  broker:\n    image: emqx/nanomq:0.24.5-full\n    environment:\n",
  ),
  "compose other services": compose(
    (at) => `  app${at}:\n    image: plant/app:${at}\n    environment: [ "A=${at}" ]\n`,
    "services:\n  broker:\n    image: emqx/nanomq:0.24.5-full\n",
  ),
};
