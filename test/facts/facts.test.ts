import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/facts/facts.ts";
import { durationMs, sizeBytes } from "../../src/facts/quantity.ts";
import { readFacts } from "../../src/facts/read-facts.ts";

async function facts(source: string) {
  const result = await readFacts(source);
  return result.ok ? result.facts : expect.fail(JSON.stringify(result.problems));
}

async function problems(source: string) {
  const result = await readFacts(source);
  return result.ok ? [] : result.problems;
}

test("quantities", () => {
  expect(["5s", "500ms", "1.5h", "2m", "1d"].map(durationMs)).toEqual([
    5000, 500, 5_400_000, 120_000, 86_400_000,
  ]);
  expect(["5", "5 s", "s", "-1s", "5w"].map(durationMs)).toEqual(Array(5).fill(undefined));
  expect(["512MB", "64 KB", "1g", "10B", 7].map(sizeBytes)).toEqual([536870912, 65536, 1073741824, 10, 7]);
  expect(["", "12XB", "-1"].map(sizeBytes)).toEqual([undefined, undefined, undefined]);
});

test.each([
  ["emqx/nanomq:0.24.14-slim", "0.24.14", "slim"],
  ["emqx/nanomq:0.22.10", "0.22.10", "basic"],
  ["registry.local:5000/emqx/nanomq:v0.25.2-2-full", "v0.25.2-2".slice(1), "full"],
  ["emqx/nanomq:0.24.14-slim@sha256:abc", "0.24.14", "slim"],
  ["emqx/nanomq", undefined, "basic"],
  ["emqx/nanomq:latest-full", undefined, "full"],
  ["registry.local:5000/nanomq", undefined, "basic"],
])("image %s", (image, nanomq, variant) => {
  expect(factsOf({ image })).toMatchObject({ nanomq, variant });
});

describe("a good nanotune.toml", () => {
  test("quantities get their units, lists of keepalives one class each", async () => {
    const known = await facts(`
image = "emqx/nanomq:0.24.14-slim"
[host]
memory = "512MB"
[deployment]
exposure = "lan"
lb_idle_timeout = "180s"
[[clients]]
name = "sensors"
keepalive = ["5s", "60s"]
clean_start = false
session_expiry = "1h"
[[clients]]
[objective]
detect_within = "8s"
[rules]
"timing/retry-interval-too-coarse" = { ratio = 0.2, severity = "error" }
"auth/anonymous-access" = "off"
`);
    expect(known).toMatchObject({
      nanomq: "0.24.14",
      variant: "slim",
      features: ["acl", "sqlite", "tls"],
      host: { memoryBytes: 536870912 },
      deployment: { exposure: "lan", lbIdleTimeoutMs: 180_000 },
      objective: { detectWithinMs: 8000 },
    });
    expect(known.clients.map(({ name, keepaliveMs }) => [name, keepaliveMs])).toEqual([
      ["sensors 5s", 5000],
      ["sensors 60s", 60_000],
      ["clients 2", undefined],
    ]);
    expect(known.clients[0]).toMatchObject({ clean_start: false, sessionExpiryMs: 3_600_000 });
    expect([...known.rules]).toEqual([
      ["timing/retry-interval-too-coarse", { severity: "error", params: { ratio: 0.2 } }],
      ["auth/anonymous-access", { severity: "off", params: {} }],
    ]);
  });

  test("an empty one knows nothing", async () => {
    expect(await facts("")).toMatchObject({ preset: "recommended", clients: [], packs: [] });
  });

  test("a version that is written beats the image's", async () => {
    expect((await facts('nanomq = "0.22.10"\nimage = "emqx/nanomq:0.24.14"')).nanomq).toBe("0.22.10");
  });
});

describe("a wrong nanotune.toml says where and what", () => {
  test.each([
    [
      "typo",
      'nanomg = "0.24.14"',
      { line: 1, column: 1, kind: "unknown-key", key: "nanomg", meant: "nanomq" },
    ],
    [
      "typo in a table",
      "[objective]\n\ndetect_withn = '8s'",
      { line: 3, column: 1, kind: "unknown-key", key: "objective.detect_withn", meant: "detect_within" },
    ],
    [
      "second client",
      '[[clients]]\nkeepalive = "5s"\n[[clients]]\n  keepalive = 5',
      {
        line: 4,
        column: 3,
        kind: "value",
        key: "clients.1.keepalive",
        expected: { en: 'a duration such as "5s", or a list of them' },
      },
    ],
    [
      "enum",
      '[deployment]\nexposure = "world"',
      { line: 2, kind: "value", expected: { en: '"loopback" | "lan" | "internet"' } },
    ],
    ["number", "[host]\ncpu_cores = 0", { line: 2, kind: "value", expected: { en: "> 0" } }],
    ["missing", "[[packs]]", { line: 1, kind: "missing-key", key: "packs.0.path" }],
    [
      "inline table",
      "clients = [{ name = 1 }]",
      { line: 1, kind: "value", key: "clients.0.name", expected: { en: "string" } },
    ],
    ["syntax", "nanomq = \n", { line: 1, column: 10, kind: "unexpected", found: "\n" }],
    ["cut off", "nanomq = ", { line: 1, column: 10, kind: "unexpected", found: "" }],
    ["version", '\nnanomq = "new"', { line: 2, column: 1, kind: "value", key: "nanomq" }],
    ["keepalive no CONNECT can carry", '[[clients]]\nkeepalive = ["5s", "1.5s"]', { line: 2, kind: "value" }],
    ["keepalive over 16 bits", '[[clients]]\nkeepalive = "65536s"', { line: 2, kind: "value" }],
    ["word of a list", '[deployment]\nkind = "dockr"', { line: 2, kind: "value", meant: "docker" }],
    ["severity", '[rules]\n"auth/anonymous-access" = "of"', { line: 2, kind: "value", meant: "off" }],
    [
      "rule",
      '[rules]\n"auth/anonymus-access" = "off"',
      { line: 2, kind: "unknown-rule", rule: "auth/anonymus-access", meant: "auth/anonymous-access" },
    ],
    [
      "parameter of a rule",
      '[rules]\n"timing/retry-interval-too-coarse" = { ratioo = 0.2 }',
      { line: 2, kind: "value", expected: { en: "severity | ratio" }, meant: "ratio" },
    ],
    [
      "type of a parameter",
      '[rules."timing/retry-interval-too-coarse"]\nratio = "low"',
      { line: 2, kind: "value", expected: { en: "a number such as 0.3" } },
    ],
    ["defined twice", 'nanomq = "0.22.0"\nnanomq = "0.22.1"', { line: 2, kind: "syntax" }],
  ])("%s", async (_, source, expected) => {
    const found = await problems(source);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });

  test("every problem in one go, by line", async () => {
    const found = await problems("nanomq = 1\n[host]\ncpus = 2\n[objective]\ncpu_share = 7\n");
    expect(found.map(({ line }) => line)).toEqual([1, 3, 5]);
  });
});
