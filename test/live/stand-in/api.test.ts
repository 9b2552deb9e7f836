// The stand-in's HTTP API against the shape that conf_api.c and rest_api.c of NanoMQ write.
import { connect as openSocket } from "node:net";
import { generate } from "mqtt-packet";
import { afterEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../../src/live/stand-in/serve.ts";
import { endpointsOf } from "../../../src/nanomq/api/endpoints.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { isMembers } from "../../../src/preflight/observed.ts";
import { readConfig } from "../../../src/start/read-config.ts";

const conf = `mqtt { retry_interval = 1s, keepalive_multiplier = 1.05, max_packet_size = 1MB }
listeners { tcp.bind = "0.0.0.0:1883", ws.bind = "0.0.0.0:8083/mqtt" }
http_server { port = 8081, username = ops, password = hidden }
auth { allow_anonymous = false, password { admin = "x" } }
bridges.mqtt.emqx { server = "mqtt-tcp://127.0.0.1:1883", proto_ver = 4, keepalive = 60s, clientid = b }`;

let standIn: StandIn | undefined;

afterEach(async () => {
  await standIn?.close();
});

async function started(nanomq: string): Promise<StandIn> {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  const { values } = readConfig({ text: conf }, { nanomq });
  standIn = await startStandIn({
    timer: timerOf(1, Number(values["mqtt.keepalive_multiplier"])),
    values: new Map(Object.entries(values)),
    version,
    ports: { tcp: 0, http: 0 },
    credentials: { username: "ops", password: "hidden" },
    onNote: () => undefined,
  });
  return standIn;
}

interface Asked {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(
  path: string,
  body?: string,
  authorization = `Basic ${btoa("ops:hidden")}`,
): Promise<Asked> {
  const response = await fetch(`http://127.0.0.1:${standIn?.ports.http}/api/v4${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization },
    ...(body === undefined ? {} : { body }),
  });
  const answer: unknown = await response.json();
  if (!isMembers(answer)) expect.fail("no object");
  return { status: response.status, body: answer };
}

test("GET /configuration as conf_api.c of 0.24.14 writes it", async () => {
  await started("0.24.14");
  const { body } = await ask("/configuration");
  expect(body).toMatchObject({
    code: 0,
    data: {
      basic: {
        url: "nmq-tcp://0.0.0.0:1883",
        property_size: 32,
        daemon: false,
        max_packet_size: 1024,
        client_max_packet_size: 1024,
        msq_len: 1024,
        qos_duration: 1,
        keepalive_backoff: 1.0499999523162842,
        allow_anonymous: false,
        ipc_internal: true,
      },
      tls: { enable: false, url: null, verify_peer: false, fail_if_no_peer_cert: false },
      auth: [{ login: "admin", password: "x" }],
      auth_http: { enable: false, timeout: 5, auth_req: { url: null, method: null } },
      websocket: { enable: true, tls_enable: true, url: "nmq-ws://0.0.0.0:8083/mqtt" },
      http_server: { enable: true, port: 8081, username: "ops", password: "hidden", auth_type: "basic" },
      sqlite: { enable: false },
      bridge: {
        nodes: [
          {
            name: "emqx",
            enable: true,
            connector: { server: "mqtt-tcp://127.0.0.1:1883", proto_ver: 4, clientid: "b", keepalive: 60 },
          },
        ],
      },
    },
  });
  const basic = isMembers(body["data"]) ? body["data"]["basic"] : undefined;
  expect(await ask("/configuration/basic")).toEqual({ status: 200, body: { code: 0, data: { basic } } });
});

test("names that came later are absent before", async () => {
  await started("0.22.10");
  const { body } = await ask("/configuration");
  expect(body).not.toHaveProperty("data.websocket.tls_enable");
  expect(body).not.toHaveProperty("data.http_server.addr");
});

test("the version as that release says it", async () => {
  await started("0.25.3");
  expect((await ask("/brokers")).body["data"]).toMatchObject([
    { node_status: "Running", version: "0.25.4-5" },
  ]);
  expect((await ask("/nodes")).body["data"]).toMatchObject([{ connections: 0, version: "0.25.4-5" }]);
});

test.each([
  ["/reload", { data: { qos_duration: 3, keepalive_backoff: 1.2, msq_len: "many", unknown: 1 } }],
  ["/configuration/basic", { data: { basic: { qos_duration: 3, keepalive_backoff: 1.2 } } }],
])("POST %s changes what runs, and passes over what does not fit", async (path, body) => {
  await started("0.24.14");
  expect(await ask(path, JSON.stringify(body))).toEqual({ status: 200, body: { code: 0 } });
  expect((await ask("/reload")).body["data"]).toEqual({
    property_size: 32,
    max_packet_size: 1024,
    client_max_packet_size: 1024,
    msq_len: 1024,
    qos_duration: 3,
    keepalive_backoff: Math.fround(1.2),
    allow_anonymous: false,
    enable_mqtt_stream: false,
    bridge_mode: true,
  });
});

test("a changed retry interval decides when a silent client is closed", async () => {
  const { ports } = await started("0.24.14");
  await ask("/reload", '{"data":{"qos_duration":2}}');
  const closedMs = await new Promise<number>((resolve) => {
    const socket = openSocket(ports.tcp, "127.0.0.1", () => {
      const connectedMs = performance.now();
      socket.write(generate({ cmd: "connect", clientId: "silent", keepalive: 1, clean: true }));
      socket.on("close", () => resolve(performance.now() - connectedMs));
      socket.resume();
    });
  });
  // Ticks 3 s and 5 s after the CONNECT; the first one counts, 2 s of silence are more than 1.05 s at the second.
  expect(closedMs).toBeGreaterThan(4980);
  expect(closedMs).toBeLessThan(6500);
}, 10_000);

test.each([
  ["/nothing", undefined, 404, 102],
  ["/reload", "{", 400, 109],
  ["/nothing", "{}", 404, 102],
  ["/clients/%E0%A4%A", undefined, 400, 108],
])("%s with body %s: status %i, code %i", async (path, body, status, code) => {
  await started("0.24.14");
  expect(await ask(path, body)).toEqual({ status, body: { code } });
});

test("what is no section is told with an empty one", async () => {
  await started("0.24.14");
  const answer = { status: 404, body: { code: 101, data: {} } };
  expect(await ask("/configuration/nothing")).toEqual(answer);
});

test.each([
  ["0.18.2", 38],
  ["0.19.1", 39],
  ["0.21.2", 40],
  ["0.23.3", 41],
  ["0.24.10", 43],
  ["0.24.14", 42],
  ["0.25.3", 41],
])("the API of %s lists %i requests", (release, count) => {
  const version = parseVersion(release) ?? expect.fail("no version");
  expect(endpointsOf(version)).toHaveLength(count);
});

test("POST /ctrl/stop ends the stand-in", async () => {
  const { stopped } = await started("0.24.14");
  expect(await ask("/ctrl/stop", "{}")).toEqual({ status: 200, body: { code: 0 } });
  await stopped;
});

test.each([
  ["Bearer x", 104],
  [`Basic ${btoa("ops:guess")}`, 103],
])("%s is refused with code %i", async (authorization, code) => {
  await started("0.24.14");
  expect(await ask("/reload", undefined, authorization)).toEqual({ status: 401, body: { code } });
});
