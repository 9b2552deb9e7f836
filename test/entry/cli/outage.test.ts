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

test("a broker that dies comes back to nothing: no return and no delivery is told", async () => {
  const { out } = await outage(bridge(""), "--nanomq", "0.25.6", ...tenMinutes);
  expect(out).toContain("The broker crashes");
  expect(out).not.toMatch(/connected again|all that was kept/);
});

test("qos of the forward rule counts, not that of the messages", async () => {
  const { bridge: found } = await report(bridge("max_send_queue_len = 9", ", qos = 0"), "--nanomq", "0.25.6");
  expect(found).toMatchObject({ qos: 0, store: "nothing", crash: "never" });
});

test("for people: figures, the picture of time, what to type and what that comes to", async () => {
  const { out } = await outage(bridge("max_send_queue_len = 100"), "--nanomq", "0.25.6", ...tenMinutes);
  expect(out).toMatchInlineSnapshot(`
    "Bridge "cloud" on NanoMQ 0.25.6
      The upstream closes the connection and is away for 600 s; 20 messages/s, QoS 1

      the bridge knows after                            0 s
      connected again after                             600 s to 606 s
      published until then                              12000 to 12121
      kept in the queue                                 100
      lost                                              11900 to 12021
      arrive twice                                      0 to 1
      all that was kept is delivered, after the return  5 s to 5.05 s
      ... and after the beginning                       605 s to 611.05 s
      memory for what waits                             59 kB

      link     ..........................................................--
      bridge   ||||||||||||||||||||||||||||||||||||||||||||||||||||||||||--
      waiting  ██████████████████████████████████████████████████████████
      losing   !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
               0 s                                                    624 s
      - up   . away   ? away, not noticed   | tries to connect   ! messages are lost

      The queue waits for the first new message after the return.

      To lose nothing, type:
        bridges.mqtt.cloud.max_send_queue_len = 13000
      Then lost: 0; all is delivered 1200 s to 1212.1 s after the beginning; that takes 7103 kB of
      memory.

    Local clients notice nothing: their PUBACK never waits for a bridge, and a publisher sees none of
    this loss.
    "
  `);
});

test("a drain longer than the outage is cut off; the disk takes what waits", async () => {
  const conf = `${bridge("max_send_queue_len = 10")}bridges.mqtt.cache { disk_cache_size = 5000 }\n`;
  const { out } = await outage(
    conf,
    "--nanomq",
    "0.24.13",
    "--for",
    "1m",
    "--rate",
    "20/s",
    "--payload",
    "200",
  );
  expect(out).toMatchInlineSnapshot(`
    "Bridge "cloud" on NanoMQ 0.24.13
      The upstream closes the connection and is away for 60 s; 20 messages/s, QoS 1

      the bridge knows after                            0 s
      connected again after                             60 s to 66 s
      published until then                              1200 to 1321
      kept on disk                                      1200 to 1321
      lost                                              0
      arrive twice                                      0 to 1
      all that was kept is delivered, after the return  6000 s to 6605 s
      ... and after the beginning                       6060 s to 6671 s
      memory for what waits                             79 kB
      disk for what waits, about                        378 kB

      link     ...............---------------------------------------------
      bridge   ||||||.||||.|||---------------------------------------------
      waiting  ▁▁▂▂▃▄▄▅▅▆▆▇▇███████████████████████████████████████████████
               0 s                                                253 s ...
      - up   . away   ? away, not noticed   | tries to connect

      Nothing is lost.

    Local clients notice nothing: their PUBACK never waits for a bridge, and a publisher sees none of
    this loss.
    "
  `);
});

describe("--diff and --write", () => {
  const conf = `# kept\n${bridge("max_send_queue_len = 100")}`;
  const options = ["--nanomq", "0.25.6", ...tenMinutes, "--qos", "0"];

  test("a patch of what to type, list elements included", async () => {
    const { out, code } = await outage(conf, ...options, "--diff");
    expect(code).toBe(exitCode.findings);
    expect(out).toContain("+  max_send_queue_len = 13000\n");
    expect(out).toContain('+  forwards = [ { remote_topic = "", local_topic = "#", qos = 1 } ]\n');
  });

  test("written, it is enough", async () => {
    const written = await run(["outage", "nanomq.conf", ...options, "--write"], {
      files: { "nanomq.conf": conf },
    });
    const changed = written.files["nanomq.conf"] ?? "";
    expect(changed.startsWith("# kept\n")).toBe(true);
    const again = await outage(changed, ...options, "--write");
    expect(again).toMatchObject({ code: exitCode.clean, err: expect.not.stringContaining("Written") });
  });

  test("not both, and not what is no conf", async () => {
    expect((await outage(conf, "--diff", "--write")).code).toBe(exitCode.usage);
  });
});

