import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";
import { bytesOf, millisecondsOf, secondsOf } from "../../src/start/unit-text.ts";

function version(text: string): NanomqVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

const older = version("0.24.12");
const newer = version("0.24.13");
const newest = version("0.25.3");

describe("seconds", () => {
  test.each([
    ["20s", 20n, 20n],
    ["5m", 300n, 300n],
    ["2h", 7200n, 7200n],
    ["1d", undefined, 86400n],
    ["500ms", 30000n, 30000n],
    ["1h30m", 3600n, 3600n],
    [" 20s", 20n, 20n],
    ["20", undefined, undefined],
    ["20S", undefined, undefined],
    ["20 s", undefined, undefined],
    ["1.5s", undefined, undefined],
    ["", undefined, undefined],
    ["-1s", 2n ** 64n - 1n, undefined],
    ["99999999999999999999s", 2n ** 64n - 1n, 2n ** 64n - 1n],
  ])("%s", (text, before, since) => {
    expect(secondsOf(text, older)).toBe(before);
    expect(secondsOf(text, newer)).toBe(since);
  });
});

test.each([
  ["300ms", 300n],
  ["300 ms", 300n],
  ["300", 300n],
  ["3s", 3000n],
  ["2m", 120000n],
  ["1d", 86400000n],
  ["300MS", undefined],
  ["10us", undefined],
  ["-5ms", undefined],
  ["1.5s", undefined],
])("%s in milliseconds", (text, ms) => {
  expect(millisecondsOf(text)).toBe(ms);
});

describe("bytes", () => {
  test.each([
    ["4KB", 4096n, 4096n, 4096n],
    ["4 kb behind", 4096n, 4096n, 4096n],
    ["4M", undefined, 4194304n, 4194304n],
    ["4096", 4096n, undefined, 4096n],
    ["0", undefined, undefined, 0n],
    ["0KB", 0n, 0n, 0n],
    ["4TB", undefined, undefined, undefined],
    ["-4KB", 2n ** 64n - 4096n, undefined, undefined],
    ["18014398509481984KB", 0n, 0n, 0n],
  ])("%s", (text, before, since, last) => {
    expect(bytesOf(text, older)).toBe(before);
    expect(bytesOf(text, newer)).toBe(since);
    expect(bytesOf(text, newest)).toBe(last);
  });
});

test("no text makes a reader fail", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(older, newer, newest), (text, release) => {
      for (const value of [secondsOf(text, release), millisecondsOf(text), bytesOf(text, release)])
        expect(value === undefined || (value >= 0n && value < 2n ** 64n)).toBe(true);
    }),
  );
});
