import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

test("the factor 1000 of 0.19.0 to 0.21.1 counts once: the setting in force is what the conf says", async () => {
  const files = { "a.conf": "mqtt {\n  retry_interval = 10s\n  keepalive_multiplier = 0.0015\n}\n" };
  const line = ["tune", "a.conf", "--no-config", "--nanomq", "0.20.8", "--keepalive", "5s"];
  const { out } = await run([...line, "--detect-within", "8s", "-f", "json"], { files });
  expect(JSON.parse(out).before).toMatchObject({
    settings: { multiplier: 0.0015 },
    figures: { clients: [{ detection: { windowMs: { earliest: 10_000, latest: 20_000 } } }] },
  });
});

describe("environment and flags", () => {
  const files = { "a.conf": "mqtt { retry_interval = 10s }\n" };
  const line = ["tune", "a.conf", "--no-config", "--nanomq", "0.24.14", "--keepalive", "5s", "-f", "json"];

  test("a flag decides what is in force, and that the conf's line will not", async () => {
    const { out } = await run([...line, "--detect-within", "8s", "--flags=--qos_duration 3"], { files });
    const report = JSON.parse(out);
    expect(report.before.settings.retryIntervalS).toBe(3);
    expect(report.overridden).toEqual(["mqtt.retry_interval"]);
  });

  test("and who does, by name", async () => {
    const pretty = [...line.slice(0, -2), "--detect-within", "8s", "--flags=--qos_duration 3"];
    const { out } = await run(pretty, { files });
    expect(out).toContain(
      "--qos_duration sets mqtt.retry_interval, whatever the conf says: change it there.",
    );
  });

  test("without them the conf decides", async () => {
    const { out } = await run([...line, "--detect-within", "8s"], { files });
    expect(JSON.parse(out)).toMatchObject({ before: { settings: { retryIntervalS: 10 } }, overridden: [] });
  });
});

test("what becomes of kept sessions stands beside the candidates: their expiry counts ticks too", async () => {
  const toml = `nanomq = "0.24.14"
[[clients]]
name = "cars"
keepalive = "60s"
protocol = 5
clean_start = false
session_expiry = "1h"
[objective]
detect_within = "95s"
redeliver_within = "5s"
`;
  const files = { "a.conf": "mqtt { retry_interval = 10s }\n", "nanotune.toml": toml };
  const { code, out } = await run(["tune", "a.conf", "--format", "pretty"], { files });
  expect(code).toBe(1);
  expect(out).toMatch(/cars: the session .* is forgotten: 3600 s to 3610 s; then: 36\d\d s to 36\d\d s/);
});

test("an objective that nothing puts to the test is said to be one", async () => {
  const files = { "a.conf": "mqtt { retry_interval = 1s }\n" };
  const line = ["tune", "a.conf", "--no-config", "--nanomq", "0.24.14", "--keepalive", "60s"];
  const asked = ["--false-kicks-per-day", "1", "--drain-within", "1m"];
  const { code, out } = await run([...line, ...asked], { files });
  expect(code).toBe(0);
  expect(out).toContain("False kicks are not estimated: no network is known for clients.");
  expect(out).toContain("drain_within holds by itself");
  const known = await run([...line, ...asked.slice(0, 2), "--network", "wifi"], { files });
  expect(known.out).not.toContain("not estimated");
});

test("a release whose default multiplier moves with the first line of the section gets it written", async () => {
  const files = { "a.conf": 'listeners.tcp { bind = "0.0.0.0:1883" }\n' };
  const line = ["tune", "a.conf", "--no-config", "--nanomq", "0.20.8", "--keepalive", "20s"];
  const first = await run([...line, "--detect-within", "40s", "--write"], { files });
  expect(first.code).toBe(1);
  expect(first.files["a.conf"]).toContain("keepalive_multiplier = 0.00");
  const again = await run([...line, "--detect-within", "40s"], { files: first.files });
  expect(again.code).toBe(0);
});

describe("both ends of a window", () => {
  const files = { "a.conf": "mqtt { retry_interval = 10s }\n" };
  const line = [
    "tune",
    "a.conf",
    "--no-config",
    "--nanomq",
    "0.24.14",
    "--keepalive",
    "5s",
    "--detect-within",
    "8s",
  ];

  test("table and verdict tell them, with what covers both", async () => {
    const { out } = await run(line, { files });
    expect(out).toContain("7.5 / 7.95 / 8 s        8.5 s");
    expect(out).toMatch(
      /clients connected for 1\.5 s or longer; one that dies sooner is noticed up to 8\.5 s/,
    );
    expect(out).toContain("(--early-deaths): retry_interval = 1s, keepalive_multiplier = 1.1");
  });

  test("so does JSON; asked for, both are held", async () => {
    const { after, covering } = JSON.parse((await run([...line, "-f", "json"], { files })).out);
    const [client] = after.figures.clients;
    expect([client.detection.windowMs.latest, client.detection.afterConnectMs.latest]).toEqual([8000, 8500]);
    const verdict = after.verdicts.find(
      ({ objective }: { objective: string }) => objective === "detect-within",
    );
    expect(verdict).toMatchObject({ value: 8000, met: true, earlyDeaths: { value: 8500, met: false } });
    expect(covering.settings).toMatchObject({ retryIntervalS: 1, multiplier: 1.1 });
    const early = await run([...line, "--early-deaths"], { files });
    expect(early.out).toContain("Clients that die right after their CONNECT are noticed in time too: 7.5 s.");
  });
});

