import type { Draft } from "./draft.ts";
import { readable } from "./token-text.ts";
import type { Member, TreeNode } from "./tree.ts";

/** The finished, immutable tree of a draft; keys become text. */
export function finishTree(root: Draft): TreeNode {
  const unfilled: (() => void)[] = [];
  const shell = (draft: Draft): TreeNode => {
    if (draft.kind === "object") {
      const members: Member[] = [];
      unfilled.push(() => {
        for (let member = draft.first; member !== undefined; member = member.next) {
          const { keySpan } = member;
          members.push({ key: readable(member.key), keySpan, value: shell(member.value) });
        }
      });
      return { kind: "object", members, span: draft.span };
    }
    if (draft.kind === "array") {
      const elements: TreeNode[] = [];
      unfilled.push(() => {
        for (const element of draft.elements) elements.push(shell(element));
      });
      return { kind: "array", elements, span: draft.span };
    }
    return draft;
  };
  const finished = shell(root);
  // A work list instead of recursion: trees may be deeper than the JavaScript stack.
  for (let fill = unfilled.pop(); fill !== undefined; fill = unfilled.pop()) fill();
  return finished;
}
