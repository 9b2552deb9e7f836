import { byteText, type Source } from "../source.ts";
import type { Token } from "./token.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes of a token, one character (U+0000 to U+00FF) each: NanoMQ compares and cuts bytes.
 * {@link readable} makes text of it.
 */
export function bytesOf({ source, start, end }: Place): string {
  return byteText(source.bytes).slice(start, end);
}

/** Bytes as the text they encode; invalid UTF-8 becomes U+FFFD. */
export function readable(bytes: string): string {
  let ascii = true;
  for (let at = 0; at < bytes.length && ascii; at += 1) ascii = bytes.charCodeAt(at) < 0x80;
  if (ascii) return bytes;
  return decoder.decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}

/** NanoMQ's way with a quoted text: first and last byte go, and every backslash; escapes mean nothing. */
export function withoutQuotes(quoted: string): string {
  return quoted.slice(1).replaceAll("\\", "").slice(0, -1);
}

/** A token's bytes as C sees them: a NUL byte ends them. */
export function stringBytes(token: Token): string {
  const text = bytesOf(token);
  const end = text.indexOf("\0");
  return end === -1 ? text : text.slice(0, end);
}

const INTEGER_LIMIT = 2 ** 63;

/** Integers saturate at 64 bits; both kinds end up as doubles. */
export function numberOf(token: Token): number {
  const value = Number(bytesOf(token));
  if (token.kind === "decimal") return value;
  return Math.max(-INTEGER_LIMIT, Math.min(INTEGER_LIMIT, value)) + 0;
}

const QUOTE = 0x22;

/** The text of a word or string. A string that was cut at the end of its line has no closing quote to lose. */
export function textOfToken(token: Token): string {
  const text = stringBytes(token);
  if (token.kind !== "string") return readable(text);
  const closed = token.source.bytes[token.end - 1] === QUOTE && token.end - token.start > 1;
  return readable(withoutQuotes(closed ? text : `${text}"`));
}
