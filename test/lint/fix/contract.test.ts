// Each case stands for its kind: a proposal that did harm, and what becomes of it now.
import { describe, expect, test } from "vitest";
import { factsOf } from "../../../src/facts/facts.ts";
import type { FixSafety } from "../../../src/lint/finding/finding.ts";
import { type FixResult, fixConf } from "../../../src/lint/fix/fix-conf.ts";
import { reported } from "../../../src/lint/fix/reported.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import type { LintInput } from "../../../src/lint/lint-input.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";

const facts = factsOf({ preset: "strict", clients: [{ keepalive: "5s" }] });
const all: readonly FixSafety[] = ["safe", "unsafe"];

function inputOf(text: string, release = "0.24.14", files: Readonly<Record<string, string>> = {}): LintInput {
  const version = parseVersion(release) ?? expect.fail(release);
  return { conf: { text, files }, version, facts };
}

function textOf({ input }: FixResult): string {
  const { text } = input.conf;
  return typeof text === "string" ? text : new TextDecoder("utf-8", { ignoreBOM: true }).decode(text);
}

function refusalOf({ refused }: FixResult, rule: string): string | undefined {
  return refused.find(({ finding }) => finding.rule === rule)?.refusal.code;
}

function fixesOf(input: LintInput, rule: string) {
  return reported({ input, lint: lintConf(input) })
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes }) => fixes);
}

describe("a safe fix keeps what was meant", () => {
  test.each([
    ['"true"', "true"],
    ["yes", "true"],
    ["on", "true"],
    ['"false"', "false"],
    ["no", "false"],
    ["0", "false"],
  ])("allow_anonymous = %s becomes %s", (written, meant) => {
    const input = inputOf(`auth {\n  allow_anonymous = ${written}\n  password { a = "s3cr3t-enough" }\n}\n`);
    expect(fixesOf(input, "auth/anonymous-switch-ignored").map(({ text }) => text)).toEqual([
      `allow_anonymous = ${meant}`,
    ]);
  });

  test("the path of a WebSocket listener is not deleted", () => {
    const text = 'listeners.ws {\n  bind = "0.0.0.0:8083"\n  path = "/mine"\n}\n';
    const result = fixConf(inputOf(text), { safeties: all });
    expect(textOf(result)).toContain('path = "/mine"');
  });
});

describe("the broker fares no worse", () => {
  test("`to = file` stays where a list would end the start", () => {
    const text = "log {\n  level = warn\n  to = file\n}\n";
    const result = fixConf(inputOf(text), { safeties: ["safe"] });
    expect(textOf(result)).toContain("to = file\n");
    expect(refusalOf(result, "log/targets-not-a-list")).toBe("worse");
  });

  test.each(["0.20.8", "0.22.10", "0.24.14", "0.25.6"])("%s: no section is left empty", (release) => {
    const text = "listeners.tcp {\n  max_connections = 100\n}\nmqtt { qos_x = 1 }\n";
    const input = inputOf(text, release);
    const result = fixConf(input, { safeties: all });
    expect(textOf(result)).not.toMatch(/\{\s*\}/);
    expect(result.lint.run.outcome).toBe(lintConf(input).run.outcome);
  });

  test("one slip that hides another error is mended together with it, or not at all", () => {
    const input = inputOf('mqtt.retry_interval = 1s\nlog { rotation { size = "10MB", } }\n', "0.22.10");
    expect(textOf(fixConf(input, { safeties: ["safe"] }))).toBe(
      'mqtt.retry_interval = 1s\nlog { rotation { size = "10MB" }, level = warn }\n',
    );
    const half = fixConf(inputOf("log { to = console, }\n", "0.22.10"), { safeties: ["safe"] });
    expect(["runs", "runs-on-defaults"]).toContain(half.lint.run.outcome);
  });
});

test("a key that the release does not read is not written", () => {
  for (const release of ["0.20.8", "0.22.10", "0.24.14", "0.25.6"]) {
    const input = inputOf("mqtt { max_topic_alia = 5 }\nlog { level = warn, to = [console] }\n", release);
    const { lint } = fixConf(input, { safeties: all });
    const mine = lint.settings.effects.filter(({ path }) => path.startsWith("mqtt."));
    const read = mine.filter(({ path }) => path !== "mqtt.max_topic_alia");
    expect(read.filter(({ effect }) => effect.kind !== "used")).toEqual([]);
  }
});

describe("once is enough", () => {
  test.each([
    ['MQTT {\n  Max_Packet_Size = 1MB\n}\nLISTENERS.TCP { Bind = "0.0.0.0:1883" }\n'],
    ['Mqtt.Retry_Interval = 10s\r\nAUTH { Allow_Anonymous = "false", Password { a = "b" } }\r\n'],
    ['include "not-there.conf"\nmqtt { max_packet_size = 1MB }\n'],
    ['mqtt { include "not-there.conf" }\n'],
  ])("%j", (text) => {
    const input = inputOf(text);
    const before = lintConf(input).findings.length;
    const first = fixConf(input, { safeties: all });
    const again = fixConf(first.input, { safeties: all });
    expect([again.fixed, again.changed.size]).toEqual([0, 0]);
    expect(textOf(again)).toBe(textOf(first));
    // "Fixed" counts findings that are gone.
    expect(first.fixed).toBeLessThanOrEqual(before);
    if (first.fixed === 0) expect(first.changed.size).toBe(0);
    const lines = textOf(first)
      .split("\n")
      .map((line) => line.trim());
    expect(new Set(lines).size).toBe(
      lines.filter((line) => line !== "").length + (lines.includes("") ? 1 : 0),
    );
  });
});

test("a file that may not be edited stays, and it is said", () => {
  const files = { "/else/timing.conf": "mqtt { retry_interval = 10s }\n" };
  const input = inputOf(
    'include "/else/timing.conf"\nlog { level = warn, to = [console] }\n',
    "0.22.10",
    files,
  );
  const result = fixConf(input, { safeties: ["safe"], mayEdit: (file) => file === "nanomq.conf" });
  expect(result.changed.size).toBe(0);
  const one = result.refused.find(({ finding }) => finding.rule.startsWith("timing/"));
  expect(one?.refusal).toEqual({ code: "other-file", file: "/else/timing.conf" });
});

describe("advice to move a key", () => {
  test("is given where the move keeps the contract, and written where there is one place", () => {
    const input = inputOf("keepalive_multiplier = 1.25\nlog { level = warn, to = [console] }\n");
    const one = reported({ input, lint: lintConf(input) }).find(
      ({ rule }) => rule === "schema/misplaced-key",
    );
    expect([one?.args["levels"], one?.fixes.map(({ text }) => text)]).toEqual([
      "mqtt",
      ["mqtt.keepalive_multiplier"],
    ]);
    expect(textOf(fixConf(input, { safeties: all }))).toContain("mqtt.keepalive_multiplier = 1.25\n");
  });

  test("is not given where the broker would crash", () => {
    const input = inputOf('hook_ipc_url = "ipc:///tmp/hook.ipc"\nlog { level = warn, to = [console] }\n');
    const about = reported({ input, lint: lintConf(input) }).filter(({ span }) => span.start === 0);
    expect(about.map(({ rule }) => rule)).not.toContain("schema/misplaced-key");
    expect(about.map(({ rule }) => rule)).toContain("schema/unknown-key");
  });
});
