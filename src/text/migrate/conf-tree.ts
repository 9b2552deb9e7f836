/** The new file while it grows: sections, settings and lists with their comments, printed once at the end. */

import { confKey } from "./convert.ts";

interface Leaf {
  readonly kind: "leaf";
  readonly text: string;
  readonly comments: readonly string[];
}

/** An old line that says what NanoMQ does anyway: kept as a comment. */
interface Remark {
  readonly kind: "remark";
  readonly comments: readonly string[];
}

export interface Section {
  readonly kind: "section";
  /** Number keys make it a list, printed in their order. */
  readonly children: Map<string | number, Node>;
  readonly comments: string[];
  /** Why it is printed as comments; undefined for a section in force. */
  off: string | undefined;
}

export type Node = Leaf | Remark | Section;

/** Names of sections from the top; a number is an entry of a list. */
export type Path = readonly (string | number)[];

export function createSection(): Section {
  return { kind: "section", children: new Map(), comments: [], off: undefined };
}

/** The section at `path`; undefined where nothing stands. */
export function sectionAt(root: Section, path: Path): Section | undefined {
  let section: Section = root;
  for (const segment of path) {
    const child = section.children.get(segment);
    if (child?.kind !== "section") return undefined;
    section = child;
  }
  return section;
}

export function makeSection(root: Section, path: Path): Section {
  let section = root;
  for (const segment of path) {
    const child = section.children.get(segment);
    if (child !== undefined && child.kind === "section") {
      section = child;
    } else {
      const made = createSection();
      section.children.set(segment, made);
      section = made;
    }
  }
  return section;
}

export function put(root: Section, path: Path, node: Leaf | Remark): void {
  const last = path.at(-1);
  if (last !== undefined) makeSection(root, path.slice(0, -1)).children.set(last, node);
}

export function hasLeaf(root: Section, path: Path): boolean {
  const last = path.at(-1);
  return last !== undefined && sectionAt(root, path.slice(0, -1))?.children.get(last)?.kind === "leaf";
}

/** True where NanoMQ reads something from the node. */
export function isLive(node: Node): boolean {
  if (node.kind !== "section") return node.kind === "leaf";
  return node.off === undefined && [...node.children.values()].some(isLive);
}

function hasSettings(section: Section): boolean {
  return [...section.children.values()].some((child) =>
    child.kind === "section" ? hasSettings(child) : child.kind === "leaf",
  );
}

function asComments(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (/^\s*(?:#|$)/.test(line) ? line : line.replace(/^\s*/, "$&# ")));
}

function opening(key: string | number, isList: boolean): string {
  if (typeof key === "number") return isList ? "[" : "{";
  // A quoted key needs the separator, and so does a list.
  const name = confKey(key) ?? key;
  return isList ? `${name} = [` : name.startsWith('"') ? `${name} = {` : `${name} {`;
}

function printNode(key: string | number, node: Node, indent: string): readonly string[] {
  const comments = node.comments.map((line) => `${indent}${line}`);
  if (node.kind === "remark") return comments;
  if (node.kind === "leaf") {
    const name = typeof key === "number" ? "" : `${confKey(key) ?? key} = `;
    return [...comments, `${indent}${name}${node.text}`];
  }
  if (!hasSettings(node)) return [...comments, ...printChildren(node, indent)];
  const keys = [...node.children.keys()];
  const isList = keys.every((child) => typeof child === "number");
  const lines = [
    `${indent}${opening(key, isList)}`,
    ...printChildren(node, `${indent}  `),
    `${indent}${isList ? "]" : "}"}`,
  ];
  if (isLive(node)) return [...comments, ...lines];
  const reason = node.off === undefined ? [] : [`${indent}# off: ${node.off}`];
  return [...comments, ...reason, ...asComments(lines)];
}

function printChildren(section: Section, indent: string): readonly string[] {
  const entries = [...section.children];
  const numbered = entries.every(([key]) => typeof key === "number");
  if (numbered) entries.sort(([a], [b]) => Number(a) - Number(b));
  return entries.flatMap(([key, child]) => printNode(key, child, indent));
}

const sectionOrder = [
  "system",
  "mqtt",
  "listeners",
  "http_server",
  "log",
  "sqlite",
  "auth",
  "webhook",
  "bridges",
];

function rank(key: string | number): number {
  const index = sectionOrder.indexOf(String(key));
  return index === -1 ? sectionOrder.length : index;
}

/** The whole file: sections in the order of NanoMQ's sample, an empty line between them. */
export function printConf(root: Section, header: readonly string[], footer: readonly string[]): string {
  const sections = [...root.children].sort(([a], [b]) => rank(a) - rank(b));
  const blocks = [header, ...sections.map(([key, node]) => printNode(key, node, "")), footer];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join("\n")}\n`)
    .join("\n");
}
