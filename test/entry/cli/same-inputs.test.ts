import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

describe("the same inputs mean the same for replay, tune and probe", () => {
  const compose = `services:
  nanomq:
    image: emqx/nanomq:0.24.14
    environment: { NANOMQ_QOS_DURATION: "3" }
    volumes: ["./a.conf:/etc/nanomq.conf"]
`;
  const files = {
    "a.conf": "mqtt.keepalive_multiplier = 1.2\n",
    "set.conf": "mqtt { retry_interval = 3s, keepalive_multiplier = 1.2 }\n",
    "nano.env": "NANOMQ_QOS_DURATION=3\n",
    "compose.yaml": compose,
    "start/a.conf": "mqtt.keepalive_multiplier = 1.2\n",
    "start/nanotune.toml": 'deployment.command = "nanomq start --qos_duration 3"\n',
  };
  const shared = ["--nanomq", "0.24.14", "--keepalive", "5s"];
  const told: readonly (readonly [what: string, argv: readonly string[]])[] = [
    ["the conf", ["set.conf"]],
    ["--env", ["a.conf", "--env", "NANOMQ_QOS_DURATION=3"]],
    ["--env-file", ["a.conf", "--env-file", "nano.env"]],
    ["--flags", ["a.conf", "--flags=--qos_duration 3"]],
    ["nanotune.toml", ["start/a.conf"]],
  ];

  test.each(told)("by %s: 3 s and 1.2", async (_what, argv) => {
    const replayed = JSON.parse((await run(["replay", ...argv, ...shared, "-f", "json"], { files })).out);
    expect(replayed.settings).toEqual({ retryIntervalMs: 3000, multiplier: 1.2 });
    const tuned = await run(["tune", ...argv, ...shared, "--detect-within", "9s", "-f", "json"], { files });
    expect(JSON.parse(tuned.out).before.settings).toMatchObject({ retryIntervalS: 3, multiplier: 1.2 });
    // Too short a time is told before anybody connects, and by what the settings need.
    const probe = (words: readonly string[]) =>
      run(["probe", "mqtt://127.0.0.1:1", ...words, ...shared, "--timeout", "1s"], { files });
    const [byConf, here] = [await probe(["set.conf"]), await probe(argv)];
    expect(byConf.err).toContain("With these settings it takes up to");
    expect(here.err.split("\n").at(-2)).toBe(byConf.err.split("\n").at(-2));
  });

  test("of a container too", async () => {
    const { out } = await run(["replay", "compose.yaml", "--keepalive", "5s", "-f", "json"], { files });
    expect(JSON.parse(out).settings).toEqual({ retryIntervalMs: 3000, multiplier: 1.2 });
  });

  test("a variable alone says that the broker is NanoMQ: the probe goes by its timer, not by MQTT's limit", async () => {
    const argv = [
      "probe",
      "mqtt://127.0.0.1:1",
      "--env",
      "NANOMQ_QOS_DURATION=3",
      ...shared,
      "--timeout",
      "1s",
    ];
    expect((await run(argv, { files })).err).toContain("With these settings it takes up to");
  });
});
