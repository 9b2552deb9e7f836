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
  expect(out).toContain("False kicks are not estimated: no network is known for keepalive 60s.");
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
