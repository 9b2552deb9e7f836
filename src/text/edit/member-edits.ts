import type { NanomqVersion } from "../../nanomq/version.ts";
import { isBlank, isSpace, isWordByte } from "../conf/byte-class.ts";
import { type ConfInput, readConf } from "../conf/read-conf.ts";
import type { Member, ObjectNode, Reading, TreeNode } from "../conf/tree.ts";
import { treeText } from "../conf/tree-json.ts";
import { applyEdits, type TextEdit } from "../edit.ts";
import type { Source, Span } from "../source.ts";

/** A conf and the version that reads it: edits are made for what that version makes of them. */
export interface EditedConf {
  readonly input: ConfInput;
  readonly version: NanomqVersion;
}

const NEWLINE = 0x0a;

function treeOf(reading: Reading): TreeNode {
  return reading.outcome === "accept" && !reading.recovered && reading.tree !== undefined
    ? reading.tree
    : reading.intended;
}

/** Key look-up as NanoMQ's readers do it: the first match, ignoring letter case. */
function memberOf(node: TreeNode, key: string): Member | undefined {
  if (node.kind !== "object") return undefined;
  const wanted = key.toLowerCase();
  return node.members.find((member) => member.key.toLowerCase() === wanted);
}

/** The members along a path, as far as they exist. */
function walk(root: TreeNode, path: readonly string[]): readonly Member[] {
  const found: Member[] = [];
  let node = root;
  for (const key of path) {
    const member = memberOf(node, key);
    if (member === undefined) break;
    found.push(member);
    node = member.value;
  }
  return found;
}

function insertion(file: string, at: number, text: string): TextEdit {
  return { span: { file, start: at, end: at }, text };
}

/** Replaces the value; a value that needs a separator gets one (`a [1]` to `a = 5`). */
function replacement(source: Source, { keySpan, value }: Member, text: string): TextEdit {
  const { file, start, end } = value.span;
  if (keySpan.file === file && start <= keySpan.start) {
    // The object a dotted key makes: its place is the whole member.
    return { span: { file, start: keySpan.end, end }, text: ` = ${text}` };
  }
  const between = new TextDecoder().decode(source.bytes.subarray(keySpan.end, start));
  const separated = keySpan.file !== file || /[=:]/.test(between) || text.startsWith("{");
  return { span: { file, start, end }, text: separated ? text : `= ${text}` };
}

function keyOf(segments: readonly string[]): string {
  const plain = segments.every((segment) => /^[A-Za-z][\w@%-]*$/.test(segment));
  return plain ? segments.join(".") : segments.map((segment) => `"${segment}"`).join(" = { ");
}

function memberText(segments: readonly string[], valueText: string): string {
  const key = keyOf(segments);
  return `${key} = ${valueText}${" }".repeat(key.split(" = { ").length - 1)}`;
}

function lineStart(bytes: Uint8Array, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(NEWLINE, at - 1) + 1;
}

function indentationAt(bytes: Uint8Array, at: number): string {
  const start = lineStart(bytes, at);
  let end = start;
  while (isBlank(bytes[end])) end += 1;
  return new TextDecoder().decode(bytes.subarray(start, end));
}

/** Before the closing brace, in a line of its own where the object has several lines. */
function insertInBraces(source: Source, node: ObjectNode, text: string): readonly TextEdit[] {
  const { bytes } = source;
  const { file, start, end } = node.span;
  if (bytes[start] !== 0x7b || bytes[end - 1] !== 0x7d) return [];
  const close = end - 1;
  const line = lineStart(bytes, close);
  const alone = bytes.subarray(line, close).every((byte) => isBlank(byte));
  if (line <= start || !alone) {
    const gap = isSpace(bytes[close - 1]) ? "" : " ";
    return [insertion(file, close, `${gap}${text} `)];
  }
  const neighbour = node.members.findLast(({ keySpan }) => keySpan.file === file && keySpan.start > start);
  const indentation =
    neighbour === undefined
      ? `${indentationAt(bytes, close)}  `
      : indentationAt(bytes, neighbour.keySpan.start);
  return [insertion(file, line, `${indentation}${text}\n`)];
}

function appendToFile({ file, bytes }: Source, text: string): TextEdit {
  const gap = bytes.length === 0 || bytes.at(-1) === NEWLINE ? "" : "\n";
  return insertion(file, bytes.length, `${gap}${text}\n`);
}

