import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { releaseRows } from "../src/generated/releases.ts";
import { parseVersion } from "../src/nanomq/version.ts";
import { expectRatchet } from "./invariants/ratchet.ts";

const src = new URL("../src/", import.meta.url);
const page = readFileSync(new URL("../ARCHITECTURE.md", import.meta.url), "utf8");

/** Room -> rooms it may import, from the table in ARCHITECTURE.md. */
function allowedImports(): ReadonlyMap<string, readonly string[]> {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.*?) *\| (.*?) *\|$/gm)];
  return new Map(rows.map(([, room = "", , imports = ""]) => [room, imports.split(", ").filter(Boolean)]));
}

const TYPES = " (types)";
const allowed = allowedImports();
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && name.includes("/") && !name.startsWith("generated/"))
  .toSorted();

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(new URL(file, src), "utf8");
  const found = text.matchAll(/(?:^(?:im|ex)port (type )?[^;"]*?from |import\()"([^"]+)"/gm);
  return [...found].map(([, type, target = ""]) => ({ target, typeOnly: type !== undefined }));
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? path;
}

/** Rooms that may know files, sockets and clocks. */
const worldly = new Set(["live", "entry"]);

describe("rooms", () => {
  test("every folder of src is a room of the table, and the other way round", () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...allowed.keys()].toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  test("a room names only rooms above it: no circles", () => {
    const rooms = [...allowed.keys()];
    const upwards = [...allowed].flatMap(([room, imports]) =>
      imports
        .map((name) => name.replace(TYPES, ""))
        .filter((name) => name !== "every room" && !rooms.slice(0, rooms.indexOf(room)).includes(name))
        .map((name) => `${room} -> ${name}`),
    );
    expect(upwards).toEqual([]);
  });

  test.each(files)("%s imports what its room may", (file) => {
    const room = roomOf(file);
    const mayImport = new Set([room, ...(allowed.get(room) ?? [])]);
    const forbidden = importsOf(file)
      .filter(({ target }) => target.startsWith("."))
      .map(({ target, typeOnly }) => ({ href: new URL(target, new URL(file, src)).href, typeOnly }))
      .filter(({ href }) => href.startsWith(src.href))
      .map(({ href, typeOnly }) => ({ path: href.slice(src.href.length), typeOnly }))
      .filter(({ path, typeOnly }) => {
        const target = roomOf(path);
        return !(mayImport.has(target) || (typeOnly && mayImport.has(`${target}${TYPES}`)));
      });
    expect(mayImport.has("every room") ? [] : forbidden).toEqual([]);
  });

  test.each(files.filter((file) => !worldly.has(roomOf(file))))(
    "%s knows no files, clock or chance",
    (file) => {
      expect(importsOf(file).filter(({ target }) => target.startsWith("node:"))).toEqual([]);
      const lines = readFileSync(new URL(file, src), "utf8").split("\n");
      const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.[a-z])/;
      expect(lines.filter((line) => impure.test(line))).toEqual([]);
    },
  );
});

/** Tables that the generator made. */
const made = readdirSync(new URL("generated/", src)).flatMap((name) =>
  name.endsWith(".ts") ? [`generated/${name}`] : [],
);

/** Files of src that imports lead to. */
function pathsOf(imports: readonly Import[], file: string): readonly string[] {
  return imports
    .filter(({ target }) => target.startsWith("."))
    .map(({ target }) => new URL(target, new URL(file, src)).href)
    .filter((href) => href.startsWith(src.href))
    .map((href) => href.slice(src.href.length));
}

type Imports = ReadonlyMap<string, readonly string[]>;

/** Without what imports nothing that is left, again and again: such a file is in no circle. */
function withoutEnds(imports: Imports): Imports {
  const left = new Map(imports);
  for (let isLess = true; isLess; ) {
    const ends = [...left].filter(([, targets]) => !targets.some((target) => left.has(target)));
    for (const [file] of ends) left.delete(file);
    isLess = ends.length > 0;
  }
  return left;
}

function reversed(imports: Imports): Imports {
  const importers = new Map([...imports.keys()].map((file): [string, string[]] => [file, []]));
  for (const [file, targets] of imports) for (const target of targets) importers.get(target)?.push(file);
  return importers;
}

/** Every import that leads back to where it stands, and those between such. */
function circlesIn(imports: Imports): readonly string[] {
  const left = reversed(withoutEnds(reversed(withoutEnds(imports))));
  return [...left].flatMap(([file, targets]) =>
    targets.filter((target) => left.has(target)).map((target) => `${file} -> ${target}`),
  );
}

describe("files", () => {
  test("circles are found, and who only leads to one is none", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", ["b"]],
      ["d", []],
    ]);
    expect(circlesIn(imports)).toEqual(["b -> c", "c -> b"]);
  });

  test("no file leads back to itself, in its room or through others", () => {
    const values = (file: string) =>
      pathsOf(
        importsOf(file).filter(({ typeOnly }) => !typeOnly),
        file,
      );
    expect(circlesIn(new Map([...files, ...made].map((file) => [file, values(file)])))).toEqual([]);
  });

  test("nor by types, which have a file of their own where two need them; a made table has the types of who reads it", () => {
    const targets = (file: string) => pathsOf(importsOf(file), file);
    expect(circlesIn(new Map(files.map((file) => [file, targets(file)])))).toEqual([]);
  });
});

