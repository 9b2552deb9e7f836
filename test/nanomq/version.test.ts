import { describe, expect, test } from "vitest";
import { newestRelease, oldestRelease, releases, resolveVersion } from "../../src/nanomq/releases.ts";
import { isSince, isWithin, type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";

function version(text: string): NanomqVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`no version: ${text}`);
  return parsed;
}

describe("parseVersion", () => {
  test.each(["0.24.14", "v0.24.14", "0.21", "0.25.2-2", "0.24.1-beta", "0.24.5-sdv.beta.3"])(
    "reads %s",
    (text) => {
      expect(version(text).text).toBe(text);
    },
  );

  test.each(["", "latest", "0", "0.24.14.1", "0.24.x", " 0.24.14", "0.24.14-", "1234.0.0"])(
    "refuses %j",
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
    },
  );

  test("orders numbers, not text", () => {
    expect(version("0.24.9").rank).toBeLessThan(version("0.24.10").rank);
    expect(version("0.21").rank).toBe(version("0.21.0").rank);
    expect(version("0.25.2").rank).toBeLessThan(version("0.25.2-2").rank);
    expect(version("0.24.1-beta").rank).toBe(version("0.24.1").rank);
  });

  test("knows its releases in order", () => {
    const ranks = releases.map((text) => version(text).rank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(releases[0]).toBe(oldestRelease);
    expect(releases.at(-1)).toBe(newestRelease);
  });
});

describe("spans of versions", () => {
  test.each([
    ["0.19.0", true],
    ["0.21.1", true],
    ["0.21.1-3", true],
    ["0.18.2", false],
    ["0.21.2", false],
  ])("0.19.0 to 0.21.1 holds %s: %s", (text, inside) => {
    expect(isWithin(version(text), { since: "0.19.0", until: "0.21.1" })).toBe(inside);
  });

  test("no end means still so", () => {
    expect(isWithin(version("9.0.0"), { since: "0.24.12" })).toBe(true);
    expect(isSince(version("0.24.11"), "0.24.12")).toBe(false);
  });

  test("a span that names no version is a mistake of ours and says so", () => {
    expect(() => isSince(version("0.24.11"), "soon")).toThrow("not a NanoMQ version: soon");
  });
});

describe("resolveVersion", () => {
  test.each([
    ["0.22.10", "0.22.10", "known"],
    ["0.25.6-1", "0.25.6-1", "known"],
    ["0.26.0", newestRelease, "newer-than-known"],
    ["0.14.1", oldestRelease, "older-than-known"],
  ])("%s behaves like %s (%s)", (asked, used, knowledge) => {
    const resolved = resolveVersion(asked);
    expect(resolved).toMatchObject({ asked, knowledge });
    expect(resolved?.version.text).toBe(used);
  });

  test("text that is no version resolves to nothing", () => {
    expect(resolveVersion("latest")).toBeUndefined();
  });
});
