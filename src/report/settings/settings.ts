import type { Language } from "../../lint/language.ts";
import { unsetValue } from "../../nanomq/api/names.ts";
import { plainMultiplier } from "../../nanomq/time.ts";
import type { Settings } from "../../start/effective.ts";
import { keyAt } from "../../start/keys.ts";
import { isSecretName } from "../../start/secret-name.ts";
import type { Origin, Value } from "../../start/value.ts";
import { positionAt, type Source, type Span } from "../../text/source.ts";
import { withoutAddressSecrets } from "../secrets/in-address.ts";
import { MASK } from "../secrets/mask.ts";
import { cutTo, padTo, printable, widthOf, wrap } from "../text-layout.ts";
import { settingsWords } from "./words.ts";

export interface SettingsView {
  readonly settings: Settings;
  readonly sources: ReadonlyMap<string, Source>;
  /** Defaults too, not only what somebody set. */
  readonly all: boolean;
  /** One section only: `mqtt`. */
  readonly section: string | undefined;
  /** Longer rows take several lines; a word longer than that stays whole. */
  readonly columns: number;
}

/** One setting with its value in effect and who set it. */
export interface SettingRow {
  readonly path: string;
  readonly value: Value;
  readonly origin: Origin;
}

/** "nanomq.conf:12", the place as people say it. */
export function placeText(span: Span, sources: SettingsView["sources"]): string {
  const source = sources.get(span.file);
  return source === undefined ? span.file : `${span.file}:${positionAt(source, span.start).line}`;
}

export function originText(
  origin: Origin,
  { sources }: Pick<SettingsView, "sources">,
  language: Language,
): string {
  switch (origin.kind) {
    case "default":
      return settingsWords[language].byDefault;
    case "file":
      return placeText(origin.span, sources);
    case "environment":
      return origin.variable;
    case "flag":
      return origin.flag;
  }
}

/** The key of the surface behind a setting: `bridges.mqtt[0].server` is `bridges.mqtt.*.server`. */
function surfaceKeyOf(path: string): ReturnType<typeof keyAt> {
  return keyAt(path) ?? keyAt(path.replaceAll(/\[\d+\]/g, "[]")) ?? keyAt(path.replaceAll(/\[\d+\]/g, ".*"));
}

/** The last name of a setting; an entry of a password list or of headers stands below it. */
const LAST_NAME = /([^.[\]]+)(?:\[\d+\])?$/;
/** Entries whose names the user chose: a password list, headers of HTTP requests. */
const SECRET_ENTRY = /\.\(password\)$|\.headers(?:\.|\[\d+\]\.\(value\)$)/;

/** A value to show; secrets are not. */
export function shownValue(path: string, value: Value): Value {
  if (typeof value !== "string" || value === "") return value;
  const named = () => isSecretName(LAST_NAME.exec(path)?.[1] ?? path);
  const secret = surfaceKeyOf(path)?.secret === true || SECRET_ENTRY.test(path) || named();
  return secret ? MASK : withoutAddressSecrets(value);
}

const UNITS: Readonly<Record<string, string>> = { s: " s", ms: " ms", B: " B", count: "" };

export function valueText({ path, value }: Pick<SettingRow, "path" | "value">, language: Language): string {
  const shown = shownValue(path, value);
  if (shown === null) {
    const unset = unsetValue(path);
    return unset === undefined ? settingsWords[language].notSet : settingsWords[language].unset(unset);
  }
  if (typeof shown === "string") return printable(JSON.stringify(shown));
  if (typeof shown !== "number") return Array.isArray(shown) ? printable(shown.join(", ")) : String(shown);
  const plain = Number.isInteger(shown) ? shown : plainMultiplier(shown);
  return `${plain}${UNITS[surfaceKeyOf(path)?.unit ?? "count"] ?? ""}`;
}

/** `mqtt.retry_interval = 10 s (nanomq.conf:12)`; undefined where there is no such setting. */
export function settingText(
  path: string,
  { settings, sources }: Pick<SettingsView, "settings" | "sources">,
  language: Language,
): string | undefined {
  const value = settings.values.get(path);
  if (value === undefined) return undefined;
  const origin = originText(settings.origins.get(path) ?? { kind: "default" }, { sources }, language);
  return `${path} = ${valueText({ path, value }, language)} (${origin})`;
}

