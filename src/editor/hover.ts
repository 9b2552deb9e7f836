// What stands under the cursor: what it is for, the value in force, where that comes from.
import { editorWords } from "../report/editor/words.ts";
import { originText, valueText } from "../report/settings/settings.ts";
import { verdictText } from "../report/settings/verdict.ts";
import { settingsWords } from "../report/settings/words.ts";
import { keyAt } from "../start/keys.ts";
import { inForce } from "../start/run.ts";
import type { NodeEffect } from "../start/setting.ts";
import type { Home } from "../start/start.ts";
import type { Origin } from "../start/value.ts";
import type { Span } from "../text/source.ts";
import { patternOf } from "./cursor.ts";
import { keyHelp } from "./key-help.ts";
import { awayOf, cursorIn, type Edited, effectAt, settingOfEffect, type View } from "./view.ts";
import { timerKeys, windowsOf, windowText } from "./windows.ts";

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** Text of a conf as code, whatever signs it holds. */
function code(text: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** Who set it, at its place in the file that is shown. */
function originAt(origin: Origin = { kind: "default" }, home: Home): Origin {
  return origin.kind === "file" ? { ...origin, span: home(origin.span) } : origin;
}

/** The value that the broker has, and what became of the one that is written. */
function valueLines(setting: string, effect: NodeEffect | undefined, view: View): readonly string[] {
  const { run, language } = view;
  const words = editorWords[language];
  const { values, origins } = inForce(run);
  const value = values.get(setting);
  const lines: string[] = [];
  if (value !== undefined) {
    const { home, sources } = awayOf(view);
    const told = { sources: new Map([...run.reading.sources, ...sources]) };
    const origin = originText(originAt(origins.get(setting), home), told, language);
    const mended = run.running === undefined ? `${origin}; ${words.mended}` : origin;
    lines.push(words.inForce(code(valueText({ path: setting, value }, language)), mended));
  }
  if (effect !== undefined && effect.effect.kind !== "used")
    lines.push(`**${settingsWords[language].reason(effect.effect)}**`);
  return lines;
}

function windowLines(setting: string, view: View): readonly string[] {
  const windows = timerKeys.has(setting) ? windowsOf(view) : [];
  if (windows.length === 0) return [];
  const rows = windows.map((window) => `- ${window.name}: ${windowText(window, view)}`);
  return [`${editorWords[view.language].noticed}\n\n${rows.join("\n")}`];
}

function markdownOf(path: string, pattern: string, effect: NodeEffect | undefined, view: View): string {
  const setting = effect === undefined ? path : settingOfEffect(view, effect);
  const isOwn = keyAt(pattern) === undefined && pattern.endsWith("*");
  const help = keyHelp(pattern, view) ?? (isOwn ? editorWords[view.language].ownName : undefined);
  const verdict = verdictText(view.run, awayOf(view), view.language);
  return [
    code(path),
    ...valueLines(setting, effect, view),
    ...(help === undefined ? [] : [help]),
    ...windowLines(setting, view),
    ...(verdict === undefined ? [] : [verdict]),
  ].join("\n\n");
}

/** Of a key or a value that NanoMQ knows. */
export function settingHoverAt(edited: Edited, offset: number): Hover | undefined {
  const { view } = edited;
  const effect = effectAt(edited, offset);
  if (effect?.pattern === undefined) return undefined;
  const { home } = awayOf(view);
  const [keySpan, span] = [home(effect.keySpan), home(effect.span)];
  const isKey = keySpan.start <= offset && offset <= keySpan.end;
  return { markdown: markdownOf(effect.path, effect.pattern, effect, view), span: isKey ? keySpan : span };
}

/** Undefined where nothing of the key table stands. */
export function hoverAt(edited: Edited, offset: number): Hover | undefined {
  const { view } = edited;
  const known = settingHoverAt(edited, offset);
  if (known !== undefined) return known;
  const { kind, section, key, typed, word } = cursorIn(edited, offset);
  if (kind === "comment" || kind === "include") return undefined;
  const names = key ?? [...section, ...(kind === "key" ? typed.split(".") : [])].filter(Boolean);
  const pattern = patternOf(names);
  if (pattern === undefined || pattern === "" || typed === "") return undefined;
  return { markdown: markdownOf(names.join("."), pattern, effectAt(edited, offset), view), span: word };
}
