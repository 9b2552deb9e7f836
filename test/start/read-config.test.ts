import { describe, expect, test } from "vitest";
import { type ConfigOptions, type ConfigResult, readConfig } from "../../src/start/read-config.ts";

function read(text: string, options: Partial<ConfigOptions> = {}): ConfigResult {
  return readConfig({ text }, { nanomq: "0.24.14", ...options });
}

describe("file, environment and flags", () => {
  const conf = "mqtt { retry_interval = 20s }";
  const env = { NANOMQ_QOS_DURATION: "44" };

  test.each([
    ["0.24.0", 44, "environment"],
    ["0.24.1", 20, "file"],
  ])("%s runs with %d from the %s", (nanomq, value, kind) => {
    const { values, origins } = read(conf, { nanomq, env });
    expect(values["mqtt.retry_interval"]).toBe(value);
    expect(origins["mqtt.retry_interval"]?.kind).toBe(kind);
  });

  test("a flag beats both", () => {
    const { values, origins } = read(conf, { env, flags: ["-D", "5"] });
    expect(values["mqtt.retry_interval"]).toBe(5);
    expect(origins["mqtt.retry_interval"]).toEqual({ kind: "flag", flag: "--qos_duration" });
  });

  test("the variable for the interval wipes out the multiplier next to it", () => {
    expect(read("system.parallel = 2", { env }).values["mqtt.keepalive_multiplier"]).toBe(0);
    expect(read("system.parallel = 2", { env, nanomq: "0.25.6" }).values["mqtt.keepalive_multiplier"]).toBe(
      1.5,
    );
  });
});

describe("flags of nanomq start", () => {
  test.each([
    [["--qos_duration=500ms"], "mqtt.retry_interval", 500],
    [["--qos:7"], "mqtt.retry_interval", 7],
    [["-D-1"], "mqtt.retry_interval", 4294967295],
    [["--url", "nmq-tcp://a:1"], "listeners.tcp.bind", "nmq-tcp://a:1"],
    [["--url", "tcp://a:1"], "listeners.tcp.bind", "nmq-tcp://0.0.0.0:1883"],
    [["--url", "nmq-ws://a:1/mqtt"], "listeners.ws.enable", true],
    [["-p", "70000"], "http_server.port", 4464],
    [["--http"], "http_server.enable", true],
    [["--log_stdout", "false"], "log.to", []],
    [["--log_file", "/tmp/x.log"], "log.dir", "/tmp/"],
    [["word", "--http"], "http_server.enable", false],
  ])("%j", (flags, path, value) => {
    expect(read("mqtt.max_mqueue_len = 5", { flags }).values[path]).toEqual(value);
  });
});

test("a webhook event that nobody knows is UNKNOWN", () => {
  const { values } = read('webhook { url = "http://h", events = [{ event = on_full_moon }] }');
  expect(values).toMatchObject({
    "webhook.events[0].event": "on_full_moon",
    "webhook.events[0].(event_enum)": "UNKNOWN",
  });
});

test("an ACL rule about two addresses counts both", () => {
  const { values } = read('auth.acl.rules = [{ permit = allow, ipaddrs = ["10.0.0.1", "10.0.0.2"] }]');
  expect(values).toMatchObject({
    "auth.acl.rules[0].(type)": "ipaddr",
    "auth.acl.rules[0].(value)": ["10.0.0.1", "10.0.0.2"],
    "auth.acl.rules[0].(value_count)": 2,
  });
});

test("what is no text counts as an address of an ACL rule", () => {
  const { values } = read('auth.acl.rules = [{ permit = allow, ipaddrs = ["10.0.0.1", 7] }]');
  expect(values["auth.acl.rules[0].(value_count)"]).toBe(2);
});

test("an origin is the place of the value", () => {
  const text = "mqtt {\n  retry_interval = 5s\n}";
  const origin = read(text).origins["mqtt.retry_interval"];
  expect(origin?.kind === "file" && text.slice(origin.span.start, origin.span.end)).toBe("5s");
  expect(read(text).origins["mqtt.max_mqueue_len"]).toEqual({ kind: "default" });
});

test("what has no effect is listed with its reason", () => {
  const { ignored } = read("retry_interval = 1s\nmqtt { retry_interval = 10, max_packet_size = 1KB }");
  expect(ignored.map(({ path, effect }) => [path, effect.kind === "ignored" && effect.reason])).toEqual([
    ["retry_interval", "unknown-key"],
    ["mqtt.retry_interval", "wrong-type"],
  ]);
});

test("a rejected file sets nothing, and since 0.24.1 it ends the broker", () => {
  const text = "mqtt { retry_interval = 1.5s }";
  expect(read(text, { nanomq: "0.24.0" })).toMatchObject({ outcome: "load", syntaxError: true });
  expect(read(text, { nanomq: "0.24.0" }).values["mqtt.retry_interval"]).toBe(10);
  expect(read(text)).toMatchObject({ outcome: "exit", exit: 1, values: {} });
});

test("a broker that dies says where", () => {
  const text = "log { to = [console] }";
  const { outcome, hazards } = read(text);
  expect(outcome).toBe("crash");
  expect(hazards).toMatchObject([{ code: "log-without-level", fatal: true }]);
});

test("a version that is none is refused", () => {
  expect(() => read("", { nanomq: "latest" })).toThrow(RangeError);
});
