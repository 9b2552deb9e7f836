// What CodeMirror's commands ask of a language package, for a text that NanoMQ's own scanner reads: the build puts this in the
// place of the parser they would bring (`build/site.ts`), a tenth of the page.
import { countColumn, type EditorState, Facet } from "@codemirror/state";

export const indentUnit = Facet.define<string, string>({ combine: ([first]) => first ?? "  " });

export function getIndentUnit(state: EditorState): number {
  return state.facet(indentUnit).length;
}

export function indentString(_state: EditorState, columns: number): string {
  return " ".repeat(columns);
}

function columnsOf(state: EditorState, text: string): number {
  return countColumn(/^\s*/.exec(text)?.[0] ?? "", state.tabSize);
}

interface Breaking {
  readonly simulateBreak?: number;
}

export class IndentContext {
  readonly state: EditorState;
  readonly #at: number | undefined;

  constructor(state: EditorState, { simulateBreak }: Breaking = {}) {
    this.state = state;
    this.#at = simulateBreak;
  }

  lineIndent(at: number): number {
    return columnsOf(this.state, this.state.doc.lineAt(at).text);
  }

  /** What stands on the line before the break. */
  before(at: number): string {
    const line = this.state.doc.lineAt(at);
    return this.state.sliceDoc(line.from, this.#at ?? line.to);
  }
}

/** As far in as the line that is left, and one step further behind an opening bracket. */
export function getIndentation(context: IndentContext, at: number): number {
  const before = context.before(at);
  const opens = /[[{]\s*$/.test(before);
  return columnsOf(context.state, before) + (opens ? getIndentUnit(context.state) : 0);
}

export function matchBrackets(): null {
  return null;
}

const noNode = { childBefore: () => null, childAfter: () => null, parent: null, name: "" };

export function syntaxTree() {
  return { resolveInner: () => noNode, resolveStack: () => null };
}

export const NodeProp = { closedBy: undefined };
