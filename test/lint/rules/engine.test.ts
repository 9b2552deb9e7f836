import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInRules } from "../../../src/generated/rules.ts";
import type { Scope } from "../../../src/lint/rules/cel/value.ts";
import { runRules } from "../../../src/lint/rules/engine.ts";
import type { RuleSetting } from "../../../src/lint/rules/rule-settings.ts";
import { checkShape } from "../../../src/lint/shape/check-shape.ts";
import { misfitNote } from "../../../src/lint/shape/misfit-notes.ts";
import { newestRelease } from "../../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../../src/nanomq/version.ts";
import { said } from "../../../src/report/finding/said.ts";
import { intended } from "../../../src/start/effective.ts";
import { problemCodes } from "../../../src/text/conf/problem-code.ts";
import { readConf } from "../../../src/text/conf/read-conf.ts";

function versionOf(text: string): NanomqVersion {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(text);
  return version;
}

function lint(
  conf: string,
  facts: Scope = {},
  settings: Readonly<Record<string, RuleSetting>> = {},
  release = newestRelease,
) {
  const version = versionOf(release);
  const reading = readConf({ text: conf }, version);
  const meant = intended(reading, { version });
  const ruleSettings = new Map(Object.entries(settings));
  return runRules({
    reading,
    sources: reading.sources,
    settings: meant,
    misfits: [...checkShape(meant)].map((misfit) => misfitNote(misfit, meant.tree ?? reading.intended)),
    facts,
    rules: builtInRules,
    ruleSettings,
  });
}

const gateway = 'mqtt {\n  retry_interval = 10s\n}\nlisteners.tcp.bind = "127.0.0.1:1883"\n';
const sensors = { clients: [{ name: "sensors", keepalive: 5 }] };
const coarse = "timing/retry-interval-too-coarse";

function severityOf(setting: RuleSetting) {
  return lint(gateway, sensors, { [coarse]: setting }).findings.find(({ rule }) => rule === coarse)?.severity;
}

describe("runRules", () => {
  it("tells the gateway case in numbers", () => {
    const finding = lint(gateway, sensors, {}, "0.22.10").findings.find(({ rule }) => rule === coarse);
    if (finding === undefined) throw new Error("not found");
    expect(said(finding, "en").message).toBe(
      "sensors (5 s keepalive): a dead client is noticed 10 s to 20 s after its last packet, 25 s when it dies right after " +
        "connecting; MQTT asks for 7.5 s. NanoMQ looks only every 10 s; write `retry_interval = 1s` for 8 s to 9 s",
    );
    expect(finding.replay).toMatchObject({
      windowMs: { earliest: 10_000, p50: 15_000, latest: 20_000 },
      mqttLimitMs: 7500,
    });
    expect(finding.proposals).toMatchObject([{ text: "retry_interval = 1s", safety: "safe" }]);
  });

  it("names the nearest settings that meet MQTT's limit", () => {
    const { findings } = lint(gateway.replace("10s", "1s"), sensors, {}, "0.22.10");
    const late = findings.find(({ rule }) => rule === "timing/detection-later-than-mqtt");
    expect(late?.args).toMatchObject({
      advice: "keepalive_multiplier = 1.1",
      advised_earliest: "6 s",
      advised_latest: "7 s",
      slack: "1 s",
    });
  });

  it("asks for facts in place of guessing", () => {
    const { findings, needFacts } = lint(gateway);
    expect(findings.map(({ rule }) => rule)).not.toContain(coarse);
    expect(needFacts.find(({ fact }) => fact === "clients")?.rules).toContain(coarse);
  });

  it("joins client classes that share a finding", () => {
    const clients = [
      { name: "slow", keepalive: 20 },
      { name: "fast", keepalive: 5 },
    ];
    const found = lint(gateway, { clients }).findings.filter(({ rule }) => rule === coarse);
    expect(found).toHaveLength(1);
    expect(found[0]?.args).toMatchObject({ client: "fast, slow", keepalive: "5 s" });
  });

  it("follows the user's severity and parameters", () => {
    expect(severityOf({ severity: "error" })).toBe("error");
    expect(severityOf({ severity: "off" })).toBeUndefined();
    expect(severityOf({ params: { ratio: 3 } })).toBeUndefined();
  });

  it("says one fact once", () => {
    const rules = lint(
      'auth {\n  allow_anonymous = "false"\n  password {\n    "a" = "f7Kq2mZ0vTn4"\n  }\n}\n',
    ).findings.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule.startsWith("auth/"))).toEqual(["auth/anonymous-switch-ignored"]);
  });

  it("survives any text, and gives the same twice", () => {
    const text = fc.string({
      unit: fc.constantFrom(...'{}[]=:,"#\n abmqtt.s10'.split(""), "mqtt", "auth", "listeners", "log"),
    });
    const told = (conf: string) => {
      const { worthTelling, ...found } = lint(conf, sensors);
      return { ...found, worthTelling: worthTelling(new Set()) };
    };
    fc.assert(
      fc.property(text, (conf) => {
        expect(told(conf)).toEqual(told(conf));
      }),
      { numRuns: 150 },
    );
  });
});

describe("the catalogue", () => {
  it("has words for every syntax problem", () => {
    const worded = new Set(
      builtInRules.filter(({ list }) => list === "problems").flatMap(({ codes }) => codes ?? []),
    );
    expect(problemCodes.filter((code) => !worded.has(code))).toEqual([]);
  });

  it("names only rules that exist", () => {
    const ids = new Set(builtInRules.map(({ id }) => id));
    const later = new Set(["shape/wrong-type", "shape/unknown-key"]);
    const unknown = builtInRules
      .flatMap(({ replaces }) => replaces)
      .filter((id) => !ids.has(id) && !later.has(id));
    expect(unknown).toEqual([]);
  });
});
