import { expect, test } from "vitest";
import { recogniseForeign } from "../../src/text/foreign/recognise.ts";

const prose = "This page tells how we run the broker at home.\n".repeat(5);

test.each([
  ["listener 1883\nallow_anonymous false\n# nanomq\ntopic a/# out 1\n", "mosquitto-conf"],
  ['node.name = "emqx@127.0.0.1"\nlistener.tcp.external = 1883\n', "emqx-conf"],
  ["# syntax=docker/dockerfile:1\nFROM emqx/nanomq:0.25.6\nRUN true\n", "dockerfile"],
  ["[Unit]\nDescription=NanoMQ\n[Service]\nExecStart=/usr/bin/nanomq start\n", "unit-file"],
  ["[[clients]]\nname = 'a'\n", "no-conf"],
  [prose, "no-conf"],
] as const)("%j is no conf", (text, kind) => {
  expect(recogniseForeign("some.conf", text)?.kind).toBe(kind);
});

test.each([
  ["README.md", "mqtt.retry_interval = 1s\n", "no-conf"],
  ["docker/Dockerfile", "mqtt.retry_interval = 1s\n", "dockerfile"],
] as const)("%s by its name", (name, text, kind) => {
  expect(recogniseForeign(name, text)?.kind).toBe(kind);
});

test.each([
  ["nothing", ""],
  [
    "comments of many words",
    `${"# this is a comment of some length\n".repeat(20)}mqtt.retry_interval = 1s\n`,
  ],
  ["a bridge called node", "bridges.mqtt {\n  node {\n    server = a\n  }\n}\n"],
  ["a bridge called emqx", "bridges.mqtt.emqx {\n  server = a\n}\n"],
  ["a missing brace", "mqtt {\n  retry_interval = 1s\nlisteners.tcp {\n  bind = a\n}\n"],
  ["missing separators", "mqtt {\n  retry_interval 1s\n  max_packet_size 1MB\n}\n"],
  ["an included list", 'rules = [\n  {"permit": "allow"}\n]\n'],
  ["JSON", '{\n  "mqtt": {\n    "retry_interval": "1s"\n  }\n}\n'],
  ["a query over many lines", 'rules.sqlite.rules = [{\n  sql = "SELECT a, b from the topic of all"\n}]\n'],
] as const)("%s may be a conf", (_name, text) => {
  expect(recogniseForeign("some.conf", text)).toBeUndefined();
});
