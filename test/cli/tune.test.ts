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

  test("without them the conf decides", async () => {
    const { out } = await run([...line, "--detect-within", "8s"], { files });
    expect(JSON.parse(out)).toMatchObject({ before: { settings: { retryIntervalS: 10 } }, overridden: [] });
  });
});
