import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { exitCode } from "../../../src/entry/cli/exit-code.ts";
import { run } from "./fake-io.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../schemas/outage.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020().compile(schema);

function bridge(more: string, rule = ""): string {
  return `bridges.mqtt.cloud {
  server = "mqtt-tcp://127.0.0.1:1884"
  proto_ver = 4
  clientid = "x"
  forwards = [ { remote_topic = "", local_topic = "#"${rule} } ]
  ${more}
}
`;
}

function outage(conf: string, ...options: readonly string[]) {
  return run(["outage", "nanomq.conf", ...options], { files: { "nanomq.conf": conf } });
}

async function report(conf: string, ...options: readonly string[]) {
  const { out, code } = await outage(conf, "--format", "json", ...options);
  const parsed: { bridges: readonly Record<string, unknown>[] } = JSON.parse(out);
  expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
  return { bridge: parsed.bridges[0], code };
}

const tenMinutes = ["--for", "10m", "--rate", "20/s"];

describe("what to set, for ten minutes at 20 messages a second", () => {
  test.each([
    ["0.25.6", "", [], { crash: "certain", store: "nothing", remedy: { max_send_queue_len: 13_000 } }],
    ["0.24.13", "", [], { crash: "certain", remedy: { "bridges.mqtt.cache.disk_cache_size": 13_000 } }],
    ["0.25.6", "max_send_queue_len = 20000", [], { lost: { low: 0, high: 0 }, crash: "never", remedy: {} }],
    ["0.25.6", "max_send_queue_len = 10", ["--qos", "0"], { remedy: { "forwards[].qos": 1 } }],
    [
      "0.20.8",
      "",
      ["--kind", "silent"],
      {
        store: "one-message",
        remedy: null,
        elsewhere: { release: "0.25.6", remedy: { cancel_timeout: 640_000 } },
      },
    ],
  ])("%s, %s %j", async (version, more, options, expected) => {
    const { bridge: found } = await report(bridge(more), "--nanomq", version, ...tenMinutes, ...options);
    expect(found).toMatchObject(expected);
  });

  test("a remedy is enough: with it nothing is lost, and the exit code says so", async () => {
    const before = await report(bridge(""), "--nanomq", "0.25.6", ...tenMinutes);
    const after = await report(bridge("max_send_queue_len = 13000"), "--nanomq", "0.25.6", ...tenMinutes);
    expect(before.code).toBe(exitCode.findings);
    expect(after).toMatchObject({ code: exitCode.clean, bridge: { lost: { low: 0, high: 0 }, remedy: {} } });
  });
});

test("qos of the forward rule counts, not that of the messages", async () => {
  const { bridge: found } = await report(bridge("max_send_queue_len = 9", ", qos = 0"), "--nanomq", "0.25.6");
  expect(found).toMatchObject({ qos: 0, store: "nothing", crash: "never" });
});

test("for people: figures, the picture of time, what to type", async () => {
  const { out } = await outage(bridge("max_send_queue_len = 100"), "--nanomq", "0.25.6", ...tenMinutes);
  expect(out).toBe(`Bridge "cloud" on NanoMQ 0.25.6
  The upstream closes the connection and is away for 600 s; 20 messages/s, QoS 1

  the bridge knows after                            0 s
  connected again after                             600 s to 606 s
  published until then                              12000 to 12121
  kept in the queue                                 100
  lost                                              11900 to 12021
  all that was kept is delivered, after the return  5 s
  memory for the queue                              59 kB

  link     ..................................................----------
  bridge   ..................................................----------
  waiting  ██████████████████████████████████████████████████
           0 s                                                  727.2 s
  - up   . away   ? away, not noticed

  The queue waits for the first new message after the return.
  To lose nothing, set max_send_queue_len = 13000
`);
});

test("in Chinese", async () => {
  const { out } = await outage(bridge(""), "--nanomq", "0.20.8", "--kind", "silent", "--lang", "zh");
  expect(out).toContain("链路失去响应、连接已失效 600 s");
  expect(out).toContain("该版本没有任何设置可以避免。");
  expect(out).toContain("NanoMQ 0.25.6 可以，需设置 max_send_queue_len = ");
});

test.each([
  [["--rate", "0/s"], '--rate: "0/s" is no rate. Write it like 20/s or 30/m.'],
  [["--for", "soon"], '--for: "soon" is no duration.'],
  [["--payload", "big"], '--payload: "big" is no size.'],
  [["--bridge", "moon"], "this conf has no such MQTT bridge that is on"],
])("%j", async (options, message) => {
  const { err, code } = await outage(bridge(""), "--nanomq", "0.25.6", ...options);
  expect(err).toContain(message);
  expect(code).toBe(exitCode.usage);
});
