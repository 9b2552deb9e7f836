import { describe, expect, test } from "vitest";
import { RunningSettings } from "../../src/live/stand-in/running.ts";
import { confReleases } from "../../src/nanomq/behaviour.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { compareRunning } from "../../src/preflight/drift.ts";
import { isMembers } from "../../src/preflight/observed.ts";
import { run } from "../../src/start/run.ts";
import { timerOfSettings } from "../../src/start/timer.ts";

const conf = `mqtt { retry_interval = 10s, keepalive_multiplier = 1.2, max_packet_size = "1500B" }
listeners.tcp.bind = "0.0.0.0:1883"
http_server { port = 8081, password = hidden }
auth { allow_anonymous = false, password { admin = "x", dev = "y" } }
bridges.mqtt.emqx { server = "mqtt-tcp://127.0.0.1:1883", proto_ver = 4, keepalive = 60s, clientid = b
  forwards = [{ remote_topic = "up/a", local_topic = "a", qos = 1 }]
  subscription = [{ remote_topic = "down/b", local_topic = "b", qos = 1 }] }`;

function confValues(nanomq: string, text = conf) {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  return run({ version, conf: { text } }).running ?? expect.fail("does not run");
}

function drifts(configuration: Readonly<Record<string, unknown>>, nanomq = "0.24.14") {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  return compareRunning(confValues(nanomq), configuration, version).drifts;
}

/** As conf_api.c of 0.24.14 writes what the conf gives. */
const basic = {
  url: "nmq-tcp://0.0.0.0:1883",
  num_taskq_thread: 8,
  max_taskq_thread: 8,
  parallel: 8,
  property_size: 32,
  daemon: false,
  max_packet_size: 1,
  client_max_packet_size: 1,
  msq_len: 1024,
  qos_duration: 10,
  keepalive_backoff: 1.2000000476837158,
  allow_anonymous: false,
  ipc_internal: true,
};
const auth = [
  { login: "admin", password: "x" },
  { login: "dev", password: "y" },
];
const node = {
  name: "emqx",
  enable: true,
  parallel: 2,
  connector: {
    server: "mqtt-tcp://127.0.0.1:1883",
    proto_ver: 4,
    clientid: "b",
    clean_start: true,
    username: null,
    password: null,
    keepalive: 60,
  },
  // As conf_api.c: no prefix where there is none, QoS of forwards only where it is set.
  forwards: [{ remote_topic: "up/a", local_topic: "a", qos: 1 }],
  subscription: [{ remote_topic: "down/b", local_topic: "b", qos: 1 }],
};
const http_server = {
  enable: true,
  port: 8081,
  addr: null,
  username: "admin",
  password: "hidden",
  auth_type: "basic",
};
const running = { basic, auth, bridge: { nodes: [node] }, http_server };

test("a broker that runs the conf has no drift: KiB, single precision, the machine's threads, the usual user", () => {
  expect(drifts(running)).toEqual([]);
});

test.each([
  [{ qos_duration: 5 }, "mqtt.retry_interval", { reload: true, from: "next-tick" }],
  [{ keepalive_backoff: 1.25 }, "mqtt.keepalive_multiplier", { reload: true, from: "next-tick" }],
  [{ max_packet_size: 2 }, "mqtt.max_packet_size", { reload: true, from: "at-once" }],
  [{ msq_len: 2048 }, "mqtt.max_mqueue_len", { reload: true, from: "new-connections" }],
  [{ daemon: true }, "system.daemon", { reload: false, from: "start" }],
  [{ url: "nmq-tcp://0.0.0.0:1884" }, "listeners.tcp.bind", { reload: false, from: "start" }],
])("%o is a drift of %s", (changed, key, takeover) => {
  expect(drifts({ ...running, basic: { ...basic, ...changed } })).toMatchObject([{ key, takeover }]);
});

test("sizes come in KiB and are told in bytes", () => {
  expect(drifts({ ...running, basic: { ...basic, max_packet_size: 2 } })).toMatchObject([
    { conf: 1500, running: 2048 },
  ]);
});

describe("secrets", () => {
  test("are marked", () => {
    expect(drifts({ ...running, http_server: { ...http_server, password: "other" } })).toMatchObject([
      { key: "http_server.password", secret: true, takeover: { reload: false, from: "at-once" } },
    ]);
    expect(drifts({ ...running, auth: [auth[0], { login: "dev", password: "z" }] })).toMatchObject([
      { key: "auth.password.dev", secret: true, takeover: { reload: true } },
    ]);
  });
});

