// The conf in an editor: colours, findings where they stand, completion, hover, fixes; in a shadow tree, where the editor brings
// its own style without a word in the page's policy.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  snippet,
} from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, RangeSetBuilder, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  type Tooltip,
} from "@codemirror/view";
import { type Suggestion, suggestionsAt } from "../../src/editor/completion.ts";
import { hoverAt } from "../../src/editor/hover.ts";
import type { Edited, View } from "../../src/editor/view.ts";
import type { TextEdit } from "../../src/text/edit.ts";
import { createSource, type Source } from "../../src/text/source.ts";
import { hintField, hintsOf } from "./hints.ts";
import { helpHtml } from "./markdown.ts";
import { painted } from "./paint.ts";
import { bytesAt, rangeOf } from "./places.ts";
import { theme } from "./theme.ts";

export interface ConfEditor {
  readonly text: () => string;
  readonly replace: (text: string) => void;
  /** Edits of the conf as it is now. */
  readonly apply: (edits: readonly TextEdit[], source: Source) => void;
  /** What was found in the conf as it is now. */
  readonly mark: (diagnostics: readonly Diagnostic[], view: View) => void;
  /** Puts the cursor at a byte, and the focus into the editor. */
  readonly goTo: (offset: number, source: Source) => void;
}

export interface EditorOptions {
  readonly host: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly phrases: Readonly<Record<string, string>>;
  /** What the conf was read as last. */
  readonly view: () => View | undefined;
  readonly changed: () => void;
}

const colours = StateField.define<DecorationSet>({
  create: ({ doc }) => decorated(doc.toString()),
  update: (before, { docChanged, newDoc }) => (docChanged ? decorated(newDoc.toString()) : before),
  provide: (field) => EditorView.decorations.from(field),
});

const marks = new Map<string, Decoration>();

function markFor(paint: string): Decoration {
  const known = marks.get(paint) ?? Decoration.mark({ class: `cm-${paint}` });
  marks.set(paint, known);
  return known;
}

function decorated(text: string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, paint } of painted(text)) if (to > from) builder.add(from, to, markFor(paint));
  return builder.finish();
}

function editedAt(state: EditorState, view: View): Edited {
  const [file] = view.run.reading.sources.keys();
  return { view, source: createSource(file ?? "nanomq.conf", state.doc.toString()), base: [] };
}

function help(markdown: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "cm-help";
  box.innerHTML = helpHtml(markdown);
  return box;
}

/** Where the cursor goes, as the editor writes it in a snippet. */
const HERE = "#{}";

const types: Readonly<Record<Suggestion["kind"], string>> = {
  key: "property",
  section: "namespace",
  value: "constant",
  unit: "constant",
  name: "variable",
  rule: "keyword",
};

function completionOf({ label, kind, insert, snippet: shape, detail, help: text }: Suggestion): Completion {
  return {
    label,
    type: types[kind],
    apply: shape === undefined ? insert : snippet(shape.replace("$0", HERE)),
    ...(detail !== undefined && { detail }),
    ...(text !== undefined && { info: () => help(text) }),
  };
}

function completions(view: () => View | undefined) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const known = view();
    if (known === undefined) return null;
    const edited = editedAt(state, known);
    const found = suggestionsAt(edited, bytesAt(state.doc.toString(), pos));
    const [first] = found;
    if (first === undefined) return null;
    const { from } = rangeOf(edited.source, first.span);
    // Where nothing is typed yet a list would only be in the way.
    if (from >= pos && !explicit) return null;
    // The list is in the order of likelihood; an editor sorts what is as likely by name.
    const options = found.map((one, at) => ({ ...completionOf(one), boost: -Math.min(at, 90) }));
    return { from: Math.min(from, pos), to: pos, options };
  };
}

function hovers(view: () => View | undefined) {
  return ({ state }: EditorView, pos: number): Tooltip | null => {
    const known = view();
    if (known === undefined) return null;
    const edited = editedAt(state, known);
    const hover = hoverAt(edited, bytesAt(state.doc.toString(), pos));
    if (hover === undefined) return null;
    const { from, to } = rangeOf(edited.source, hover.span);
    return { pos: from, end: to, above: true, create: () => ({ dom: help(hover.markdown) }) };
  };
}

/**
 * What is typed over a selection: a browser that is left to do it styles the lines it joins, which the page's policy forbids, and
 * says so.
 */
const typedOver = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data, isComposing }, view) => {
    const { state } = view;
    if (inputType !== "insertText" || data === null || isComposing || state.selection.main.empty)
      return false;
    view.dispatch(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

function extensions({ label, phrases, view, changed }: EditorOptions) {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    typedOver,
    colours,
    hintField,
    lintGutter(),
    autocompletion({ override: [completions(view)], icons: false }),
    hoverTooltip(hovers(view)),
    keymap.of([...standardKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) changed();
    }),
    theme,
  ];
}

export function confEditor(options: EditorOptions): ConfEditor {
  const root = options.host.attachShadow({ mode: "open" });
  const editor = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: options.text, extensions: extensions(options) }),
  });
  const length = () => editor.state.doc.length;
  return {
    text: () => editor.state.doc.toString(),
    replace: (insert) => editor.dispatch({ changes: { from: 0, to: length(), insert } }),
    apply: (edits, source) => {
      const changes = edits.map(({ span, text }) => ({ ...rangeOf(source, span), insert: text }));
      editor.dispatch({ changes });
    },
    mark: (diagnostics, view) => {
      const { state } = editor;
      const marked = setDiagnostics(state, diagnostics);
      editor.dispatch({ ...marked, effects: [marked.effects ?? [], hintsOf(editedAt(state, view))].flat() });
    },
    goTo: (offset, source) => {
      const { from } = rangeOf(source, { start: offset, end: offset });
      editor.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      editor.focus();
    },
  };
}
