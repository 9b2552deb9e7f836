import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recogniseLegacy } from "../../../src/text/legacy/recognise.ts";

test.each([
  ["url=nmq-tcp://0.0.0.0:1883\n"],
  ["# NanoMQ Configuration 0.13\n\nnum_taskq_thread=0\nmsq_len = 64\n"],
  ['acl.rule.1={"permit": "allow", "topics": ["#"]}\n'],
  ["auth.1.login = admin\nauth.1.password = public\n"],
  ["bridge.mqtt.emqx.address=mqtt-tcp://h:1\n"],
])("%j is an old file", (text) => {
  expect(recogniseLegacy(text).isLegacy).toBe(true);
});

test.each([
  ["mqtt {\n  retry_interval = 10s\n}\n"],
  ["mqtt.retry_interval = 10s\nhttp_server.port = 8081\nlog.level = info\n"],
  ['listeners.tcp.bind = "0.0.0.0:1883"\n'],
  ["http_server {\n  port = 8081\n  username = admin\n}\nenable = true\n"],
  ['include "nanomq_pwd.conf"\n'],
  ["// comment\nurl=nmq-tcp://h:1\n"],
  [""],
  ['[deployment]\nkind = "docker"\n'],
  ["FOO=bar\nPATH=/usr/bin\n"],
])("%j is none", (text) => {
  expect(recogniseLegacy(text).isLegacy).toBe(false);
});

test("the first old line is named", () => {
  const text = readFileSync("fixtures/legacy/gateway.conf", "utf8");
  const { firstLine, oldKeys } = recogniseLegacy(text);
  expect(text.split("\n")[firstLine - 1]).toBe("url=nmq-tcp://0.0.0.0:1883");
  expect(oldKeys).toBeGreaterThan(40);
});
