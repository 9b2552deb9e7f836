/** YAML with places in bytes: a plain tree in which aliases and merge keys (`<<`) are already followed. */

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { type Source, type Span, textOf } from "../text/source.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

/** What compose's own tags say of a value: take away what files below say, or put this in its place. */
type MergeTag = "reset" | "override";

export interface YamlScalar {
  readonly kind: "scalar";
  readonly tag?: MergeTag | undefined;
  readonly span: Span;
  /** As YAML 1.2 reads it: `yes` is text, `true` and `1883` are not. */
  readonly value: string | number | boolean | null;
  /** The value as it is written, without quotes; numbers keep their digits. */
  readonly text: string;
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
}

interface YamlList {
  readonly kind: "list";
  readonly tag?: MergeTag | undefined;
  readonly span: Span;
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

interface YamlMap {
  readonly kind: "map";
  readonly tag?: MergeTag | undefined;
  readonly span: Span;
  readonly entries: readonly YamlEntry[];
}

export type YamlNode = YamlScalar | YamlList | YamlMap;

interface YamlFile {
  readonly source: Source;
  readonly documents: readonly YamlNode[];
  readonly problems: readonly DeploymentProblem[];
}

/** Largest file read, in bytes: Kubernetes keeps objects below 1 MiB. */
const SIZE_LIMIT = 4 * 1024 * 1024;
/** Most map entries and list items of a file, merge keys followed. */
const NODE_LIMIT = 200_000;

/** Byte offset of each UTF-16 offset; undefined where they are the same. */
function byteOffsets(text: string, byteLength: number): Uint32Array | undefined {
  if (text.length === byteLength) return undefined;
  const offsets = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    offsets[at] = bytes;
    const code = text.charCodeAt(at);
    // Half of a surrogate pair takes 2 of its 4 bytes.
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    bytes += code < 0x80 ? 1 : code < 0x800 || surrogate ? 2 : 3;
  }
  offsets[text.length] = bytes;
  return offsets;
}

interface YamlError {
  readonly pos: readonly [start: number, end: number];
  readonly message: string;
}

const DUPLICATE_KEY = "Map keys must be unique";

/** What each alias names: the last anchor of its name in front of it. The parser itself would look through the document for each. */
function aliasesIn(documents: readonly Document[]): ReadonlyMap<unknown, Node> {
  const named = new Map<unknown, Node>();
  for (const document of documents) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) {
          const target = anchors.get(node.source);
          if (target !== undefined) named.set(node, target);
        } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }
  return named;
}

class Reader {
  readonly #source: Source;
  readonly #text: string;
  readonly #offsets: Uint32Array | undefined;
  readonly #made = new Map<Node, YamlNode>();
  readonly #open = new Set<Node>();
  aliases: ReadonlyMap<unknown, Node> = new Map();
  /** Keys that stand twice in one map, in the parser's words: it would compare each key with each other one. */
  readonly errors: YamlError[] = [];
  #count = 0;

  constructor(source: Source, text: string) {
    this.#source = source;
    this.#text = text;
    this.#offsets = byteOffsets(text, source.bytes.length);
  }

  get isFull(): boolean {
    return this.#count > NODE_LIMIT;
  }