/** Ways to set a member, the most natural first. */
function candidates(
  reading: Reading,
  main: Source,
  path: readonly string[],
  valueText: string,
): readonly TextEdit[][] {
  const root = treeOf(reading);
  const found = walk(root, path);
  const last = found.at(-1);
  const ways: TextEdit[][] = [];
  const source = last === undefined ? undefined : reading.sources.get(last.value.span.file);
  if (found.length === path.length && last !== undefined && source !== undefined) {
    ways.push([replacement(source, last, valueText)]);
  }
  for (let depth = Math.min(found.length, path.length - 1); depth >= 0; depth -= 1) {
    const node = depth === 0 ? root : found[depth - 1]?.value;
    const home = node === undefined ? undefined : reading.sources.get(node.span.file);
    if (node?.kind !== "object" || home === undefined) continue;
    ways.push([...insertInBraces(home, node, memberText(path.slice(depth), valueText))]);
  }
  const text = memberText(path, valueText);
  ways.push([appendToFile(main, text)]);
  const bom = main.bytes[0] === 0xef && main.bytes[1] === 0xbb && main.bytes[2] === 0xbf ? 3 : 0;
  ways.push([insertion(main.file, bom, `${text}\n`)]);
  return ways.filter((edits) => edits.length > 0);
}

/** The conf after edits in any of its files. */
export function editedInput(input: ConfInput, reading: Reading, edits: readonly TextEdit[]): ConfInput {
  const name = input.file ?? "nanomq.conf";
  const files: Record<string, string | Uint8Array> = { ...input.files };
  let { text } = input;
  for (const file of new Set(edits.map((edit) => edit.span.file))) {
    const source = reading.sources.get(file);
    if (source === undefined) continue;
    const bytes = applyEdits(
      source.bytes,
      edits.filter((edit) => edit.span.file === file),
    );
    if (file === name) text = bytes;
    else files[file] = bytes;
  }
  return { ...input, text, files };
}

function valueAt(reading: Reading, path: readonly string[]): TreeNode | undefined {
  const found = walk(treeOf(reading), path);
  return found.length === path.length ? found.at(-1)?.value : undefined;
}

/**
 * Edits that make NanoMQ end up with `path = valueText`: the winning definition is replaced, else a member is added to its section,
 * else to the file. Every proposal is read again; where none holds there are no edits.
 */
export function setMemberEdits(
  conf: EditedConf,
  path: readonly string[],
  valueText: string,
): readonly TextEdit[] {
  const reading = readConf(conf.input, conf.version);
  const main = reading.sources.get(conf.input.file ?? "nanomq.conf");
  const wanted = valueAt(readConf({ text: `v = ${valueText}\n` }, conf.version), ["v"]);
  if (main === undefined || wanted === undefined || path.length === 0) return [];
  const holds = (edits: readonly TextEdit[]): boolean => {
    const value = valueAt(readConf(editedInput(conf.input, reading, edits), conf.version), path);
    return value !== undefined && treeText(value) === treeText(wanted);
  };
  return candidates(reading, main, path, valueText).find(holds) ?? [];
}

/** A whole member: from the start of its (dotted) key, and its line or comma with it. */
function removal(source: Source, from: Span, end: number): TextEdit {
  const { bytes, file } = source;
  let start = from.start;
  while (start > 0 && (isWordByte(bytes[start - 1]) || bytes[start - 1] === 0x22)) start -= 1;
  let after = end;
  while (isBlank(bytes[after])) after += 1;
  if (bytes[after] === 0x2c) after += 1;
  let rest = after;
  while (isBlank(bytes[rest]) || bytes[rest] === 0x0d) rest += 1;
  const line = lineStart(bytes, start);
  const alone = bytes.subarray(line, start).every((byte) => isBlank(byte));
  if (alone && (rest >= bytes.length || bytes[rest] === NEWLINE)) {
    return { span: { file, start: line, end: Math.min(rest + 1, bytes.length) }, text: "" };
  }
  return { span: { file, start, end: after }, text: "" };
}

/** Edits that leave NanoMQ without any definition of `path`; none where that cannot be done. */
export function removeMemberEdits(conf: EditedConf, path: readonly string[]): readonly TextEdit[] {
  const reading = readConf(conf.input, conf.version);
  const found = walk(treeOf(reading), path);
  const last = found.at(-1);
  if (found.length < path.length || last === undefined) return [];
  const name = path.join(".").toLowerCase();
  const losers = reading.overridden.filter((lost) => lost.path.toLowerCase() === name);
  const spans = [
    { from: last.keySpan, end: last.value.span.end },
    ...losers.map(({ span }) => ({ from: span, end: span.end })),
  ];
  const edits = spans.flatMap(({ from, end }) => {
    const source = reading.sources.get(from.file);
    return source === undefined ? [] : [removal(source, from, end)];
  });
  const after = readConf(editedInput(conf.input, reading, edits), conf.version);
  return valueAt(after, path) === undefined ? edits : [];
}
