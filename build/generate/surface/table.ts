import { plain } from "../../../src/start/plain-name.ts";
import { isJson, type Json, type Place, places } from "./walk.ts";

const TYPES = `// Generated from schemas/nanomq.schema.json; do not edit.

export type Scalar = string | number | boolean | null;

/** A fact that changed: release -> what holds from that release on. A plain value holds always. */
export type ByVersion<T extends Scalar> = T | Readonly<Record<string, T>>;

export type Store = "uint8" | "uint16" | "uint32" | "uint64" | "int32" | "float";

export type Reader =
  | "section"
  | "number"
  | "flag"
  | "text"
  | "seconds"
  | "kept-seconds"
  | "milliseconds"
  | "size"
  | "word"
  | "word-list"
  | "choice"
  | "text-list"
  | "list"
  | "text-map"
  | "address"
  | "hex";

export type Unit = "s" | "ms" | "B" | "count";

/** How NanoMQ reads one key. */
export interface SurfaceKey {
  /** \`*\` stands for a name the user chooses, \`[]\` for every element: \`bridges.mqtt.*.forwards[].qos\`. */
  readonly path: string;
  readonly reader: Reader;
  readonly stores?: ByVersion<Store>;
  readonly unit?: Unit;
  readonly default?: ByVersion<Scalar>;
  /** What NanoMQ puts in front of an address. */
  readonly prefix?: string;
  /** The words or numbers it takes. */
  readonly words?: readonly (string | number)[];
  readonly anyCase?: true;
  /** First release that reads it; null where no release of the main line does. */
  readonly since: string | null;
  readonly until?: string;
  readonly absent?: readonly { readonly since: string; readonly until: string }[];
  readonly build?: readonly string[];
  readonly needs?: string;
  /** Read, but nothing in the broker looks at the value. */
  readonly inert?: true;
  readonly renamedTo?: string;
  readonly secret?: true;
}

/** What NanoMQ keeps beside the keys, or instead of one: a switch, a count, a copy. */
export interface KeptSetting {
  readonly path: string;
  readonly default: ByVersion<Scalar>;
  readonly since: string;
  readonly until?: string;
}
`;

const KEPT =
  "reader stores unit default prefix anyCase since until absent build needs inert renamedTo secret".split(
    " ",
  );

function wordsOf(schema: Json): unknown {
  if (schema["enum"] !== undefined) return schema["enum"];
  return isJson(schema["items"]) ? schema["items"]["enum"] : undefined;
}

function rowOf({ path, schema }: Place): Json {
  const notes = schema["x-nanomq"];
  if (!isJson(notes)) throw new TypeError(`${path} has no annotations`);
  const row: Record<string, unknown> = { path };
  for (const name of KEPT) if (notes[name] !== undefined) row[name] = notes[name];
  const words = wordsOf(schema);
  if (words !== undefined) row["words"] = words;
  return row;
}

/** What a key is for, for people: descriptions in both languages and an example value. */
export function surfaceWords(schema: unknown): string {
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  const words: Record<string, Json> = {};
  for (const { path, schema: place } of places(schema)) {
    const notes = place["x-nanomq"];
    const { zh, sample, effect } = isJson(notes) ? notes : {};
    words[path] = { en: place["description"], zh, sample, effect };
  }
  const text = JSON.stringify(JSON.stringify(words));
  return `// Generated from schemas/nanomq.schema.json; do not edit.

export interface KeyWords {
  readonly en?: string;
  readonly zh?: string;
  /** What the sample files of NanoMQ say. */
  readonly sample?: string;
  readonly effect?: string;
}

/** Path of a key -> what it is for. */
export const surfaceWords: Readonly<Record<string, KeyWords>> = JSON.parse(
  ${text},
);
`;
}

/** Settings that are no keys, as the schema lists them. @throws TypeError where one has no path */
export function keptSettings(schema: Json): readonly (Json & { readonly path: string })[] {
  const notes = schema["x-nanomq"];
  const rows: unknown = isJson(notes) ? notes["settings"] : undefined;
  if (!Array.isArray(rows)) throw new TypeError("schemas/nanomq.schema.json lists no settings");
  return rows.map((row: unknown) => {
    if (!isJson(row) || typeof row["path"] !== "string") throw new TypeError("a setting without a path");
    return { ...row, path: row["path"] };
  });
}

/** The names that the schema lists, and the last names of its secret keys. */
function secretNames(schema: Json): readonly string[] {
  const notes = schema["x-nanomq"];
  const listed: unknown = isJson(notes) ? notes["secretNames"] : undefined;
  if (!Array.isArray(listed)) throw new TypeError("the schema lists no secret names");
  const ofKeys = places(schema).flatMap(({ path, schema: place }) => {
    const facts = place["x-nanomq"];
    const last = path.split(".").at(-1) ?? "";
    return isJson(facts) && facts["secret"] === true && last !== "*" ? [last] : [];
  });
  return [...new Set([...listed.map(String), ...ofKeys])].toSorted();
}

function parentOf(path: string): string {
  return path.endsWith("[]") ? path.slice(0, -2) : path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** Places that are no keys and have keys below them. */
function placesBetween(paths: readonly string[]): readonly string[] {
  const found = new Set(paths);
  for (const path of paths)
    for (let at = parentOf(path); at !== "" && !found.has(at); at = parentOf(at)) found.add(at);
  return [...found].slice(paths.length);
}

/** The compact table that the loader and the shape check work with. */
export function surfaceTable(schema: unknown): string {
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  const rows = places(schema).map(rowOf);
  // Text parsed by JSON.parse loads several times faster than the same data as source code.
  const text = JSON.stringify(JSON.stringify(rows));
  const kept = keptSettings(schema).flatMap(({ api: _api, takeover: _takeover, ...row }) =>
    row["default"] === undefined ? [] : [row],
  );
  const paths = places(schema).map(({ path }) => path);
  const leaves = paths.map((path) => plain(path.slice(path.lastIndexOf(".") + 1)));
  const names = JSON.stringify(secretNames(schema));
  return `${TYPES}
export const surfaceKeys: readonly SurfaceKey[] = JSON.parse(
  ${text},
);

/** Pattern paths that are no keys and have keys below them. */
export const placesBetween: readonly string[] = ${JSON.stringify(placesBetween(paths))};

/** The last names of all keys, without signs and letter case. */
export const plainKeyNames: readonly string[] = ${JSON.stringify([...new Set(leaves)])};

/** Names whose values nobody else should read, in any file; the secret keys of the table are among them. */
export const secretNames: readonly string[] = ${names};

export const keptSettings: readonly KeptSetting[] = ${JSON.stringify(kept)};
`;
}
