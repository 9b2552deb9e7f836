// Ways to bring one change into the text, the most natural first; which of them holds is told by reading again.
import { isWordByte } from "../conf/byte-class.ts";
import type { Member, Reading, TreeNode } from "../conf/tree.ts";
import type { TextEdit } from "../edit.ts";
import { type Source, type Span, textOf } from "../source.ts";
import { appendToFile, deletion, insertInBraces, lastDeletion, prependToFile } from "./layout.ts";
import { isSameName, walk } from "./members.ts";
import type { Path } from "./wanted.ts";

export type Way = readonly TextEdit[];

/** What is edited: a reading, and the file that was named. */
export interface EditedText {
  readonly reading: Reading;
  readonly root: TreeNode;
  readonly main: Source;
}

/** Replaces the value; a value that needs a separator gets one (`a [1]` to `a = 5`). */
function replacement(source: Source, { keySpan, value }: Member, text: string): TextEdit {
  const { file, start, end } = value.span;
  if (keySpan.file === file && start <= keySpan.start) {
    // The object a dotted key makes: its place is the whole member.
    return { span: { file, start: keySpan.end, end }, text: ` = ${text}` };
  }
  const between = textOf(source, keySpan.end, start);
  const isSeparated = keySpan.file !== file || /[=:]/.test(between) || text.startsWith("{");
  return { span: { file, start, end }, text: isSeparated ? text : `= ${text}` };
}

/** A member as a line: dotted, or nested where a name needs quotes. */
function memberText(names: Path, valueText: string): string {
  const isPlain = names.every((name) => /^[A-Za-z][\w@%-]*$/.test(name));
  if (isPlain) return `${names.join(".")} = ${valueText}`;
  const quoted = names.map((name) => `"${name}"`).join(" = { ");
  return `${quoted} = ${valueText}${" }".repeat(names.length - 1)}`;
}

export function waysToSet(
  { reading, root, main }: EditedText,
  path: Path,
  valueText: string,
): readonly Way[] {
  const found = walk(root, path);
  const last = found.at(-1);
  const source = last && reading.sources.get(last.node.span.file);
  if (found.length === path.length && last !== undefined && source !== undefined) {
    return last.member === undefined
      ? [[{ span: last.node.span, text: valueText }]]
      : [[replacement(source, last.member, valueText)]];
  }
  const ways: Way[] = [];
  for (let depth = found.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? root : found[depth - 1]?.node;
    const home = node && reading.sources.get(node.span.file);
    if (node?.kind === "object" && home !== undefined)
      ways.push(...insertInBraces(home, node, memberText(path.slice(depth), valueText)));
  }
  // Sections that are there keep their letter case: in another they would be sections of their own.
  const spelled = path.map((name, at) => found[at]?.member?.key ?? name);
  const text = memberText(spelled, valueText);
  const home = last && reading.sources.get(last.member?.keySpan.file ?? last.node.span.file);
  if (home !== undefined && home !== main) ways.push([appendToFile(home, text)]);
  return [...ways, [appendToFile(main, text)], [prependToFile(main, text)]];
}

/** From the first name of a dotted key on. */
function wholeKeyStart({ bytes }: Source, { start }: Span): number {
  let from = start;
  while (from > 0 && (isWordByte(bytes[from - 1]) || bytes[from - 1] === 0x22)) from -= 1;
  return from;
}

/** Definitions of one key in one section: NanoMQ takes the first, and without it the next. */
function definitions({ reading, root }: EditedText, path: Path): readonly Span[] | undefined {
  const found = walk(root, path);
  const last = found.at(-1);
  if (found.length < path.length || last?.holder.kind !== "object") return undefined;
  const name = path.at(-1) ?? "";
  const own = last.holder.members
    .filter(({ key }) => isSameName(key, name))
    .map(({ keySpan, value }) => ({ ...keySpan, end: value.span.end, inFile: value.span.file }));
  if (own.some(({ file, inFile }) => file !== inFile)) return undefined;
  const lost = reading.overridden.filter((one) => isSameName(one.path, path.join(".")));
  return [...own, ...lost.map(({ span }) => span)];
}

/** A section whose last key goes, goes with it: an empty one is a syntax error to NanoMQ. */
function emptied(root: TreeNode, path: Path): Path {
  for (let depth = path.length; depth > 1; depth -= 1) {
    const holder = walk(root, path.slice(0, depth)).at(-1)?.holder;
    const names = holder?.kind === "object" ? holder.members : [];
    const name = path[depth - 1] ?? "";
    if (holder?.kind !== "object" || names.some(({ key }) => !isSameName(key, name)))
      return path.slice(0, depth);
  }
  return path.slice(0, 1);
}

export function waysToRemove(text: EditedText, path: Path): readonly Way[] {
  return [emptied(text.root, path), path].flatMap((one) => {
    const spans = definitions(text, one);
    if (spans === undefined) return [];
    return [deletion, lastDeletion].map((deleted) => {
      const edits = spans.flatMap((span) => {
        const source = text.reading.sources.get(span.file);
        return source === undefined ? [] : [deleted(source, wholeKeyStart(source, span), span.end)];
      });
      return withoutRepeats(edits);
    });
  });
}

/** Parts of one dotted line would take it out twice. */
function withoutRepeats(edits: readonly TextEdit[]): Way {
  return edits.filter(
    ({ span }, at) =>
      !edits.some(
        (other, index) =>
          other.span.file === span.file &&
          other.span.start <= span.start &&
          span.end <= other.span.end &&
          (index < at || other.span.end - other.span.start > span.end - span.start),
      ),
  );
}

/** Within its section a key is spelled anew; else it is written there as it stands here. */
export function waysToMove(text: EditedText, from: Path, to: Path): readonly Way[] {
  const found = walk(text.root, from);
  const last = found.length === from.length ? found.at(-1) : undefined;
  const source = last && text.reading.sources.get(last.node.span.file);
  if (last?.member === undefined || source === undefined) return [];
  const isSibling =
    from.length === to.length && from.slice(0, -1).every((name, at) => isSameName(name, to[at] ?? ""));
  if (isSibling) return [[{ span: last.member.keySpan, text: to.at(-1) ?? "" }]];
  const { start, end } = last.node.span;
  const valueText = textOf(source, start, end);
  return waysToRemove(text, from).flatMap((away) =>
    waysToSet(text, to, valueText).map((there) => [...away, ...there]),
  );
}
