import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const src = new URL("../src/", import.meta.url);
const page = readFileSync(new URL("../ARCHITECTURE.md", import.meta.url), "utf8");

/** Room -> rooms it may import, from the table in ARCHITECTURE.md. */
function allowedImports(): ReadonlyMap<string, readonly string[]> {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.*?) *\| (.*?) *\|$/gm)];
  return new Map(rows.map(([, room = "", , imports = ""]) => [room, imports.split(", ").filter(Boolean)]));
}

const allowed = allowedImports();
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && name.includes("/") && !name.startsWith("generated/"))
  .toSorted();

function importsOf(file: string): readonly string[] {
  const text = readFileSync(new URL(file, src), "utf8");
  return [...text.matchAll(/(?:from|import\() ?"([^"]+)"/g)].map(([, target = ""]) => target);
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? path;
}

/** Rooms that may know files, sockets and clocks. */
const worldly = new Set(["cli", "host", "http-api", "probe", "stand-in"]);

describe("rooms", () => {
  test("every folder of src is a room of the table, and the other way round", () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...allowed.keys()].toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  test.each(files)("%s imports what its room may", (file) => {
    const room = roomOf(file);
    const mayImport = new Set([room, ...(allowed.get(room) ?? [])]);
    const forbidden = importsOf(file)
      .filter((target) => target.startsWith("."))
      .map((target) => new URL(target, new URL(file, src)).href)
      .filter((target) => target.startsWith(src.href))
      .map((target) => target.slice(src.href.length))
      .filter(
        (target) => target.includes("/") && !mayImport.has(roomOf(target)) && !mayImport.has("every room"),
      );
    expect(forbidden).toEqual([]);
  });

  test.each(files.filter((file) => !worldly.has(roomOf(file))))(
    "%s knows no files, clock or chance",
    (file) => {
      expect(importsOf(file).filter((target) => target.startsWith("node:"))).toEqual([]);
      const lines = readFileSync(new URL(file, src), "utf8").split("\n");
      const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.[a-z])/;
      expect(lines.filter((line) => impure.test(line))).toEqual([]);
    },
  );
});
