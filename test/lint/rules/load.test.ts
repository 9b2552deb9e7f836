import { describe, expect, it } from "vitest";
import { loadRule } from "../../../src/lint/rules/load.ts";
import { ruleProblemText } from "../../../src/report/rule/rule-faults.ts";

const surface = {
  conf: {
    mqtt: { retry_interval: "double", keepalive_multiplier: "double" },
    auth: { allow_anonymous: "bool" },
  },
  rules: [],
} as const;

const whole = `id = "timing/too-slow"
severity = "warning"
for = "client in clients"
when = "conf.mqtt.retry_interval > params.ratio * client.keepalive"
target = "mqtt.retry_interval"
requires = ["clients"]

[params]
ratio = 0.3

[args]
used = "duration(conf.mqtt.retry_interval)"

[message]
en = "every {used}"
zh = "每 {used}"

[why]
en = "because"
zh = "因为"

[[example]]
conf = "mqtt.retry_interval = 10s"
expect = [1]

[[example]]
conf = "mqtt.retry_interval = 1s"
expect = []
`;

function problems(text: string): readonly string[] {
  const result = loadRule("my.toml", text, surface);
  return result.ok ? [] : result.problems.map((problem) => ruleProblemText(problem, "en"));
}

describe("loadRule", () => {
  it("loads a whole rule", () => {
    const result = loadRule("my.toml", whole, surface);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.loaded.rule).toMatchObject({
      list: "clients",
      variable: "client",
      presets: ["recommended"],
    });
    expect(result.loaded.code.when).toContain("cel.greater");
  });

  it.each([
    [
      "retry_interval > params",
      "retry_intervl > params",
      "my.toml:4:§: when: no such key: retry_intervl (did you mean retry_interval?)",
    ],
    ["params.ratio", "params.ration", "my.toml:4:§: when: no such key: ration (did you mean ratio?)"],
    ["in clients", "in client", "my.toml:3:§: no such list: client (did you mean clients?)"],
    [
      'target = "mqtt.retry_interval"',
      'target = "mqtt.retry"',
      "my.toml:5:§: target: no such setting: mqtt.retry",
    ],
    [
      'requires = ["clients"]',
      'requires = ["objective.detect"]',
      "my.toml:6:§: requires: no such fact: objective.detect",
    ],
    ['severity = "warning"', 'severity = "bad"', ":§: severity: must be one of error, warning, info"],
    ['target = "', '"tar(*get[" = "', "my.toml:5:§: unknown key tar(*get["],
    ['target = "', 'tarket = "', "my.toml:5:§: unknown key tarket (did you mean target?)"],
    ["expect = [1]", "expect = []", "my.toml:1:§: no example that reports"],
    ["expect = []", "expect = [1]", "my.toml:1:§: no example that is clean"],
    ['zh = "每 {used}"', 'zh = "每"', "message: {used} stands in only one of the languages"],
    ['used = "duration', 'uses = "duration', "message: {used} is not in [args]"],
    [
      '"conf.mqtt.retry_interval > params.ratio * client.keepalive"',
      '"conf.mqtt.retry_interval"',
      "my.toml:4:§: when: is double, must be bool",
    ],
    ["> params.ratio * client.keepalive", "> client.name", "no such overload"],
    ['id = "timing', "id = 'timing", "my.toml:1:§: not TOML"],
  ])("%s -> %s", (from, to, expected) => {
    const text = whole.replace(from, to);
    expect(text).not.toBe(whole);
    // The column is that of the key or of the name; test/entry/cli/packs.test.ts has examples.
    expect(
      problems(text)
        .join("\n")
        .replaceAll(/:\d+: /g, ":§: "),
    ).toContain(expected);
  });
});
