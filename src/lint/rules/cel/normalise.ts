// Rule authors write numbers as one writes numbers: `x == 10`, `size(list) > 1`. CEL tells int from double and
// offers no mixed arithmetic, so a condition is rewritten before cel-js sees it: whole-number literals become
// doubles; `size`, `matches` and `has` become functions of ours.
import type { ASTNode } from "@marcbachmann/cel-js";

interface Rewrite {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A rewritten condition; `sourceOffset` leads from a place in `text` back to what the author wrote. */
export interface Normalised {
  readonly text: string;
  readonly sourceOffset: (offset: number) => number;
}

/** The nodes directly below `node`. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "list":
      return node.args;
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}

export function textOf(node: ASTNode): string {
  return node.input.slice(node.range.start, node.range.end);
}

/** `has(a.b.c)` -> `hasKeys(a, ["b", "c"])`: cel-js gives an error where `a.b` is missing. */
function hasEveryStep(argument: ASTNode): string {
  const keys: string[] = [];
  let at = argument;
  for (; at.op === "."; at = at.args[0]) keys.unshift(at.args[1]);
  return `hasKeys(${textOf(at)}, ${JSON.stringify(keys)})`;
}

function rewritesOf(node: ASTNode): readonly Rewrite[] {
  const { start, end } = node.range;
  if (node.op === "value" && typeof node.args === "bigint") {
    return [{ start, end, text: `${textOf(node)}.0` }];
  }
  if (node.op === "call" && node.args[0] === "has" && node.args[1][0] !== undefined) {
    return [{ start, end, text: hasEveryStep(node.args[1][0]) }];
  }
  const below = (node.op === "[]" ? [node.args[0]] : childrenOf(node)).flatMap(rewritesOf);
  if (node.op === "call" && node.args[0] === "size") {
    return [{ start, end: start + "size".length, text: "count" }, ...below];
  }
  if (node.op === "rcall" && node.args[0] === "matches") {
    const after = node.args[1].range.end;
    const at = node.input.indexOf("matches", after);
    return [...below, { start: at, end: at + "matches".length, text: "matchesLinearly" }];
  }
  return below;
}

export function normalise(root: ASTNode): Normalised {
  const rewrites = rewritesOf(root).toSorted((a, b) => a.start - b.start);
  const pieces: string[] = [];
  const marks: { readonly made: number; readonly source: number }[] = [];
  let at = 0;
  let made = 0;
  for (const rewrite of rewrites) {
    pieces.push(root.input.slice(at, rewrite.start), rewrite.text);
    made += rewrite.start - at;
    marks.push({ made, source: rewrite.start });
    made += rewrite.text.length;
    at = rewrite.end;
    marks.push({ made, source: at });
  }
  pieces.push(root.input.slice(at));
  return {
    text: pieces.join(""),
    sourceOffset: (offset) => {
      const mark = marks.findLast((candidate) => candidate.made <= offset);
      return mark === undefined ? offset : mark.source + (offset - mark.made);
    },
  };
}
