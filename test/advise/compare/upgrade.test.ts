import { describe, expect, test } from "vitest";
import { compareVersions, type Upgrade } from "../../../src/advise/compare/upgrade.ts";
import { type NanomqVersion, parseVersion } from "../../../src/nanomq/version.ts";

function version(text: string): NanomqVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

function upgrade(text: string, from: string, to: string, keepaliveMs?: number): Upgrade {
  const clients = keepaliveMs === undefined ? [] : [{ name: "sensors", keepaliveMs }];
  const start = (release: string) => ({ version: version(release), conf: { text } });
  return compareVersions({ before: start(from), after: start(to), clients });
}

const alias = "mqtt {\n  max_topic_alias = 16\n}\n";
const queue = "mqtt {\n  retry_interval = 5s\n}\n";

describe("written lines", () => {
  test.each([
    ["appears", alias, "0.24.13", "0.24.14", "ignored", "used"],
    ["vanishes", alias, "0.24.14", "0.24.13", "used", "ignored"],
    [
      "changes meaning",
      'bridges.mqtt.a { server = "mqtt-tcp://h:1", quic_initial_rtt_ms = 800ms }',
      "0.24.8",
      "0.24.9",
      "misread",
      "used",
    ],
  ])("one that %s", (_what, text, from, to, before, after) => {
    const { written, affected } = upgrade(text, from, to);
    expect(written.map((change) => [change.before.kind, change.after.kind])).toContainEqual([before, after]);
    expect(affected).toBe(true);
  });
});

describe("settings", () => {
  test("a default that moves is told, but does not count", () => {
    const { settings, affected } = upgrade(queue, "0.24.13", "0.24.14");
    expect(settings).toContainEqual(
      expect.objectContaining({ path: "mqtt.max_mqueue_len", before: 20480, after: 1024, set: false }),
    );
    expect(affected).toBe(false);
  });

  test("one version to itself changes nothing", () => {
    const result = upgrade(alias, "0.24.14", "0.24.14", 5000);
    expect(result).toMatchObject({ written: [], settings: [], behaviours: [], notes: [], affected: false });
  });
});

describe("behaviour", () => {
  test("concerns a conf that sets what it depends on", () => {
    const told = (text: string) =>
      upgrade(text, "0.24.14", "0.25.1").behaviours.filter(({ concerns }) => concerns);
    expect(told(queue).map(({ behaviour }) => behaviour)).toEqual(["resendOrder"]);
    expect(told("log.level = warn")).toEqual([]);
  });

  test("keepalive 0 concerns those who have such clients", () => {
    const of = (keepaliveMs: number) =>
      upgrade(queue, "0.24.11", "0.24.12", keepaliveMs).behaviours.find(
        ({ behaviour }) => behaviour === "keepaliveZero",
      );
    expect(of(0)).toMatchObject({ before: "kicked", after: "unchecked", concerns: true });
    expect(of(5000)).toMatchObject({ concerns: false });
  });

  test("the thousandfold multiplier shows in the windows", () => {
    const { windows } = upgrade(queue, "0.21.1", "0.21.2", 60_000);
    expect(windows).toMatchObject([{ changed: true, after: { limitMs: 90_000 } }]);
  });
});

describe("the file as a whole", () => {
  test("a syntax error ends the broker from 0.24.1 on", () => {
    const { outcome, affected } = upgrade(
      "mqtt {\n  retry_interval = 5s\n}\nlog { level = }\n",
      "0.24.0",
      "0.24.1",
    );
    expect({ outcome, affected }).toEqual({
      outcome: { before: "runs-on-defaults", after: "exits" },
      affected: true,
    });
  });
});

describe("release notes", () => {
  const ssl = 'listeners.ssl { bind = "0.0.0.0:8883" }';
  test("only of releases in between, about sections of the file", () => {
    const { notes } = upgrade(ssl, "0.23.2", "0.23.3");
    expect(notes.map(({ since, keys }) => [since, keys])).toEqual([["0.23.3", ["listeners.ssl"]]]);
    expect(upgrade(ssl, "0.23.3", "0.23.4").notes).toEqual([]);
    expect(upgrade(queue, "0.23.2", "0.23.3").notes).toEqual([]);
  });
});
