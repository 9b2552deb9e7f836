/** Words of a command, each where it stands. */

import { type Source, textOf } from "../text/source.ts";
import type { Placed } from "./container.ts";
import { shellWords } from "./shell-words.ts";

const encoder = new TextEncoder();

/** Words of one string, each where it stands in it; from the first word written with escapes on, the string's place. */
export function placeWords(source: Source, text: Placed<string>): readonly Placed<string>[] {
  const { file, start, end } = text.span;
  const raw = textOf(source, start, end);
  let from = 0;
  let at = start;
  return shellWords(text.value).map((value) => {
    const found = value === "" || from === -1 ? -1 : raw.indexOf(value, from);
    if (found === -1) {
      from = -1;
      return { value, span: text.span };
    }
    const wordAt = at + encoder.encode(raw.slice(from, found)).length;
    from = found + value.length;
    at = wordAt + encoder.encode(value).length;
    return { value, span: { file, start: wordAt, end: at } };
  });
}
