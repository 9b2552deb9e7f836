import type { Facts } from "../facts/facts.ts";
import type { Language } from "../lint/language.ts";
import { inForce, type Run } from "../start/run.ts";
import type { NodeEffect } from "../start/setting.ts";
import { atHome, type Home } from "../start/start.ts";
import type { SetOrigin } from "../start/value.ts";
import type { Source, Span } from "../text/source.ts";
import { type Cursor, cursorAt, type Names } from "./cursor.ts";

/** What is known about a conf that is being edited: what its broker makes of it, and who connects. */
export interface View {
  readonly run: Run;
  readonly facts: Facts;
  readonly language: Language;
  /** Where the conf stands in another file: the way there, and that file. */
  readonly away?: Away | undefined;
}

interface Away {
  readonly home: Home;
  readonly sources: ReadonlyMap<string, Source>;
}

/** The same of a conf that is a file of its own. */
const here: Away = { home: atHome, sources: new Map() };

export function awayOf({ away = here }: View): Away {
  return away;
}

/** One text of it. */
export interface Edited {
  readonly view: View;
  readonly source: Source;
  /** The section that it stands in where it is included. */
  readonly base: Names;
}

export function cursorIn({ source, base }: Edited, offset: number): Cursor {
  return cursorAt(source, offset, base);
}

function isIn({ file, start, end }: Span, source: Source, offset: number): boolean {
  return file === source.file && start <= offset && offset <= end;
}

/** What became of the key, or of the single value, that stands at an offset: the innermost of a dotted one. */
export function effectAt({ view, source }: Edited, offset: number): NodeEffect | undefined {
  const { home } = awayOf(view);
  return view.run.meant.effects.findLast(({ keySpan, span, node }) => {
    const isSection = node?.kind === "object" || node?.kind === "array";
    return isIn(home(keySpan), source, offset) || (!isSection && isIn(home(span), source, offset));
  });
}

function isSame(one: Span, other: Span): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
}

function comesFrom(origin: SetOrigin, span: Span): boolean {
  return origin.kind === "file" && isSame(origin.span, span);
}

/** The setting that a written key makes: a list is counted there, `bridges.mqtt[0].server`. */
export function settingOfEffect({ run }: View, { path, span }: NodeEffect): string {
  const { values, origins } = inForce(run);
  if (values.has(path)) return path;
  for (const [setting, origin] of origins) if (comesFrom(origin, span)) return setting;
  return path;
}
