// Hints within the lines of a conf: the value that NanoMQ takes, and when it notices a silent client.
import { valueText } from "../report/settings/settings.ts";
import { keyAt } from "../start/keys.ts";
import { inForce } from "../start/run.ts";
import type { NodeEffect } from "../start/setting.ts";
import { type Source, type Span, textOf } from "../text/source.ts";
import { awayOf, type Edited, settingOfEffect, type View } from "./view.ts";
import { timerKeys, windowsOf, windowText } from "./windows.ts";

export interface Hint {
  /** Byte offset it stands behind. */
  readonly offset: number;
  readonly label: string;
  readonly kind: "value" | "window";
}

/** Of many classes the first are shown. */
const MOST_WINDOWS = 4;

function isSingle({ node }: NodeEffect): boolean {
  return node !== undefined && node.kind !== "object" && node.kind !== "array";
}

/** A text without quotes, blanks and letter case: `"10S"` says `10 s`. */
function plain(text: string): string {
  return text.replaceAll(/["\s]/g, "").toLowerCase();
}

/** The value that counts, where the text does not say it. */
function valueHint(effect: NodeEffect, written: string, view: View): string | undefined {
  if (!isSingle(effect) || effect.pattern === undefined) return undefined;
  const { kind } = effect.effect;
  const isMeasure = ["s", "ms", "B"].includes(keyAt(effect.pattern)?.unit ?? "");
  if (kind === "used" && !isMeasure) return undefined;
  if (kind === "ignored" && !stays(effect)) return undefined;
  const setting = settingOfEffect(view, effect);
  const value = inForce(view.run).values.get(setting);
  if (value === undefined || value === null) return undefined;
  const shown = valueText({ path: setting, value }, view.language);
  return plain(shown) === plain(written) ? undefined : `= ${shown}`;
}

/** True where another value stays in force because this one is not taken. */
function stays({ effect }: NodeEffect): boolean {
  return (
    effect.kind === "ignored" &&
    ["wrong-type", "not-positive", "unknown-word", "unreadable"].includes(effect.reason)
  );
}

function windowHint(setting: string, view: View): string | undefined {
  if (!timerKeys.has(setting)) return undefined;
  const windows = windowsOf(view);
  const shown = windows.slice(0, MOST_WINDOWS).map((one) => `${one.name}: ${windowText(one, view)}`);
  if (shown.length === 0) return undefined;
  return [...shown, ...(windows.length > shown.length ? ["…"] : [])].join("; ");
}

function isWithin({ start, end }: Span, range: Span): boolean {
  return end >= range.start && start <= range.end;
}

/** The hints of a part of a conf, in the order of the text. */
export function hintsIn({ view, source }: Edited, range: Span): readonly Hint[] {
  const { home } = awayOf(view);
  const hints = view.run.meant.effects.flatMap((effect): readonly Hint[] => {
    const span = home(effect.span);
    if (span.file !== source.file || !isWithin(span, range) || !isSingle(effect)) return [];
    const value = valueHint(effect, textOf(source, span.start, span.end), view);
    const window = windowHint(effect.path, view);
    return [
      ...(value === undefined ? [] : [{ offset: span.end, label: value, kind: "value" } as const]),
      ...(window === undefined ? [] : [{ offset: span.end, label: window, kind: "window" } as const]),
    ];
  });
  return hints.toSorted((a, b) => a.offset - b.offset);
}

const CLIENTS = /^[ \t]*\[\[[ \t]*clients[ \t]*\]\]/;
const TABLE = /^[ \t]*\[/;
const KEEPALIVE = /^[ \t]*keepalive[ \t]*=[^#\r\n]*[^#\s]/;

/** Behind the keepalive of each client class of a nanotune.toml: the windows that the conf beside it gives them. */
export function clientHints(source: Source, view: View): readonly Hint[] {
  const windows = windowsOf(view);
  const encoder = new TextEncoder();
  const hints: Hint[] = [];
  let [offset, table, seen] = [0, false, 0];
  for (const line of textOf(source, 0, source.bytes.length).split("\n")) {
    if (CLIENTS.test(line)) table = true;
    else if (TABLE.test(line)) table = false;
    const [written] = (table && KEEPALIVE.exec(line)) || [];
    if (written !== undefined) {
      // A list of keepalives makes one class each.
      const count = written.match(/"[^"]*"|'[^']*'/g)?.length ?? 0;
      const label = windows
        .slice(seen, seen + count)
        .map((one) => windowText(one, view))
        .join("; ");
      seen += count;
      if (label !== "")
        hints.push({ offset: offset + encoder.encode(written).length, label, kind: "window" });
    }
    offset += encoder.encode(line).length + 1;
  }
  return hints;
}
