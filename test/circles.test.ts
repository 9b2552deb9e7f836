import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const src = new URL("../src/", import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

interface Import {
  readonly target: string;
  readonly isType: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(new URL(file, src), "utf8");
  const found = text.matchAll(/(?:^(?:im|ex)port (type )?[^;"]*?from |\bimport\()"(\.[^"]+)"/gm);
  return [...found]
    .map(([, type, target = ""]) => ({
      target: new URL(target, new URL(file, src)).href,
      isType: type !== undefined,
    }))
    .filter(({ target }) => target.startsWith(src.href))
    .map(({ target, isType }) => ({ target: target.slice(src.href.length), isType }));
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
  const values = (file: string) => importsOf(file).flatMap(({ target, isType }) => (isType ? [] : [target]));
  expect(circlesIn(new Map(files.map((file) => [file, values(file)])))).toEqual([]);
});

test("nor by types, which have a file of their own where two need them; a made table has the types of who reads it", () => {
  const written = files.filter((file) => !file.startsWith("generated/"));
  const targets = (file: string) => importsOf(file).map(({ target }) => target);
  expect(circlesIn(new Map(written.map((file) => [file, targets(file)])))).toEqual([]);
});