describe("the request that changes a running broker", () => {
  const line = ["tune", "a.conf", "--no-config", "--keepalive", "10s", "--detect-within", "12s"];
  const request = async (conf: string, nanomq: string, ...more: readonly string[]) => {
    const { out } = await run([...line, "--nanomq", nanomq, ...more], { files: { "a.conf": conf } });
    return /^.*curl.*$/m.exec(out)?.[0];
  };
  const mqtt = "mqtt.retry_interval = 10s\n";

  test.each([
    ["http_server { port = 9081 }", "http://127.0.0.1:9081/api/v4/reload"],
    ['http_server { port = 9081, ip_addr = "127.0.0.5" }', "http://127.0.0.5:9081/api/v4/reload"],
    ["http_server { username = ops }", "http://127.0.0.1:8081/api/v4/reload"],
  ])("goes to the conf's own API: %s", async (http, address) => {
    expect(await request(`${http}\n${mqtt}`, "0.24.14")).toMatch(new RegExp(` ${address}$`));
  });

  test("goes nowhere where the conf opens no API, and where the release opens none", async () => {
    expect(await request(mqtt, "0.24.14")).toBeUndefined();
    expect(await request(mqtt, "0.24.14", "--flags=--http")).toContain("http://127.0.0.1:8081/");
    const withoutWs = 'listeners.tcp.bind = "0.0.0.0:1883"\nhttp_server { port = 9081 }\n';
    expect(await request(`${withoutWs}${mqtt}`, "0.20.8")).toBeUndefined();
  });

  test("sets the multiplier of 0.20.8, which no reload of it can be trusted with, as it counts", async () => {
    expect(await request(`http_server { port = 9081 }\n${mqtt}`, "0.20.8")).toContain(
      '"keepalive_backoff":1.05',
    );
  });
});

test("keys that stand in an included file are changed there: table and diff, and it is written", async () => {
  const files = { "a.conf": 'include "b.conf"\n', "b.conf": "mqtt {\r\n  retry_interval = 10s\r\n}\r\n" };
  const line = [
    "tune",
    "a.conf",
    "--no-config",
    "--nanomq",
    "0.24.14",
    "--keepalive",
    "60s",
    "--detect-within",
    "95s",
  ];
  const shown = await run(line, { files });
  expect(shown.code).toBe(1);
  expect(shown.out).toContain("noticed p50/p95/latest");
  expect(shown.out).toContain("+++ b/b.conf");
  const { files: after } = await run([...line, "--write"], { files });
  expect(after["a.conf"]).toBe(files["a.conf"]);
  expect(after["b.conf"]).toMatch(
    /^mqtt \{\r\n {2}retry_interval = \d+s\r\n(?: {2}keepalive_multiplier = [\d.]+\r\n)?\}\r\n$/,
  );
});

describe("where nothing meets the objective", () => {
  const tuned = async (keepalive: string, within: string) => {
    const files = { "a.conf": "mqtt.retry_interval = 1s\n" };
    const line = ["tune", "a.conf", "--no-config", "--nanomq", "0.24.14", "--keepalive", keepalive];
    return (await run([...line, "--detect-within", within], { files })).out;
  };

  test("clients without a keepalive are never noticed: no two objectives are at odds", async () => {
    const out = await tuned("0s", "8s");
    expect(out).toContain("No settings of the broker bring this any nearer: detection within.");
    expect(out).not.toContain("stand in each other's way");
    expect(out).toContain("other clients: clients: keepalive");
  });

  test("a keepalive of more ticks than NanoMQ counts is a matter of the interval", async () => {
    expect(await tuned("65535s", "100000s")).toContain("retry_interval = ");
  });

  test("nothing is impossible that lint alone objects to", async () => {
    const files = { "a.conf": "mqtt.retry_interval = 10s\n" };
    const line = [
      "tune",
      "a.conf",
      "--no-config",
      "--nanomq",
      "0.24.14",
      "--keepalive",
      "5s",
      "--detect-within",
      "8s",
    ];
    const { out } = await run([...line, "--connections", "20000"], { files });
    expect(out).toContain("NanoMQ can have settings that meet the objective, but lint reports each of them.");
    expect(out).not.toContain("No settings NanoMQ can have");
    // No way out that lint reports as well, and that does not even hold the objective.
    expect(out).not.toContain("instead of 8 s");
    expect(out).toContain("it reports\n  timing/retry-interval-too-coarse");
  });
});
