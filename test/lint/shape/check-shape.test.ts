import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkShape } from "../../../src/lint/shape/check-shape.ts";
import type { Misfit } from "../../../src/lint/shape/misfit.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { effective } from "../../../src/start/effective.ts";
import { readConf } from "../../../src/text/conf/read-conf.ts";

function misfitsOf(text: string, release = "0.24.14"): readonly Misfit[] {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  return [...checkShape(effective(readConf({ text }, version), { version }))];
}

function spanned(text: string, misfit: Misfit | undefined): string | undefined {
  return misfit && text.slice(misfit.span.start, misfit.span.end);
}

describe("one misfit for one fact", () => {
  test.each([
    ["retry_interval = 10s", "misplaced-key", "retry_interval", { levels: ["mqtt"] }],
    ["mqtt { session { retry_interval = 1s } }", "misplaced-key", "retry_interval", { levels: ["mqtt"] }],
    ["mqtt { retry-interval = 5s }", "unknown-key", "retry-interval", { suggestions: ["retry_interval"] }],
    ["mqtt { rety_interval = 5s }", "unknown-key", "rety_interval", { suggestions: ["retry_interval"] }],
    ["mqtt { retryInterval = 5s }", "unknown-key", "retryInterval", { suggestions: ["retry_interval"] }],
    ["webhok { url = x }", "unknown-key", "webhok", { suggestions: ["webhook"] }],
    ["listeners.tcp { port = 1883 }", "unknown-key", "port", { suggestions: [] }],
    ["listeners.tcp { a { enable = true } }", "incomplete", "a", { missing: "bind" }],
    ["mqtt { retry_interval = 10 }", "time-as-number", "10", { written: "10", inEffect: 10, unit: "s" }],
    ['mqtt { retry_interval = "10" }', "time-read-as-zero", '"10"', { reason: "no-unit", inEffect: 0 }],
    ["mqtt { retry_interval = 20S }", "time-read-as-zero", "20S", { reason: "unknown-unit" }],
    ['mqtt { retry_interval = "1.5s" }', "time-read-as-zero", '"1.5s"', { reason: "fraction" }],
    ["mqtt { retry_interval = soon }", "time-read-as-zero", "soon", { reason: "not-a-time" }],
    ['mqtt { retry_interval = "-1s" }', "time-read-as-zero", '"-1s"', { reason: "negative" }],
    ["mqtt { retry_interval = 500ms }", "milliseconds-as-minutes", "500ms", { value: 30000 }],
    ['mqtt { retry_interval = "1h30m" }', "time-cut-short", '"1h30m"', { value: 3600 }],
    ["mqtt { keepalive_multiplier = 0 }", "not-positive", "0", { inEffect: 1.5 }],
    ["mqtt { max_mqueue_len = 1.9 }", "fraction-dropped", "1.9", { value: 1 }],
    ['mqtt { max_packet_size = "4TB" }', "size-unreadable", '"4TB"', { inEffect: 10485760, unit: "B" }],
    ["http_server { port = 70000 }", "value-wraps", "70000", { value: 4464 }],
    ["http_server { auth_type = none }", "not-a-choice", "none", { words: ["basic", "jwt", "no_auth"] }],
    ["http_server { parallel = 3 }", "other-release", "parallel", { renamedTo: "http_server.limit_conn" }],
    ['http_server { port = "8081" }', "wrong-type", '"8081"', { expected: "number", found: "string" }],
    ["log { level = loud }", "not-a-choice", "loud", { value: "error" }],
    ["log { level = info, to = [stdout] }", "not-a-choice", "stdout", {}],
    ["auth { allow_anonymous = off }", "wrong-type", "off", { expected: "boolean", inEffect: true }],
    ["auth { acl { rules = [{ permit = Allow }] } }", "not-a-choice", "Allow", { words: ["allow", "deny"] }],
    ["auth { acl { rules = [{ action = publish }] } }", "incomplete", "{ action = publish }", {}],
    ["listeners.tcp { bind = x, enable = false }", "no-effect", "enable", {}],
    ["bridges.aws.x { server = x }", "needs-build", "aws", { build: ["aws"] }],
    ["mqtt { retry_interval = 5s, retry_interval = 6s }", "overridden", undefined, {}],
    ["bridges.mqtt.b { proto_ver = 6 }", "not-a-choice", "6", { inEffect: 6, words: [3, 4, 5] }],
    ["mqtt = 5", "wrong-type", "5", { expected: "object", found: "number" }],
  ])("%s", (text, code, underlined, facts) => {
    const misfits = misfitsOf(text);
    expect(misfits.map((misfit) => misfit.code)).toEqual([code]);
    expect(misfits[0]).toMatchObject(facts);
    if (underlined !== undefined) expect(spanned(text, misfits[0])).toBe(underlined);
  });
});

test("letter case of keys and words does not count", () => {
  expect(misfitsOf("MQTT { Retry_Interval = 10s }\nauth { No_Match = DENY }")).toEqual([]);
});

function codesAt(release: string): readonly string[] {
  const text = "mqtt { keepalive_multiplier = 1.25, max_topic_alias = 5, retry_interval = 1d }";
  return misfitsOf(text, release).map(({ code }) => code);
}

test("the same line is judged by release", () => {
  expect(codesAt("0.24.14")).toEqual([]);
  expect(codesAt("0.24.12")).toEqual(["other-release", "time-read-as-zero"]);
  expect(codesAt("0.20.8")).toEqual(["multiplier-scaled", "other-release", "time-read-as-zero"]);
});

test("secrets stay in the conf", () => {
  const misfits = misfitsOf("http_server { password = 12345 }\nauth { password { a = 67890 } }");
  expect(misfits).toHaveLength(2);
  const told = misfits.map(({ span: _span, effect, ...facts }) => JSON.stringify([facts, effect])).join();
  expect(told).not.toMatch(/12345|67890/);
});

test("any text gets an answer, and every misfit lies inside the text", () => {
  const word = fc.constantFrom(
    ...'mqtt listeners tcp bind retry_interval 10s 5 { } [ ] = : , . true a.b log level "x" bridges auth password'.split(
      " ",
    ),
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 30 }),
      fc.constantFrom("0.20.8", "0.22.0", "0.24.14"),
      (words, release) => {
        const text = words.join(" ");
        for (const { span } of misfitsOf(text, release)) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});
