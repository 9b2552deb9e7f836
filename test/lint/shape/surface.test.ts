import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isJson, type Json, places } from "../../../build/generate/surface/walk.ts";
import { surfaceKeys } from "../../../src/generated/surface.ts";
import { surfaceWords } from "../../../src/generated/surface-words.ts";

interface Row {
  readonly path: string;
  readonly file: string;
  readonly reader: string;
  readonly storage: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly renamedTo: string | null;
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"));
}

function object(value: unknown): Json {
  if (!isJson(value)) throw new TypeError("not an object");
  return value;
}

const schema = object(json("schemas/nanomq.schema.json"));
const rows: readonly Row[] = Array.from(Object.values(json("fixtures/surface/keys.json") ?? {}));

const READERS: Readonly<Record<string, readonly string[]>> = {
  section: ["section"],
  number: ["number"],
  bool: ["flag"],
  string: ["text"],
  "time-seconds": ["seconds", "kept-seconds"],
  "time-ms": ["milliseconds"],
  "size-bytes": ["size"],
  enum: ["word"],
  "enum-array": ["word-list"],
  "number-enum": ["choice"],
  "string-array": ["text-list"],
  "object-array": ["list"],
  "string-map": ["text-map"],
  address: ["address"],
  hex: ["hex"],
};

const GATEWAYS: Readonly<Record<string, string>> = {
  "nanomq_zmq_gateway.conf": "zmqGateway",
  "nanomq_vsomeip_gateway.conf": "vsomeipGateway",
  "nanomq_dds_gateway.conf": "ddsGateway",
};

function placesOf(file: string): ReadonlyMap<string, Json> {
  const gateway = GATEWAYS[file];
  const root = gateway === undefined ? schema : object(object(schema["$defs"])[gateway]);
  return new Map(places(root).map((place) => [place.path, object(place.schema["x-nanomq"])]));
}

const byFile = new Map(["nanomq.conf", ...Object.keys(GATEWAYS)].map((file) => [file, placesOf(file)]));

describe("the schema has every known key", () => {
  test.each(rows)("$file $path", (row) => {
    const notes = byFile.get(row.file)?.get(row.path);
    expect(notes).toBeDefined();
    expect(READERS[row.reader]).toContain(notes?.["reader"]);
    expect(notes?.["since"]).toBe(row.since);
    expect(notes?.["until"] ?? null).toBe(row.until);
    expect(notes?.["renamedTo"] ?? null).toBe(row.renamedTo);
  });

  test("and no others", () => {
    const known = new Set(rows.filter((row) => row.file === "nanomq.conf").map((row) => row.path));
    // Nothing in the broker uses what lies in this section, which is said of it as a whole.
    expect(surfaceKeys.filter((key) => !known.has(key.path)).map((key) => key.path)).toEqual(["auth.cache"]);
  });
});

describe("every key says what it is for, in both languages", () => {
  test.each(surfaceKeys)("$path", ({ path }) => {
    expect(surfaceWords[path]?.en).toMatch(/\S/);
    expect(surfaceWords[path]?.zh).toMatch(/\S/);
  });
});