  span(start: number, end: number): Span {
    const at = (offset: number): number =>
      Math.min(this.#offsets?.[offset] ?? offset, this.#source.bytes.length);
    return { file: this.#source.file, start: at(start), end: at(end) };
  }

  /** An alias gives the very node it names, so shared parts are read once. */
  node(node: unknown): YamlNode {
    if (isAlias(node)) return this.node(this.aliases.get(node));
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return this.#empty(0, 0);
    const made = this.#made.get(node);
    if (made !== undefined) return made;
    const [start, valueEnd] = node.range ?? [0, 0];
    // A block map or list ends where its text ends, not at the next line's indentation.
    const end = isScalar(node) ? valueEnd : start + this.#text.slice(start, valueEnd).trimEnd().length;
    // An anchor that holds an alias to itself has no end.
    if (this.#open.has(node) || this.isFull) return this.#empty(start, end);
    this.#open.add(node);
    const read = tagged(this.#read(node, this.span(start, end)), node.tag);
    this.#open.delete(node);
    this.#made.set(node, read);
    return read;
  }

  #empty(start: number, end: number): YamlScalar {
    return { kind: "scalar", span: this.span(start, end), value: null, text: "", style: "plain" };
  }

  #read(node: Node, span: Span): YamlNode {
    if (isScalar(node)) return scalarOf(node, span);
    if (isSeq(node)) {
      this.#count += node.items.length;
      return { kind: "list", span, items: node.items.map((item) => this.node(item)) };
    }
    return isMap(node) ? { kind: "map", span, entries: this.#entries(node) } : this.#empty(0, 0);
  }

  #entries(map: YAMLMap): readonly YamlEntry[] {
    const own: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    const keys = new Set<unknown>();
    for (const pair of map.items) {
      if (!isScalar(pair.key)) continue;
      const [start, end] = pair.key.range ?? [0, 0];
      if (keys.has(pair.key.value)) this.errors.push({ pos: [start, start + 1], message: DUPLICATE_KEY });
      keys.add(pair.key.value);
      const value = this.node(pair.value);
      const key = scalarOf(pair.key, this.span(start, end));
      if (key.text === "<<" && key.style === "plain") merged.push(...mergedEntries(value));
      else own.push({ key: key.text, keySpan: key.span, value });
    }
    const seen = new Set<string>();
    const entries = [...own, ...merged].filter(({ key }) => !seen.has(key) && seen.add(key));
    this.#count += entries.length;
    return entries;
  }
}

function tagged(node: YamlNode, tag: string | undefined): YamlNode {
  if (tag === "!reset") return { ...node, tag: "reset" };
  return tag === "!override" ? { ...node, tag: "override" } : node;
}

function mergedEntries(value: YamlNode): readonly YamlEntry[] {
  if (value.kind === "map") return value.entries;
  return value.kind === "list"
    ? value.items.flatMap((item) => (item.kind === "map" ? item.entries : []))
    : [];
}

const styles: Readonly<Record<Scalar.Type, YamlScalar["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function scalarOf(node: Scalar, span: Span): YamlScalar {
  const { value, source } = node;
  const style = styles[node.type ?? "PLAIN"];
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const text = typeof value === "string" ? value : (source ?? String(value ?? ""));
  return { kind: "scalar", span, value: known ? value : null, text: value === null ? "" : text, style };
}

/** Reads every document of the file; what is broken is a problem, the rest is read nevertheless. */
export function readYaml(source: Source): YamlFile {
  const { bytes, file } = source;
  const whole = { file, start: 0, end: bytes.length };
  if (bytes.length > SIZE_LIMIT) {
    return { source, documents: [], problems: [problem("yaml-too-large", whole, { limit: SIZE_LIMIT })] };
  }
  const text = textOf(source, 0, bytes.length);
  const reader = new Reader(source, text);
  try {
    return readDocuments(source, text, reader);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The parser ran out of stack: nesting far beyond any deployment file.
    return { source, documents: [], problems: [problem("yaml-too-deep", whole)] };
  }
}

/** What only Helm fills in; Docker Swarm fills in other names inside quotes itself. */
const HELM = /^\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities|Files)\b|include\b|template\b|tpl\b)/;

/** Offset of the first `{{` that stands for a value or a line, as templates have it; -1 where there is none. */
function templateStart(text: string): number {
  for (let at = text.indexOf("{{"); at !== -1; at = text.indexOf("{{", at + 2)) {
    const line = text.slice(Math.max(text.lastIndexOf("\n", at) + 1, at - 256), at).trimEnd();
    if (line === "" || line.endsWith(":") || line.endsWith("-")) return at;
    if (HELM.test(text.slice(at, at + 64))) return at;
  }
  return -1;
}

function yamlProblems(
  errors: readonly YamlError[],
  text: string,
  reader: Reader,
): readonly DeploymentProblem[] {
  const template = templateStart(text);
  if (template !== -1) return [problem("yaml-template", reader.span(template, template + 2))];
  return errors.map(({ pos, message }) =>
    problem("yaml-syntax", reader.span(...pos), { message: message.split("\n")[0] ?? "" }),
  );
}

function readDocuments(source: Source, text: string, reader: Reader): YamlFile {
  const parsed = parseAllDocuments(text, {
    merge: true,
    prettyErrors: false,
    logLevel: "silent",
    uniqueKeys: false,
  });
  if ("empty" in parsed) return { source, documents: [], problems: [] };
  reader.aliases = aliasesIn(parsed);
  const documents = parsed.flatMap((document) =>
    document.contents === null ? [] : [reader.node(document.contents)],
  );
  const errors = [...parsed.flatMap((document) => document.errors), ...reader.errors];
  const whole = { file: source.file, start: 0, end: source.bytes.length };
  const full = reader.isFull ? [problem("yaml-too-large", whole, { limit: NODE_LIMIT })] : [];
  return { source, documents, problems: [...yamlProblems(errors, text, reader), ...full] };
}

/** The value of `key`; undefined where the node is no map or has no such key. */
export function valueAt(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of keys) {
    if (at?.kind !== "map") return undefined;
    at = at.entries.find((entry) => entry.key === key)?.value;
  }
  return at;
}

export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === "map" ? node.entries : [];
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** A scalar as text; undefined for maps, lists and null. */
export function textAt(node: YamlNode | undefined, ...keys: readonly string[]): string | undefined {
  const value = valueAt(node, ...keys);
  return value?.kind === "scalar" && value.value !== null ? value.text : undefined;
}
