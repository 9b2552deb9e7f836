import type { Finding, FindingArgs, Fix } from "../lint/finding/finding.ts";
import { Lexer } from "../text/conf/lexer.ts";
import { type Source, type Span, textOf } from "../text/source.ts";
import { deploymentSecrets } from "./finding/deployment-secrets.ts";
import { MASK, urlPasswords } from "./secret-values.ts";

/** Last part of a key whose value nobody else should read; too many are better than one too few. */
const SECRET_NAME = /(?:^"?|[._-])(?:password|passwd|token|secret|key|authorization|cookie)"?$/i;
/** Sections whose values are secret: users with their passwords, headers of HTTP requests. */
const SECRET_SECTION = /(?:^"?|[._-])(?:password|passwd|headers)"?$/i;
const IN_SECRET_SECTION = /(?:^"?|\.)(?:password|headers)"?\."?[^.]+$/i;
/** Headers that tell nothing. */
const PLAIN_NAME = /(?:^"?|\.)(?:content-type|content-length|user-agent|accept|accept-encoding)"?$/i;
/** The same inside a comment: a setting that was switched off, or swallowed by a `#`. */
const SECRET_IN_COMMENT = /(?:password|passwd|token|secret|key|authorization|cookie)"?\s*[=:]\s*(?=\S)/gi;
/** From the start of an unquoted value: to its end as its author means it, what a `#` cuts off included. */
const UNQUOTED = /^.*?(?=\s*$|\s+(?:#|\/\/)|\s*[,}](?:\s|$))/;
const QUOTED = /^"(?:[^"\\]|\\.)*"?/;

type ByteRange = Pick<Span, "start" | "end">;

function lineFrom({ bytes, file }: Source, start: number): string {
  const end = bytes.indexOf(0x0a, start);
  return textOf({ bytes, file }, start, end === -1 ? bytes.length : end);
}

const encoder = new TextEncoder();

function valueAt(source: Source, start: number): ByteRange {
  const line = lineFrom(source, start);
  const text = (QUOTED.exec(line) ?? UNQUOTED.exec(line))?.[0] ?? line;
  return { start, end: start + encoder.encode(text).length };
}

/** Goes through a conf by its lexemes, not by its tree: a broken file keeps its secrets too. */
class SecretFinder {
  readonly found: ByteRange[] = [];
  readonly #source: Source;
  #key: ByteRange = { start: 0, end: 0 };
  #expectsValue = false;
  #depth = 0;
  /** Depth of a section like `auth.password { user = value }`. */
  #secretDepth = Infinity;
  #free = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  search(): readonly ByteRange[] {
    const lexer = new Lexer(this.#source.bytes);
    while (lexer.advance()) {
      if (lexer.start >= this.#free) this.#visit(lexer);
      else if (lexer.kind === "comment") this.#leaveCut(lexer.end);
    }
    return this.found;
  }

  #visit({ kind, start, end }: Lexer): void {
    switch (kind) {
      case "space":
        return;
      case "comment":
        this.#searchComment(start, end);
        return;
      case "separator":
        this.#expectsValue = true;
        return;
      case "open-brace":
        this.#depth += 1;
        if (SECRET_SECTION.test(this.#keyText()))
          this.#secretDepth = Math.min(this.#secretDepth, this.#depth);
        break;
      case "close-brace":
        this.#close();
        break;
      case "comma":
      case "open-bracket":
      case "close-bracket":
        break;
      default:
        if (this.#expectsValue && this.#isSecret()) this.#keep(valueAt(this.#source, start));
        else if (!this.#expectsValue) {
          this.#key = { start, end };
          return;
        }
    }
    this.#expectsValue = false;
    this.#key = { start: 0, end: 0 };
  }

  #keyText(): string {
    return textOf(this.#source, this.#key.start, this.#key.end);
  }

  #isSecret(): boolean {
    const key = this.#keyText();
    if (PLAIN_NAME.test(key)) return false;
    return this.#depth >= this.#secretDepth || SECRET_NAME.test(key) || IN_SECRET_SECTION.test(key);
  }

  #keep(range: ByteRange): void {
    this.#free = range.end;
    if (range.end > range.start) this.found.push(range);
  }

  #close(): void {
    if (this.#depth === this.#secretDepth) this.#secretDepth = Infinity;
    this.#depth = Math.max(0, this.#depth - 1);
  }

  /** A `#` inside a secret takes the braces behind it along; their author meant them to close. */
  #leaveCut(end: number): void {
    const start = this.#free;
    for (const _ of textOf(this.#source, start, end).matchAll(/\}/g)) this.#close();
    this.#searchComment(start, end);
  }

  #searchComment(start: number, end: number): void {
    const text = textOf(this.#source, start, end);
    for (const { index, 0: assignment } of text.matchAll(SECRET_IN_COMMENT)) {
      const before = encoder.encode(text.slice(0, index + assignment.length)).length;
      if (start + before >= this.#free) this.#keep(valueAt(this.#source, start + before));
    }
  }
}

const known = new WeakMap<Source, readonly ByteRange[]>();

const DEPLOYMENT_FILE = /\.(?:ya?ml|env)$/i;

/** Passwords inside of addresses; an address may stand anywhere. */
function addressSecrets(source: Source): readonly ByteRange[] {
  const text = textOf(source, 0, source.bytes.length);
  let [at, byte] = [0, 0];
  return urlPasswords(text).map(({ start, end }) => {
    const from = byte + encoder.encode(text.slice(at, start)).length;
    byte = from + encoder.encode(text.slice(start, end)).length;
    at = end;
    return { start: from, end: byte };
  });
}

function search(source: Source): readonly ByteRange[] {
  const isConf = !DEPLOYMENT_FILE.test(source.file);
  const named = isConf ? new SecretFinder(source).search() : deploymentSecrets(source);
  const inAddresses = addressSecrets(source);
  if (inAddresses.length === 0) return named;
  return [...named, ...inAddresses].toSorted((a, b) => a.start - b.start);
}

/** Where passwords, tokens and keys stand in a conf or deployment file, in file order. */
export function secretsOf(source: Source): readonly ByteRange[] {
  const ranges = known.get(source) ?? search(source);
  known.set(source, ranges);
  return ranges;
}

/** True where a place holds a secret, or a part of one. */
export function holdsSecret(source: Source, span: ByteRange): boolean {
  const ranges = secretsOf(source);
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? Infinity) <= span.start) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && meets(span, range);
}

function meets(span: ByteRange, range: ByteRange): boolean {
  return span.start < range.end && range.start < span.end;
}

function maskedArgs(args: FindingArgs, secrets: readonly string[]): FindingArgs {
  const masked = Object.entries(args).map(([name, value]) => {
    if (typeof value !== "string" || value === "") return [name, value] as const;
    // A value that was cut short is the beginning of the secret.
    if (secrets.some((secret) => secret.startsWith(value))) return [name, MASK] as const;
    return [name, secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value)] as const;
  });
  return Object.fromEntries(masked);
}

/** An edit that holds a secret is left out: `--fix` still makes it, a report does not tell it. */
function maskedFix(fix: Fix, secrets: readonly string[]): Fix {
  return {
    ...fix,
    text: secrets.reduce((text, secret) => text.replaceAll(secret, MASK), fix.text),
    edits: fix.edits.some(({ text }) => secrets.some((secret) => text.includes(secret))) ? [] : fix.edits,
  };
}

/** A finding at a secret, without the secret in its facts and fixes. */
export function withoutSecrets(finding: Finding, sources: ReadonlyMap<string, Source>): Finding {
  const source = sources.get(finding.span.file);
  if (source === undefined) return finding;
  const secrets = secretsOf(source)
    .filter((range) => meets(finding.span, range))
    .map(({ start, end }) => textOf(source, start, end).replaceAll(/^"|"$/g, ""))
    .filter((text) => text !== "");
  if (secrets.length === 0) return finding;
  const { args, fixes } = finding;
  return {
    ...finding,
    args: maskedArgs(args, secrets),
    fixes: fixes.map((fix) => maskedFix(fix, secrets)),
  };
}
