// One Chinese term for one thing, in all that a Chinese reader meets: messages, rule pages, documentation, editor, site.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readGlossary } from "../build/glossary.ts";

const root = new URL("../", import.meta.url);
const glossary = await readGlossary(fileURLToPath(root));
/** Texts for people; made pages are made of them. */
const ROOMS = ["rules", "releases", "schemas", "src", "site", "editors", "build", "docs"];
const MADE =
  /^src\/generated\/|^build\/(?:\.cache\/|glossary\.toml)|^docs\/(?:rules\/|(?:glossary|keys|defects)\.)/;
const TEXT = /\.(?:toml|ts|json|md)$/;
/** Strings of a program or a table, and prose: code spans and what is shown of a conf are as they are. */
const PIECES = /\\?["'`]/;
const CHINESE = /[\u3400-\u9fff]/;

function files(): readonly string[] {
  const found = ROOMS.flatMap((room) =>
    readdirSync(new URL(room, root), { recursive: true, encoding: "utf8" }).map((name) => `${room}/${name}`),
  );
  return ["README.zh-CN.md", ...found.filter((path) => TEXT.test(path) && !MADE.test(path))];
}

/** Chinese pieces of a text with their lines. */
function piecesOf(text: string): readonly (readonly [line: number, piece: string])[] {
  if (!CHINESE.test(text)) return [];
  return text.split("\n").flatMap((line, index) =>
    CHINESE.test(line)
      ? line
          .split(PIECES)
          .filter((piece) => CHINESE.test(piece))
          .map((piece) => [index + 1, piece] as const)
      : [],
  );
}

test("no Chinese text says in another word what the glossary has a term for", () => {
  const banned = glossary.flatMap(({ zh, never = [] }) =>
    never.map((other) => ({ zh, other: new RegExp(other) })),
  );
  const said = files().flatMap((path) =>
    piecesOf(readFileSync(new URL(path, root), "utf8")).flatMap(([line, piece]) =>
      banned.flatMap(({ zh, other }) => {
        const found = other.exec(piece)?.[0];
        return found === undefined ? [] : [`${path}:${line} ${found} -> ${zh}`];
      }),
    ),
  );
  expect(said).toEqual([]);
});

test("terms stand in the order of their English, each once", () => {
  const names = glossary.map(({ en }) => en);
  expect(names).toEqual([...new Set(names)].toSorted());
  const terms = glossary.map(({ zh }) => zh);
  expect(terms).toEqual([...new Set(terms)]);
});
