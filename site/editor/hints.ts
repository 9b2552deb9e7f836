// Behind a line: the value that NanoMQ takes, and when it notices a silent client.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { hintsIn } from "../../src/editor/hints.ts";
import type { Edited } from "../../src/editor/view.ts";
import { rangeOf } from "./places.ts";

class HintWidget extends WidgetType {
  readonly #label: string;

  constructor(label: string) {
    super();
    this.#label = label;
  }

  override eq(other: WidgetType): boolean {
    return other instanceof HintWidget && other.#label === this.#label;
  }

  toDOM(): HTMLElement {
    const box = document.createElement("span");
    box.className = "cm-hint";
    box.textContent = this.#label;
    return box;
  }
}

const set = StateEffect.define<DecorationSet>();

export const hintField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { changes, effects }) => effects.find((one) => one.is(set))?.value ?? before.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});

/** The hints of a whole conf, for the text as it is. */
export function hintsOf(edited: Edited): StateEffect<DecorationSet> {
  const { source } = edited;
  const whole = { file: source.file, start: 0, end: source.bytes.length };
  const widgets = hintsIn(edited, whole).map(({ label, offset }) => {
    const { from } = rangeOf(source, { start: offset, end: offset });
    return Decoration.widget({ widget: new HintWidget(label), side: 1 }).range(from);
  });
  return set.of(Decoration.set(widgets, true));
}
