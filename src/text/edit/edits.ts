// The one edit engine: from what a conf shall say to the bytes that make it so.
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { ConfInput } from "../conf/conf-input.ts";
import { readConf } from "../conf/read-conf.ts";
import type { Reading, TreeNode } from "../conf/tree.ts";
import { treeText } from "../conf/tree-json.ts";
import { applyEdits, type TextEdit } from "../edit.ts";
import { nodeAt, valuesOutside } from "./members.ts";
import { nothingWanted, type Wanted } from "./wanted.ts";
import { type EditedText, type Way, waysToMove, waysToRemove, waysToSet } from "./ways.ts";

/** A conf and what the release makes of it. */
export interface ReadConf {
  readonly input: ConfInput;
  readonly reading: Reading;
}

const MAIN = "nanomq.conf";

const edited = new WeakMap<readonly TextEdit[], { readonly before: ConfInput; readonly after: ConfInput }>();

/** The conf after edits in any of its files; the same object for the same edits, so that it is read once. */
export function editedInput(conf: ReadConf, edits: readonly TextEdit[]): ConfInput {
  const known = edited.get(edits);
  if (known?.before === conf.input) return known.after;
  const after = applied(conf, edits);
  edited.set(edits, { before: conf.input, after });
  return after;
}

function applied({ input, reading }: ReadConf, edits: readonly TextEdit[]): ConfInput {
  const name = input.file ?? MAIN;
  const files: Record<string, string | Uint8Array> = { ...input.files };
  let { text } = input;
  for (const file of new Set(edits.map(({ span }) => span.file))) {
    const source = reading.sources.get(file);
    if (source === undefined) continue;
    const own = edits.filter(({ span }) => span.file === file);
    const bytes = applyEdits(source.bytes, own);
    if (file === name) text = bytes;
    else files[file] = bytes;
  }
  return { ...input, text, files };
}

/** The tree of a file that is read whole; undefined where the release gives up on it. */
function wholeTree({ outcome, recovered, tree }: Reading): TreeNode | undefined {
  return outcome === "accept" && !recovered ? tree : undefined;
}

/** One change, and the ways to make it. */
interface Step {
  readonly ways: readonly Way[];
  readonly wanted: Wanted;
}

function stepsOf(text: EditedText, { set, remove, move }: Wanted): readonly Step[] {
  return [
    ...move.map((one) => ({ ways: waysToMove(text, ...one), wanted: { ...nothingWanted, move: [one] } })),
    ...set.map((one) => ({ ways: waysToSet(text, ...one), wanted: { ...nothingWanted, set: [one] } })),
    ...remove.map((path) => ({
      ways: waysToRemove(text, path),
      wanted: { ...nothingWanted, remove: [path] },
    })),
  ];
}

function isSameValue(one: TreeNode | undefined, other: TreeNode | undefined): boolean {
  return one !== undefined && other !== undefined && treeText(one) === treeText(other);
}

/** True where the new tree says what was wanted, and all else that the old one said. */
function holds(
  before: TreeNode,
  after: TreeNode,
  wanted: Wanted,
  nodeOf: (text: string) => TreeNode | undefined,
) {
  const { set, remove, move } = wanted;
  const isSaid =
    set.every(([path, text]) => isSameValue(nodeAt(after, path), nodeOf(text))) &&
    remove.every((path) => nodeAt(after, path) === undefined) &&
    move.every(([from, to]) => isSameValue(nodeAt(after, to), nodeAt(before, from)));
  if (!isSaid) return false;
  const touched = [...set.map(([path]) => path), ...remove, ...move.flat()];
  const [old, fresh] = [valuesOutside(before, touched), valuesOutside(after, touched)];
  return old.length === fresh.length && old.every((value, at) => value === fresh[at]);
}

/** Lines that go to the same place stand there one after the other. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const places = new Map<string, TextEdit>();
  for (const edit of edits) {
    const { file, start, end } = edit.span;
    const place = `${file}:${start}:${end}`;
    const first = places.get(place);
    const isInsertion = start === end;
    if (first === undefined) places.set(place, edit);
    else if (isInsertion) places.set(place, { ...first, text: `${first.text}${edit.text}` });
  }
  return [...places.values()];
}

/**
 * Edits that make NanoMQ `release` read what is wanted, and all else as before; in the file where the setting stands.
 * What they come to is read again, and held against what was wanted: undefined where no way to write it holds, or where
 * the release does not read the whole file (only slips of its text are mended then).
 */
export function editsFor(
  conf: ReadConf,
  release: NanomqVersion,
  wanted: Wanted,
): readonly TextEdit[] | undefined {
  const { input, reading } = conf;
  const { mend } = wanted;
  const main = reading.sources.get(input.file ?? MAIN);
  const root = wholeTree(reading);
  if (main === undefined) return undefined;
  const isMendOnly = [wanted.set, wanted.remove, wanted.move].every((part) => part.length === 0);
  if (isMendOnly) return mend.length === 0 ? undefined : mend;
  if (root === undefined) return undefined;
  const nodeOf = (text: string) => {
    const alone = wholeTree(readConf({ text: `v = ${text}\n` }, release));
    return alone && nodeAt(alone, ["v"]);
  };
  const isHeld = (edits: readonly TextEdit[], part: Wanted): boolean => {
    const after = wholeTree(readConf(editedInput(conf, edits), release));
    return after !== undefined && holds(root, after, part, nodeOf);
  };
  const steps = stepsOf({ reading, root, main }, wanted);
  // The most natural ways hold nearly always: many changes cost one look then.
  const natural = joined([...mend, ...steps.flatMap(({ ways: [way = []] }) => way)]);
  if (isHeld(natural, wanted)) return natural;
  const chosen = steps.map(({ ways, wanted: part }) => ways.find((way) => isHeld(way, part)));
  if (chosen.some((way) => way === undefined)) return undefined;
  const edits = joined([...mend, ...chosen.flatMap((way) => way ?? [])]);
  return chosen.length === 1 || isHeld(edits, wanted) ? edits : undefined;
}
