import { describe, expect, test } from "vitest";
import { compareConfs } from "../../../src/advise/compare/difference.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";

function compare(before: string, after: string) {
  const version = parseVersion("0.24.14");
  if (version === undefined) throw new RangeError("no version");
  return compareConfs({
    before: { version, conf: { text: before } },
    after: { version, conf: { text: after } },
    clients: [{ name: "sensors", keepaliveMs: 5000 }],
  });
}

describe("two confs", () => {
  test.each([
    ["order and comments", "mqtt {\n a = 1\n retry_interval = 3s\n}", "# why\nmqtt.retry_interval = 3s"],
    ["a default written out", "log.level = warn", "log.level = warn\nmqtt.retry_interval = 10s"],
    ["a key that nothing reads", "log.level = warn", "log.level = warn\nmqtt.no_such = 1"],
  ])("%s make no difference", (_what, before, after) => {
    expect(compare(before, after)).toMatchObject({ settings: [], different: false });
  });

  test("another retry interval shows as setting and as window", () => {
    const { settings, windows, different } = compare("mqtt.retry_interval = 10s", "mqtt.retry_interval = 3s");
    expect(different).toBe(true);
    expect(settings).toMatchObject([{ path: "mqtt.retry_interval", before: 10, after: 3, set: true }]);
    expect(windows).toMatchObject([
      { changed: true, before: { windowMs: { latest: 20_000 } }, after: { windowMs: { latest: 12_000 } } },
    ]);
  });

  test("one that does not start differs from one that does", () => {
    const { outcome, different } = compare("mqtt.retry_interval = 10s", "mqtt { retry_interval = }");
    expect({ outcome, different }).toEqual({ outcome: { before: "runs", after: "exits" }, different: true });
  });

  test("two that do not start are not alike", () => {
    expect(compare("mqtt { retry_interval = }", "mqtt { retry_interval = }").different).toBe(true);
  });
});
