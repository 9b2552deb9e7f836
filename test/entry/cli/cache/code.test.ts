// The cache decides whether the process lives: V8 takes what it is given (issue 13, signal 11).
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CodePlace, codePlace, keepCode, readCode } from "../../../../src/entry/cli/cache/code.ts";
import { cacheFolder } from "../../../../src/entry/cli/cache/files.ts";

let folder: string;
let place: CodePlace;
const code = Buffer.alloc(20_000, 7);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nanotune-cache-"));
  place = { file: join(folder, "deep", "nanotune", "lint-1.bin"), key: "lint 1" };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keep = (at = place) => keepCode(at, () => ({ code, parts: ["lint"] }));

describe("the folder of the platform", () => {
  test.each([
    ["linux", { HOME: "/home/a" }, "/home/a/.cache/nanotune"],
    ["linux", { HOME: "/home/a", XDG_CACHE_HOME: "/var/cache/a" }, "/var/cache/a/nanotune"],
    ["linux", { HOME: "/home/a", XDG_CACHE_HOME: "relative" }, "/home/a/.cache/nanotune"],
    ["darwin", { HOME: "/Users/a", XDG_CACHE_HOME: "/x" }, "/Users/a/Library/Caches/nanotune"],
  ] as const)("%s %j", (platform, env, expected) => {
    expect(cacheFolder(env, platform)).toBe(expected);
  });
});

describe("what was kept", () => {
  test("comes back, readable by its owner only, and nothing else lies there", () => {
    keep();
    expect(readCode(place)).toEqual({ code, parts: ["lint"] });
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(place.file)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(place.file))).toEqual(["lint-1.bin"]);
  });

  test("is replaced by the next", () => {
    keep();
    keepCode(place, () => ({ code, parts: ["lint", "show"] }));
    expect(readCode(place)?.parts).toEqual(["lint", "show"]);
  });

  const spoilt: readonly (readonly [string, (bytes: Buffer) => Uint8Array])[] = [
    ["cut off", (bytes) => bytes.subarray(0, 9000)],
    ["empty", () => new Uint8Array()],
    ["three bytes", (bytes) => bytes.subarray(0, 3)],
    ["a page of zeros", (bytes) => bytes.fill(0, 4096, 8192)],
    ["zeros all over", (bytes) => bytes.fill(0)],
    [
      "a trailer of another kind",
      (bytes) =>
        Buffer.concat([bytes.subarray(0, code.length), Buffer.from('{"key":1}'), Buffer.from([9, 0, 0, 0])]),
    ],
    ["a length beyond the file", (bytes) => Buffer.concat([bytes, Buffer.from([255, 255, 255, 255])])],
  ];
  test.each(spoilt)("is not taken: %s", (_name, spoil) => {
    keep();
    writeFileSync(place.file, spoil(readFileSync(place.file)));
    expect(readCode(place)).toBeUndefined();
  });

  test("is not taken for another key, nor where others may write", () => {
    keep();
    expect(readCode({ ...place, key: "lint 2" })).toBeUndefined();
    chmodSync(place.file, 0o620);
    expect(readCode(place)).toBeUndefined();
  });
});

describe("no cache is no failure", () => {
  test("a folder that cannot be made costs nothing, not even the compilation", () => {
    writeFileSync(join(folder, "file"), "");
    const inFile = { ...place, file: join(folder, "file", "nanotune", "lint-1.bin") };
    let made = 0;
    keepCode(inFile, () => {
      made += 1;
      return { code, parts: [] };
    });
    expect(made).toBe(0);
    expect(readCode(inFile)).toBeUndefined();
  });

  test("a target that cannot be replaced leaves no rest behind", () => {
    mkdirSync(place.file, { recursive: true });
    keep();
    expect(readdirSync(dirname(place.file))).toEqual(["lint-1.bin"]);
  });
});

test("the place is bound to script, Node and flags, and NANOTUNE_NO_CACHE takes it away", () => {
  const before = { ...process.env };
  try {
    const one = codePlace("lint", "abc");
    process.env["NODE_OPTIONS"] = "--max-old-space-size=4096";
    const other = codePlace("lint", "abc");
    expect(one?.key).toContain(process.version);
    expect(other?.file).not.toBe(one?.file);
    expect(codePlace("lint", "abd")?.file).not.toBe(other?.file);
    process.env["NANOTUNE_NO_CACHE"] = "1";
    expect(codePlace("lint", "abc")).toBeUndefined();
  } finally {
    process.env = { ...before };
  }
});
