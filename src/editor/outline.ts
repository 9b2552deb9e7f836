// The sections and settings of one text, as a tree for an outline.
import { MASK } from "../report/secrets/mask.ts";
import { holdsSecret } from "../report/secrets/secrets-of.ts";
import { cutTo, printable } from "../report/text-layout.ts";
import { atHome, type Home } from "../start/start.ts";
import type { Reading, TreeNode } from "../text/conf/tree.ts";
import { type Source, type Span, textOf } from "../text/source.ts";

export interface Entry {
  readonly name: string;
  readonly kind: "section" | "list" | "text" | "number" | "switch" | "nothing";
  /** A value, without secrets. */
  readonly detail: string;
  /** What stands for it as a whole. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly Entry[];
}

const kinds: Readonly<Record<TreeNode["kind"], Entry["kind"]>> = {
  object: "section",
  array: "list",
  string: "text",
  number: "number",
  boolean: "switch",
  null: "nothing",
};

/** Editors show no more levels, and a conf may be nested thousands deep. */
const MOST_LEVELS = 16;

function around(name: Span, value: Span): Span {
  if (value.file !== name.file) return name;
  return { file: name.file, start: Math.min(name.start, value.start), end: Math.max(name.end, value.end) };
}

const MOST_COLUMNS = 60;

function detailOf({ kind }: TreeNode, span: Span, source: Source): string {
  if (kind === "object" || kind === "array" || span.file !== source.file) return "";
  if (holdsSecret(source, span)) return MASK;
  return cutTo(printable(textOf(source, span.start, span.end)), MOST_COLUMNS, "…");
}

function entriesOf(node: TreeNode, source: Source, home: Home, level: number): readonly Entry[] {
  if (level > MOST_LEVELS) return [];
  const members =
    node.kind === "object"
      ? node.members.map(({ key, keySpan, value }) => ({ name: key, nameSpan: keySpan, value }))
      : node.kind === "array"
        ? node.elements.map((value, at) => ({ name: String(at + 1), nameSpan: value.span, value }))
        : [];
  return members.flatMap((member): readonly Entry[] => {
    const { name, value } = member;
    const [nameSpan, valueSpan] = [home(member.nameSpan), home(value.span)];
    const children = entriesOf(value, source, home, level + 1);
    // What an included file sets stands in the outline of that file.
    if (nameSpan.file !== source.file) return children;
    const detail = detailOf(value, valueSpan, source);
    const span = around(nameSpan, valueSpan);
    return [{ name: name === "" ? "-" : name, kind: kinds[value.kind], detail, span, nameSpan, children }];
  });
}

/** @param home leads from a conf inside of another file to that file */
export function outlineOf({ intended }: Reading, source: Source, home: Home = atHome): readonly Entry[] {
  return entriesOf(intended, source, home, 1);
}