describe("what nanotune.toml says is asked", () => {
  const facts = `
nanomq = "0.24.13"
[[clients]]
name = "sensors"
count = 40
publish_rate = 0.5
max_payload = "1KB"
[[clients]]
name = "meters"
count = 5
publish_rate = 4
[objective]
survive_outage = "5m"
lose_at_most = 50
drain_within = "5m"
`;
  async function asked(...options: readonly string[]) {
    const files = { "nanomq.conf": bridge("max_send_queue_len = 10"), "nanotune.toml": facts };
    const { out, code } = await run(["outage", "nanomq.conf", "--format", "json", ...options], { files });
    return { code, report: JSON.parse(out) };
  }

  test("rates, payload, objectives; the drain has to be as fast as it must", async () => {
    const { report: found, code } = await asked();
    expect(validate(found), JSON.stringify(validate.errors)).toBe(true);
    expect(code).toBe(exitCode.findings);
    expect(found).toMatchObject({
      outage: { outageMs: 300_000, everyMs: 25, payloadBytes: 1024 },
      goal: { loseAtMost: 50, drainWithinMs: 300_000 },
      bridges: [{ met: false, remedied: { lost: { high: 0 } } }],
    });
    const [cloud] = found.bridges;
    expect(cloud.remedied.drainMs.high).toBeLessThanOrEqual(300_000);
    expect(cloud.remedy).toEqual({ "bridges.mqtt.cache.disk_cache_size": 13_000, resend_interval: 24 });
  });

  test("the line wins", async () => {
    const { report: found } = await asked("--for", "1s", "--rate", "1/m", "--payload", "7");
    expect(found).toMatchObject({ outage: { outageMs: 1000, everyMs: 60_000, payloadBytes: 7 } });
  });
});

test("nothing after the return: what queues is never sent, and no setting helps but another release", async () => {
  const { bridge: found } = await report(
    bridge("max_send_queue_len = 20000"),
    ...["--nanomq", "0.25.6", "--messages-after", "no", ...tenMinutes],
  );
  expect(found).toMatchObject({
    deliveredMs: { low: null, high: null },
    met: false,
    remedy: null,
    elsewhere: { release: "0.24.13", remedy: { "bridges.mqtt.cache.disk_cache_size": 13_000 } },
  });
});

test("four bridges down at once may hold local clients up", async () => {
  const conf = ["a", "b", "c", "d"].map((name) => bridge("").replace("cloud", name)).join("");
  const { out } = await outage(conf, "--nanomq", "0.20.8", "--format", "json");
  expect(JSON.parse(out)).toMatchObject({ localClients: { heldUp: true, medianMs: 956, worstMs: 3656 } });
});

test("in Chinese", async () => {
  const { out } = await outage(bridge(""), "--nanomq", "0.20.8", "--kind", "silent", "--lang", "zh");
  expect(out).toContain("链路失去响应、连接已失效 600 s");
  expect(out).toContain("该版本没有任何设置可以避免。");
  expect(out).toContain("NanoMQ 0.25.6 可以，需写入：\n    bridges.mqtt.cloud.max_send_queue_len = ");
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

describe("lint says whether the objective is met", () => {
  const facts = `nanomq = "0.25.6"
[[clients]]
name = "sensors"
count = 20
publish_rate = 1
[objective]
survive_outage = "10m"
`;
  const lint = (more: string, ...options: readonly string[]) =>
    run(["lint", "nanomq.conf", ...options], {
      files: { "nanomq.conf": bridge(more), "nanotune.toml": facts },
    });

  test("met: a sentence, and no finding", async () => {
    const { out } = await lint("max_send_queue_len = 13000");
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "Bridge cloud meets your objective: 600 s without its upstream at 20 messages/s cost no message, and all is delivered 1212.1 s after the beginning.",
    );
    expect(out).not.toContain("bridges/outage");
  });

  test("not met: one finding with the picture, and what to type", async () => {
    const { out } = await lint("max_send_queue_len = 100");
    expect(out).toContain("warning bridges/outage-loses-messages");
    expect(out).toContain("The upstream closes the connection and is away for 600 s; 20 messages/s, QoS 1");
    expect(out).toMatch(/waiting {2}█+/);
    expect(out).toContain("help: bridges.mqtt.cloud.max_send_queue_len = 13000");
    expect(out).not.toContain("bridges/send-queue-too-small");
    expect(out).not.toContain("meets your objective");
  });

  test("the fix is proved and written", async () => {
    const files = { "nanomq.conf": bridge("max_send_queue_len = 100"), "nanotune.toml": facts };
    const fixed = await run(["lint", "nanomq.conf", "--fix", "--unsafe-fixes"], { files });
    expect(fixed.files["nanomq.conf"]).toContain("max_send_queue_len = 13000");
  });

  test("machines get the figures", async () => {
    const { out } = await lint("max_send_queue_len = 100", "--format", "json");
    const found: readonly { rule: string; outage?: object }[] = JSON.parse(out).findings;
    expect(found.find(({ rule }) => rule === "bridges/outage-loses-messages")?.outage).toMatchObject({
      ...{ cut: "closed", outageMs: 600_000, everyMs: 50, crash: "never" },
      lost: { low: 11_900, high: 12_021 },
    });
  });

  test("in Chinese", async () => {
    expect((await lint("max_send_queue_len = 13000", "--lang", "zh")).out).toContain("桥接 cloud 达到目标");
  });
});