test("users and bridges that only one of them has", () => {
  const other = { ...node, name: "cloud" };
  expect(drifts({ ...running, auth: [auth[0]], bridge: { nodes: [other] } })).toMatchObject([
    { key: "auth.password.dev", conf: "dev", running: undefined, takeover: { reload: true } },
    { key: "bridges.mqtt.emqx", conf: "emqx", running: undefined, takeover: { from: "start" } },
    { key: "bridges.mqtt.cloud", conf: undefined, running: "cloud", takeover: { from: "start" } },
  ]);
  const moved = { ...node, connector: { ...node.connector, keepalive: 30 } };
  expect(drifts({ ...running, bridge: { nodes: [moved] } })).toMatchObject([
    { key: "bridges.mqtt.emqx.keepalive", conf: 60, running: 30, takeover: { api: { path: "/bridges" } } },
  ]);
});

test("topics of a bridge, one by one or by their number", () => {
  const renamed = { ...node, forwards: [{ ...node.forwards[0], local_topic: "c" }] };
  expect(drifts({ ...running, bridge: { nodes: [renamed] } })).toMatchObject([
    { key: "bridges.mqtt.emqx.forwards[0].local_topic", conf: "a", running: "c" },
  ]);
  expect(drifts({ ...running, bridge: { nodes: [{ ...node, subscription: [] }] } })).toMatchObject([
    { key: "bridges.mqtt.emqx.subscription", conf: 1, running: 0 },
  ]);
});

test("what an answer does not have is not compared", () => {
  const version = parseVersion("0.24.14") ?? expect.fail("no version");
  const {
    drifts: none,
    compared,
    untold,
  } = compareRunning(confValues("0.24.14"), { basic: { qos_duration: 10 } }, version);
  expect([none, compared]).toEqual([[], 1]);
  expect(untold).toEqual([
    "auth.allow_anonymous",
    "auth.password.admin",
    "auth.password.dev",
    "bridges.mqtt.emqx.clientid",
    "bridges.mqtt.emqx.forwards[].local_topic",
    "bridges.mqtt.emqx.forwards[].qos",
    "bridges.mqtt.emqx.forwards[].remote_topic",
    "bridges.mqtt.emqx.keepalive",
    "bridges.mqtt.emqx.proto_ver",
    "bridges.mqtt.emqx.server",
    "bridges.mqtt.emqx.subscription[].local_topic",
    "bridges.mqtt.emqx.subscription[].qos",
    "bridges.mqtt.emqx.subscription[].remote_topic",
    "http_server.password",
    "http_server.port",
    "listeners.tcp.bind",
    "mqtt.keepalive_multiplier",
    "mqtt.max_packet_size",
  ]);
});

test("what the conf sets and no answer ever has is named", () => {
  const more = "log { to = [console], level = warn }\nauth.no_match = deny";
  const given = confValues("0.24.14", `${conf}\n${more}`);
  const version = parseVersion("0.24.14") ?? expect.fail("no version");
  const { untold } = compareRunning(given, running, version);
  expect(untold).toEqual(["auth.no_match", "bridges.mqtt.emqx.forwards[].qos", "log.level", "log.to"]);
});

test("a fraction is told in the digits that a person writes", () => {
  const [drift] = drifts({ ...running, basic: { ...basic, keepalive_backoff: 1.2999999523162842 } });
  expect(drift).toMatchObject({ key: "mqtt.keepalive_multiplier", conf: 1.2, running: 1.3 });
});

/** 0.19 has topics as texts: with objects its start ends. */
const ofObjects = confReleases().filter((release) => !release.startsWith("0.19."));

test.each(ofObjects)("the stand-in of %s runs its conf: the names of both sides are one table", (release) => {
  const version = parseVersion(release) ?? expect.fail("no version");
  const given = confValues(release);
  const timer = timerOfSettings(given);
  const configuration = new RunningSettings(given.values, timer, version).configuration();
  if (!isMembers(configuration)) expect.fail("no object");
  const { drifts: found, compared } = compareRunning(given, configuration, version);
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(10);
});
