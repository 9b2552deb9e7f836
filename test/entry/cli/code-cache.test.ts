// The cache decides whether the process lives: V8 takes what it is given (issue 13, signal 11).
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type CachePlace,
  cacheFolder,
  cachePlace,
  readCache,
  writeCache,
} from "../../../src/entry/cli/code-cache.ts";

let folder: string;
let place: CachePlace;
const code = Buffer.alloc(20_000, 7);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nanotune-cache-"));
  place = {
    folder: join(folder, "deep", "nanotune"),
    file: join(folder, "deep", "nanotune", "lint-1.bin"),
    key: "lint 1",
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keep = (at = place) => writeCache(at, () => ({ code, parts: ["lint"] }));

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
    expect(readCache(place)).toEqual({ code, parts: ["lint"] });
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(place.folder)).toEqual(["lint-1.bin"]);
  });

  test("is replaced by the next", () => {
    keep();
    writeCache(place, () => ({ code, parts: ["lint", "show"] }));
    expect(readCache(place)?.parts).toEqual(["lint", "show"]);
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
    expect(readCache(place)).toBeUndefined();
  });

  test("is not taken for another key, nor where others may write", () => {
    keep();
    expect(readCache({ ...place, key: "lint 2" })).toBeUndefined();
    chmodSync(place.file, 0o620);
    expect(readCache(place)).toBeUndefined();
  });
});

describe("no cache is no failure", () => {
  test("a folder that cannot be made costs nothing, not even the compilation", () => {
    writeFileSync(join(folder, "file"), "");
    const within = join(folder, "file", "nanotune");
    const inFile = { ...place, folder: within, file: join(within, "lint-1.bin") };
    let made = 0;
    writeCache(inFile, () => {
      made += 1;
      return { code, parts: [] };
    });
    expect(made).toBe(0);
    expect(readCache(inFile)).toBeUndefined();
  });

  test("a target that cannot be replaced leaves no rest behind", () => {
    keep({ ...place, folder, file: join(place.folder) });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("the place is bound to script, Node and flags, and NANOTUNE_NO_CACHE takes it away", () => {
  const before = { ...process.env };
  try {
    const one = cachePlace("lint", "abc");
    process.env["NODE_OPTIONS"] = "--max-old-space-size=4096";
    const other = cachePlace("lint", "abc");
    expect(one?.key).toContain(process.version);
    expect(other?.file).not.toBe(one?.file);
    expect(cachePlace("lint", "abd")?.file).not.toBe(other?.file);
    process.env["NANOTUNE_NO_CACHE"] = "1";
    expect(cachePlace("lint", "abc")).toBeUndefined();
  } finally {
    process.env = before;
  }
});