/** The settings of a view, by path. */
export function settingRows({
  settings,
  all,
  section,
}: Pick<SettingsView, "settings" | "all" | "section">): readonly SettingRow[] {
  const rows: SettingRow[] = [];
  for (const [path, value] of settings.values) {
    const origin = settings.origins.get(path) ?? { kind: "default" };
    const inside =
      section === undefined ||
      path === section ||
      path.startsWith(`${section}.`) ||
      path.startsWith(`${section}[`);
    // Parts in parentheses are the broker's own book-keeping, no settings.
    const setting = !path.includes("(") || path.endsWith(".(username)") || path.endsWith(".(password)");
    if (inside && setting && (all || origin.kind !== "default")) rows.push({ path, value, origin });
  }
  return rows.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const INDENT = "  ";
/** A longer value moves no other row's origin. */
const VALUE_COLUMNS = 48;
/** Names that only a generated file has are cut. */
const PATH_COLUMNS = 200;

function shownPath(path: string): string {
  return cutTo(printable(path), PATH_COLUMNS, "...");
}

function table(rows: readonly SettingRow[], view: SettingsView, language: Language): string {
  const cells = rows.map((row) => ({
    path: shownPath(row.path),
    value: valueText(row, language),
    origin: originText(row.origin, view, language),
  }));
  const width = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
  const paths = width(cells.map(({ path }) => path));
  const values = Math.min(width(cells.map(({ value }) => value)), VALUE_COLUMNS);
  return cells
    .flatMap(({ path, value, origin }) => {
      const row = `${INDENT}${padTo(path, paths)}  ${padTo(value, values)}  ${origin}`;
      if (widthOf(row) <= view.columns) return [row];
      const below = wrap(`${value}  ${origin}`, view.columns - 2 * INDENT.length);
      return [`${INDENT}${path}`, ...below.map((line) => `${INDENT}${INDENT}${line}`)];
    })
    .join("\n");
}

function byPlace(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start;
}

/** What was written and has no effect, in the order of the files. */
export interface IdleSetting {
  readonly place: string;
  readonly path: string;
  readonly reason: string;
}

export function idleSettings(
  { settings, sources }: Pick<SettingsView, "settings" | "sources">,
  language: Language,
): readonly IdleSetting[] {
  const words = settingsWords[language];
  const effects = settings.effects.toSorted((a, b) => byPlace(a.keySpan, b.keySpan));
  return effects.flatMap(({ path, span, effect }) => {
    if (effect.kind === "used") return [];
    const reason =
      effect.kind === "ignored" && effect.reason === "overridden"
        ? words.overriddenBy(placeText(effect.by, sources))
        : words.reason(effect);
    return [{ place: placeText(span, sources), path: shownPath(path), reason: printable(reason) }];
  });
}

function withoutEffect(view: SettingsView, language: Language): readonly string[] {
  return idleSettings(view, language).flatMap(({ place, path, reason }) => {
    const lines = wrap(`${place}  ${path}: ${reason}`, view.columns - 2 * INDENT.length);
    return lines.map((line, at) => `${INDENT}${at === 0 ? "" : INDENT}${line}`);
  });
}

/** Effective settings by section, each with its origin; below them what was written without effect, and why. */
export function showSettings(view: SettingsView, language: Language): string {
  const words = settingsWords[language];
  const sections = groupBySection(settingRows(view));
  const blocks = [...sections].map(([section, rows]) => `${section}\n${table(rows, view, language)}`);
  const ignored = withoutEffect(view, language);
  if (ignored.length > 0) blocks.push(`${words.withoutEffect}\n${ignored.join("\n")}`);
  if (blocks.length === 0) blocks.push(words.onlyDefaults);
  return `${blocks.join("\n\n")}\n`;
}

export function groupBySection(rows: readonly SettingRow[]): ReadonlyMap<string, readonly SettingRow[]> {
  const groups = new Map<string, SettingRow[]>();
  for (const row of rows) {
    const section = row.path.split(/[.[]/)[0] ?? row.path;
    const group = groups.get(section);
    if (group === undefined) groups.set(section, [row]);
    else group.push(row);
  }
  return groups;
}
