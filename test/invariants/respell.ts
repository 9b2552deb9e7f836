// The same conf, written in another way.
import { elementsOf, placeBelow } from "../../src/start/keys.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import type { ObjectNode, Reading, TreeNode } from "../../src/text/conf/tree.ts";
import { applyEdits, type TextEdit } from "../../src/text/edit.ts";
import { recogniseLegacy } from "../../src/text/legacy/recognise.ts";
import { type Source, type Span, textOf } from "../../src/text/source.ts";
import type { LintInput } from "./subject.ts";

type Conf = LintInput["conf"];

interface WrittenKey {
  readonly span: Span;
  /** False for a name that the user chose. */
  readonly ofNanomq: boolean;
}

/** Every key in its place; below an unknown one all are taken for NanoMQ's. */
function keysIn(node: TreeNode, pattern: string | undefined): readonly WrittenKey[] {
  if (node.kind === "array") {
    const elements = pattern === undefined ? undefined : elementsOf(pattern);
    return node.elements.flatMap((element) => keysIn(element, elements));
  }
  if (node.kind !== "object") return [];
  return node.members.flatMap(({ key, keySpan, value }) => {
    const below = pattern === undefined ? undefined : placeBelow(pattern, key);
    return [{ span: keySpan, ofNanomq: below?.endsWith("*") !== true }, ...keysIn(value, below)];
  });
}

function sliceOf({ sources }: Reading, span: Span): string {
  const source = sources.get(span.file);
  if (source === undefined) throw new RangeError(span.file);
  return textOf(source, span.start, span.end);
}

/** The keys that `change` gives another text, in the conf and in what it includes. */
function rewriteKeys(
  conf: Conf,
  reading: Reading,
  change: (text: string, source: Source, span: Span) => string,
): Conf {
  const edits = new Map<string, Map<number, TextEdit>>();
  for (const { span, ofNanomq } of keysIn(reading.intended, "")) {
    const source = reading.sources.get(span.file);
    if (source === undefined || !ofNanomq) continue;
    const of = edits.get(span.file) ?? new Map<number, TextEdit>();
    edits.set(span.file, of.set(span.start, { span, text: change(sliceOf(reading, span), source, span) }));
  }
  const rewritten = (file: string): string | Uint8Array | undefined => {
    const bytes = reading.sources.get(file)?.bytes;
    return bytes && applyEdits(bytes, [...(edits.get(file)?.values() ?? [])]);
  };
  const files = Object.fromEntries(
    Object.entries(conf.files ?? {}).map(([name, text]) => [name, rewritten(name) ?? text]),
  );
  return { ...conf, text: rewritten("nanomq.conf") ?? conf.text, files };
}

const DOT = 46;

/** A section with a quoted name needs its `=`: without it NanoMQ ends. */
function quoted(text: string, source: Source, { start, end }: Span): string {
  const { bytes } = source;
  const isDotted = bytes[start - 1] === DOT || bytes[end] === DOT;
  if (isDotted || text.startsWith('"')) return text;
  return /^\s*\{/.test(textOf(source, end, bytes.length)) ? `"${text}" =` : `"${text}"`;
}

function dotted(node: ObjectNode, above: string, reading: Reading): string {
  return node.members
    .map(({ keySpan, value }) => {
      const path = `${above}${sliceOf(reading, keySpan)}`;
      if (value.kind === "object") return dotted(value, `${path}.`, reading);
      return `${path} = ${sliceOf(reading, value.span)}\n`;
    })
    .join("");
}

function braced(members: ObjectNode["members"], reading: Reading): string {
  return members
    .map(({ keySpan, value }) => {
      const key = sliceOf(reading, keySpan);
      if (value.kind === "object") return `${key} {\n${braced(value.members, reading)}}\n`;
      return `${key} = ${sliceOf(reading, value.span)}\n`;
    })
    .join("");
}

/** Printed from the tree, so a conf is left alone that says more than NanoMQ's tree: what lost, what it reads as another thing. */
function printed(conf: Conf, reading: Reading, print: (root: ObjectNode) => string): Conf | undefined {
  const { tree, intended, overridden } = reading;
  if (tree?.kind !== "object" || overridden.length > 0) return undefined;
  return JSON.stringify(tree) === JSON.stringify(intended) ? { ...conf, text: print(tree) } : undefined;
}

/** Members but the one at `path`, and no section that is empty without it. */
function membersWithout(node: ObjectNode, path: string, above = ""): ObjectNode["members"] {
  return node.members.flatMap((member) => {
    const at = `${above}${member.key}`.toLowerCase();
    if (at === path) return [];
    if (member.value.kind !== "object") return [member];
    const members = membersWithout(member.value, path, `${at}.`);
    return members.length === 0 ? [] : [{ ...member, value: { ...member.value, members } }];
  });
}

/** Without any line NanoMQ ends; this one says what holds anyway, and stands in both then. */
const NEUTRAL = "mqtt.max_inflight_window = 2048\n";

/** The conf, and the conf without the setting at `path`, both printed alike; undefined where it has none. */
export function withAndWithout(
  { conf, version }: LintInput,
  path: string,
): { readonly whole: Conf; readonly without: Conf } | undefined {
  const reading = readConf(conf, version);
  const whole = printed(conf, reading, ({ members }) => braced(members, reading));
  const without = printed(conf, reading, (root) => braced(membersWithout(root, path), reading));
  if (whole === undefined || without === undefined || whole.text === without.text) return undefined;
  if (without.text !== "") return { whole, without };
  return {
    whole: { ...whole, text: `${NEUTRAL}${String(whole.text)}` },
    without: { ...without, text: NEUTRAL },
  };
}

const PART = "respelt-part.conf";

const spellings = {
  "upper case": (conf, reading) => rewriteKeys(conf, reading, (text) => text.toUpperCase()),
  "quoted keys": (conf, reading) => rewriteKeys(conf, reading, quoted),
  dotted: (conf, reading) => printed(conf, reading, (root) => dotted(root, "", reading)),
  braced: (conf, reading) => printed(conf, reading, (root) => braced(root.members, reading)),
  "sections the other way round": (conf, reading) =>
    printed(conf, reading, (root) => braced(root.members.toReversed(), reading)),
  "in an include": (conf) => ({
    ...conf,
    text: `include "${PART}"\n`,
    files: { ...conf.files, [PART]: conf.text },
  }),
} as const satisfies Readonly<Record<string, (conf: Conf, reading: Reading) => Conf | undefined>>;

export type Spelling = keyof typeof spellings;
export const spellingNames = [
  "upper case",
  "quoted keys",
  "dotted",
  "braced",
  "sections the other way round",
  "in an include",
] as const satisfies readonly Spelling[];

/** Undefined where it cannot be written so: a text that NanoMQ does not read whole, an old one, one with suppressions. */
export function respelt({ conf, version }: LintInput, spelling: Spelling): Conf | undefined {
  const reading = readConf(conf, version);
  const isWhole = reading.outcome === "accept" && !reading.recovered && reading.exit === undefined;
  const text = String(conf.text);
  if (!isWhole || recogniseLegacy(text).isLegacy || text.includes("nanotune-ignore")) return undefined;
  return spellings[spelling](conf, reading);
}
