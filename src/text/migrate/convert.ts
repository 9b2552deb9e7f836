/** Old values to values of the HOCON dialect, one function per kind of value. */

import { has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { LostReason, NoteCode } from "./migration.ts";

type Converted =
  | { readonly kind: "value"; readonly text: string; readonly note?: NoteCode; readonly used?: string }
  /** The line says what NanoMQ does without it. */
  | { readonly kind: "default" }
  | { readonly kind: "lost"; readonly reason: LostReason };

export type Conversion = (value: string, nanomq: NanomqVersion) => Converted;

const WORDLIKE = /^[A-Za-z][\w-]*$/;
const RESERVED: ReadonlySet<string> = new Set(["true", "false", "null", "include"]);

function lost(reason: LostReason): Converted {
  return { kind: "lost", reason };
}

/** A string of the dialect; it deletes every backslash, so text that holds one cannot be written (DIALECT section 2). */
export function quoted(text: string): string | undefined {
  return text.includes("\\") ? undefined : `"${text.replaceAll('"', '\\"')}"`;
}

/** A key of the dialect; undefined where the text cannot be one. */
export function confKey(text: string): string | undefined {
  if (WORDLIKE.test(text) && !RESERVED.has(text)) return text;
  return /["\\]/.test(text) ? undefined : `"${text}"`;
}

/** C's atoi: leading blanks, sign, digits; 0 where there are none. */
function leadingInteger(value: string): { readonly number: number; readonly cut: boolean } {
  const digits = /^[+-]?\d+/.exec(value)?.[0] ?? "";
  return { number: digits === "" ? 0 : Number(digits), cut: digits !== value };
}

function fromInteger(value: string, write: (number: number) => string | LostReason): Converted {
  const { number, cut } = leadingInteger(value);
  const written = write(number);
  if (isLostReason(written)) return lost(written);
  return cut
    ? { kind: "value", text: written, note: "text-after-number", used: String(number) }
    : { kind: "value", text: written };
}

const numberReasons: ReadonlySet<string> = new Set(["not-positive", "negative", "overflow"]);
function isLostReason(text: string): text is LostReason {
  return numberReasons.has(text);
}

export const text: Conversion = (value) => {
  const written = quoted(value);
  return written === undefined ? lost("backslash") : { kind: "value", text: written };
};

/** The same conversion with something to say about it. */
export function noted(as: Conversion, note: NoteCode): Conversion {
  return (value, nanomq) => {
    const converted = as(value, nanomq);
    return converted.kind === "value" ? { ...converted, note } : converted;
  };
}

export const flag: Conversion = (value) => ({
  kind: "value",
  text: String(/^(?:true|yes)$/i.test(value)),
});

/** A plain number; HOCON's reader takes only numbers above 0. */
export const count: Conversion = (value) =>
  fromInteger(value, (number) => (number > 0 ? String(number) : "not-positive"));

/** As {@link count}, where 0 is what NanoMQ has without the key. */
export const countOrDefault: Conversion = (value, nanomq) =>
  leadingInteger(value).number === 0 ? { kind: "default" } : count(value, nanomq);

export const seconds: Conversion = (value) =>
  fromInteger(value, (number) => (number >= 0 ? `${number}s` : "negative"));

/** Where milliseconds are not read, the reader counts seconds and stores the number unchanged, so "800s" means 800 ms there. */
export const milliseconds: Conversion = (value, nanomq) =>
  fromInteger(value, (number) => {
    if (number < 0) return "negative";
    return has(nanomq, "milliseconds-read") ? `${number}ms` : `${number}s`;
  });

/** The old reader multiplies by 1024 in 32 bits. */
export const kibibytes: Conversion = (value) =>
  fromInteger(value, (number) => {
    if (number < 0) return "negative";
    return number * 1024 > 0x7fffffff ? "overflow" : `${number}KB`;
  });

/** `keepalive_backoff`: the samples write per mille (1250), the code multiplies by what is written. */
export const factor: Conversion = (value) => {
  const number = Number.parseFloat(value);
  if (!(number > 0)) return lost("not-positive");
  if (number < 100) return { kind: "value", text: String(number) };
  return {
    kind: "value",
    text: String(number / 1000),
    note: "backoff-per-mille",
    used: String(number / 1000),
  };
};

export function address(...schemes: readonly string[]): Conversion {
  return (value, nanomq) => {
    const scheme = schemes.find((candidate) => value.startsWith(`${candidate}://`));
    return scheme === undefined ? lost("unknown-scheme") : text(value.slice(scheme.length + 3), nanomq);
  };
}

/** One of `words` in any case; what else the old reader made of every other word. */
export function oneOf(words: readonly string[], otherwise?: string, note?: NoteCode): Conversion {
  return (value) => {
    const word = words.find((candidate) => candidate === value.toLowerCase());
    if (word !== undefined) return { kind: "value", text: word };
    if (otherwise === undefined) return lost("unknown-word");
    return { kind: "value", text: otherwise, used: otherwise, ...(note === undefined ? {} : { note }) };
  };
}

export const duration: Conversion = (value, nanomq) =>
  /^\d+[smh]$/.test(value) ? { kind: "value", text: value } : text(value, nanomq);

export const size: Conversion = (value) => {
  if (/^\d+(?:kb|KB|mb|MB|gb|GB)$/.test(value)) return { kind: "value", text: value };
  return /^\d+(?:kb|mb|gb)$/i.test(value) ? { kind: "value", text: `"${value}"` } : lost("unit-missing");
};

/** `retain = 2` keeps the flag of the message, which HOCON has as the absence of the key. */
export const retain: Conversion = (value) => {
  const { number } = leadingInteger(value);
  return number === 0 || number === 1 ? { kind: "value", text: String(number) } : { kind: "default" };
};

export const logSinks: Conversion = (value) => {
  const words = value.toLowerCase().split(",");
  const sinks = ["file", "console", "syslog"].filter((sink) => words.includes(sink));
  if (sinks.length === 0) return lost("unknown-word");
  const list = `[${sinks.join(", ")}]`;
  // The old list replaces the console, HOCON's adds to it.
  return sinks.includes("console")
    ? { kind: "value", text: list }
    : { kind: "value", text: list, note: "console-stays", used: list };
};

/** `k=%c,u=%u` to an object of strings. */
export const parameters: Conversion = (value) => {
  const pairs = value.split(",").map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 1 ? undefined : member(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  });
  const written = pairs.filter((pair) => pair !== undefined);
  return written.length === pairs.length
    ? { kind: "value", text: `{ ${written.join(", ")} }` }
    : lost("unreadable-value");
};

function member(key: string, value: string): string | undefined {
  const name = confKey(key);
  const written = quoted(value);
  return name === undefined || written === undefined ? undefined : `${name} = ${written}`;
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

export function parseJsonObject(value: string): Readonly<Record<string, unknown>> | undefined {
  const parsed = parseJson(value);
  return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
}

/** A JSON object of strings, such as user_property; any other value in it would crash NanoMQ. */
export const stringMap: Conversion = (value) => {
  const object = parseJsonObject(value);
  if (object === undefined) return lost("not-json");
  const members = Object.entries(object).map(([key, item]) =>
    typeof item === "string" ? member(key, item) : undefined,
  );
  if (members.length === 0) return { kind: "default" };
  return members.includes(undefined)
    ? lost("unreadable-value")
    : { kind: "value", text: `{ ${members.join(", ")} }` };
};

const JSON_DEPTH_LIMIT = 16;

/** JSON in the dialect's words; undefined for what it cannot hold (an empty array crashes NanoMQ). */
function jsonText(value: unknown, depth: number): string | undefined {
  if (depth > JSON_DEPTH_LIMIT) return undefined;
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => jsonText(item, depth + 1));
    return items.length === 0 || items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  const members = Object.entries(value).map(([key, item]) => {
    const name = confKey(key);
    const written = jsonText(item, depth + 1);
    return name === undefined || written === undefined ? undefined : `${name} = ${written}`;
  });
  return members.length === 0 || members.includes(undefined) ? undefined : `{ ${members.join(", ")} }`;
}

export const jsonObject: Conversion = (value) => {
  const object = parseJsonObject(value);
  if (object === undefined) return lost("not-json");
  const written = jsonText(object, 0);
  return written === undefined ? lost("unreadable-value") : { kind: "value", text: written };
};

/** SQL stands in double quotes and may hold bare ones. */
export const sql: Conversion = (value, nanomq) => text(/^"(.*)"$/.exec(value)?.[1] ?? value, nanomq);