/** Lines of code, comments left out, that `sign` is found on, as "file: line". */
function linesWith(sign: RegExp, exempt: readonly string[]): readonly string[] {
  return files
    .filter((file) => !exempt.includes(roomOf(file)))
    .flatMap((file) => {
      const lines = readFileSync(new URL(file, src), "utf8").split("\n");
      return lines
        .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && sign.test(line))
        .map((line) => `${file}: ${line.trim()}`);
    });
}

// Walls that do not stand yet: the numbers may only go down.
describe("walls", () => {
  test("a release number stands in data: releases/, rules/ and schemas/; what is typed as an example apart", () => {
    const named = linesWith(/(?<![\d.])0\.(?:1[4-9]|2\d)\.\d+|["'`]v?0\.(?:1[4-9]|2\d)["'`]/, []);
    const isExample = (line: string) => /"[a-z]+ .*--(?:nanomq|from) \d|such as \d/.test(line);
    expect(named.filter((line) => !isExample(line))).toEqual([]);
  });

  test("a release that a comment names is one", () => {
    const ranks = new Set(releaseRows.map(([name]) => parseVersion(name)?.rank));
    const strange = files.flatMap((file) => {
      const named =
        readFileSync(new URL(file, src), "utf8").match(/(?<![\d.])0\.(?:1[4-9]|2\d)\.\d+(?![\d.]*\d)/g) ?? [];
      return named.filter((name) => !ranks.has(parseVersion(name)?.rank)).map((name) => `${file}: ${name}`);
    });
    expect(strange).toEqual([]);
  });

  test("a schema names no address that is nobody's", () => {
    const folder = new URL("../schemas/", import.meta.url);
    const ids = readdirSync(folder).map((name) => [
      name,
      JSON.parse(readFileSync(new URL(name, folder), "utf8")).$id,
    ]);
    expect(ids.filter(([name, id]) => id !== name)).toEqual([]);
  });

  test("sentences, known by their Chinese, are made in report/", () => {
    expectRatchet(linesWith(/\p{Script=Han}/u, ["report"]), 93);
  });
});

describe("output", () => {
  const textOf = (file: string) => readFileSync(new URL(file, src), "utf8");
  const having = (what: RegExp) => files.filter((file) => what.test(textOf(file)));

  test("only the streams themselves write to them, and the writer to files; bin.ts speaks to a Node that is too old for the rest", () => {
    expect(having(/process\.std(?:out|err)\b|\bconsole\.|writeSync\(/)).toEqual([
      "entry/cli/bin.ts",
      "entry/cli/cache/files.ts",
      "entry/cli/file-writer.ts",
      "entry/cli/standard-streams.ts",
    ]);
  });

  test("the world is handed to a run, and only its guard writes to it", () => {
    expect(having(/\bnodeIo\(/)).toEqual([
      "entry/cli/node-io.ts",
      "entry/cli/start-lint.ts",
      "entry/cli/start.ts",
      "entry/lsp/stdio.ts",
    ]);
    expect(having(/\bguardedIo\(/)).toEqual(["entry/cli/guarded-io.ts", "entry/cli/session.ts"]);
    expect(having(/\bworld\.(?:out|err)\b/)).toEqual([
      "entry/cli/cache/witness.ts",
      "entry/cli/guarded-io.ts",
    ]);
  });

  test("no other room makes an escape sequence", () => {
    expect(having(/\\u001[bB]\[|\\x1[bB]\[/)).toEqual(["entry/cli/guarded-io.ts", "report/output/roles.ts"]);
  });
});
