// From the fix plan of a rule to text edits on the conf.

import type { Reading, TreeNode } from "../../text/conf/tree.ts";
import type { TextEdit } from "../../text/edit.ts";
import { type Source, textOf } from "../../text/source.ts";
import type { FindingArgs, Fix } from "../finding/finding.ts";
import { locate } from "../rules/locate.ts";
import { fill } from "../rules/page.ts";
import type { FixPlan } from "../rules/rule.ts";

/** A conf as the rules see it, and as it stands in its files. */
interface Written {
  readonly reading: Reading;
  readonly tree: TreeNode;
}

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const DOT = 46;

/** Blanks between the start of the line and byte `at`; undefined where something else stands there. */
function indentBefore(source: Source, at: number): string | undefined {
  const before = textOf(source, source.bytes.lastIndexOf(NEWLINE, at - 1) + 1, at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The line end that the file uses before byte `at`, or at its first line. */
function newlineOf({ bytes }: Source, at: number): string {
  const before = bytes.lastIndexOf(NEWLINE, at - 1);
  const newline = before === -1 ? bytes.indexOf(NEWLINE) : before;
  return newline > 0 && bytes[newline - 1] === CARRIAGE_RETURN ? "\r\n" : "\n";
}

/** Writes a new first member into the section at `path`, or a dotted line at the end of the file. */
function insertEdit({ reading, tree }: Written, path: string, value: string): TextEdit | undefined {
  const dot = path.lastIndexOf(".");
  const section = locate(tree, path.slice(0, dot));
  const first =
    section?.exact === true && section.node.kind === "object" ? section.node.members[0] : undefined;
  const { file } = tree.span;
  const source = reading.sources.get(first?.keySpan.file ?? file);
  if (source === undefined) return undefined;
  if (first !== undefined && source.bytes[first.keySpan.start - 1] !== DOT) {
    const at = first.keySpan.start;
    const indent = indentBefore(source, at);
    const separator = indent === undefined ? ", " : `${newlineOf(source, at)}${indent}`;
    return { span: { ...first.keySpan, end: at }, text: `${path.slice(dot + 1)} = ${value}${separator}` };
  }
  const end = source.bytes.length;
  const newline = newlineOf(source, end);
  const separator = end === 0 || source.bytes[end - 1] === NEWLINE ? "" : newline;
  return { span: { file: source.file, start: end, end }, text: `${separator}${path} = ${value}${newline}` };
}

function setEdit(written: Written, path: string, value: string): TextEdit | undefined {
  const found = locate(written.tree, path);
  if (found?.exact !== true) return insertEdit(written, path, value);
  return { span: found.node.span, text: value };
}

/** A member that has its lines to itself goes with them; one that shares a line is left to the user. */
function removeEdit({ reading, tree }: Written, path: string): TextEdit | undefined {
  const dot = path.lastIndexOf(".");
  const holder = dot === -1 ? tree : locate(tree, path.slice(0, dot))?.node;
  const member =
    holder?.kind === "object" ? holder.members.find(({ key }) => key === path.slice(dot + 1)) : undefined;
  const source = member && reading.sources.get(member.keySpan.file);
  if (member === undefined || source === undefined || member.value.span.file !== source.file)
    return undefined;
  const indent = indentBefore(source, member.keySpan.start);
  const lineEnd = source.bytes.indexOf(NEWLINE, member.value.span.end);
  const end = lineEnd === -1 ? source.bytes.length : lineEnd + 1;
  const after = textOf(source, member.value.span.end, end);
  if (indent === undefined || !/^[ \t]*([#/].*)?\r?\n?$/.test(after)) return undefined;
  const start = member.keySpan.start - indent.length;
  return { span: { file: source.file, start, end }, text: "" };
}

/** The fix a rule plans, in the words of the conf; without edits where the file could not be read as a whole. */
export function planFix(
  plan: FixPlan,
  args: FindingArgs,
  written: Written,
  at: (path: string) => string,
): Fix {
  const sets = Object.entries(plan.set).map(([path, value]) => [at(path), fill(value, args)] as const);
  const removed = plan.remove.map(at);
  const lines = sets.map(([path, value]) => `${path.slice(path.lastIndexOf(".") + 1)} = ${value}`);
  const text = plan.text === undefined ? lines.join(", ") : fill(plan.text, args);
  const { reading } = written;
  const broken = reading.outcome !== "accept" || reading.recovered;
  const edits = broken
    ? []
    : [
        ...sets.map(([path, value]) => setEdit(written, path, value)),
        ...removed.map((path) => removeEdit(written, path)),
      ];
  const complete = edits.every((edit) => edit !== undefined);
  return { text, safety: plan.safety, edits: complete ? edits.filter((edit) => edit !== undefined) : [] };
}
