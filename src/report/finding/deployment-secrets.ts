/** Passwords, tokens and keys in compose files, manifests and env files; found by their names, line by line. */

import { type Source, type Span, textOf } from "../../text/source.ts";

const NAME = String.raw`[\w.-]{0,64}(?:password|passwd|keypass|token|secret|[_-]key)`;
/** What stands before a secret: `NAME: `, `NAME=`, `{ name: NAME, value: `, `--keypass `; on one line or as a list. */
const BEFORE = new RegExp(
  [
    String.raw`name:[ \t]*["']?${NAME}["']?[ \t]*,?\s{0,80}value:[ \t]*`,
    String.raw`${NAME}["']?[ \t]*[:=][ \t]*`,
    String.raw`--keypass["']?(?:=|[ \t,]+|\s+-[ \t]+)`,
  ].join("|"),
  "gi",
);
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)/;
const UNQUOTED = /^[^\n]*?(?=\s*$|\s+#|["']?[ \t]*[,}\]](?:\s|$)|["']?\s*\n)/;
/** The head of a text on the lines below, an anchor, or another setting. */
const NO_VALUE = /^(?:[|>][+-]?\d*|[&*]\w+|)$/;

const encoder = new TextEncoder();

/** In file order. */
export function deploymentSecrets(source: Source): readonly Pick<Span, "start" | "end">[] {
  const text = textOf(source, 0, source.bytes.length);
  const found: Pick<Span, "start" | "end">[] = [];
  let [at, byte] = [0, 0];
  for (const { index, 0: before } of text.matchAll(BEFORE)) {
    const from = index + before.length;
    if (from < at) continue;
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? text.length : end);
    const value = (QUOTED.exec(line) ?? UNQUOTED.exec(line))?.[0] ?? line;
    if (NO_VALUE.test(value)) continue;
    const start = byte + encoder.encode(text.slice(at, from)).length;
    at = from + value.length;
    byte = start + encoder.encode(value).length;
    found.push({ start, end: byte });
  }
  return found;
}
