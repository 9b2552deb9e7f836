// Confs to begin with: each shows something that surprises.
import { newestRelease } from "../../src/nanomq/releases.ts";
import type { Shared } from "./shared.ts";

export type ExampleName = "gateway" | "open" | "bridge" | "empty";

const gateway: Shared = {
  nanomq: newestRelease,
  clients: [{ name: "sensors", keepaliveS: 5, count: 40, keepsSession: false }],
  conf: `# Gateway, line 4: 40 sensors with a keepalive of 5 s.

mqtt {
  retry_interval = 10s          # from the sample file
  keepalive_multiplier = 1.25
  max_mqueue_len = 512
}

listeners.tcp {
  bind = "192.168.10.2:1883"
}

auth {
  allow_anonymous = false
  no_match = deny
  password = { sensors = "change-me-soon" }
  acl = { rules = [
    { permit = allow, username = "sensors", action = publish, topics = ["line4/#"] }
  ] }
}

log {
  to = [console]
  level = warn
}
`,
};

const open: Shared = {
  nanomq: newestRelease,
  clients: [{ name: "meters", keepaliveS: 60, count: 200, keepsSession: true }],
  conf: `mqtt {
  retry_interval = 500ms
  keepalive_multiplyer = 2
}

listeners.tcp {
  bind = "0.0.0.0:1883"
}

http_server {
  port = 8081
  username = admin
  password = public
}

auth {
  allow_anonymous = true
}
`,
};

const bridge: Shared = {
  nanomq: newestRelease,
  clients: [{ name: "plcs", keepaliveS: 30, count: 12, keepsSession: false }],
  conf: `mqtt {
  retry_interval = 10s
}

listeners.tcp {
  bind = "127.0.0.1:1883"
}

bridges.mqtt.plant {
  server = "mqtt-tcp://10.0.0.9:1883"
  proto_ver = 4
  clientid = "gateway-4"
  keepalive = 60s
  max_send_queue_len = 512
  forwards = [
    { remote_topic = "", local_topic = "line4/#", qos = 1 }
  ]
}
`,
};

const empty: Shared = { nanomq: newestRelease, clients: [], conf: "" };

export const examples: Readonly<Record<ExampleName, Shared>> = { gateway, open, bridge, empty };

export function isExample(name: string): name is ExampleName {
  return Object.hasOwn(examples, name);
}
