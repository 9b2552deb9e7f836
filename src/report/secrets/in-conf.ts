import { isSecretName } from "../../start/secret-name.ts";
import { Lexer } from "../../text/conf/lexer.ts";
import { byteText, type Source, textOf } from "../../text/source.ts";
import { namedSecrets } from "./in-text.ts";
import { type ByteRange, inBytes, joined } from "./ranges.ts";

/** Sections whose values are secret whatever their names: users with their passwords, headers of HTTP requests. */
const SECRET_SECTION = /headers$/i;
/** Headers that tell nothing. */
const PLAIN_NAME = /^(?:content-type|content-length|user-agent|accept|accept-encoding)$/i;
/** From the start of an unquoted value: to its end as its author means it, what a `#` cuts off included. */
const UNQUOTED = /^.*?(?=\s*$|\s+(?:#|\/\/)|\s*[,}\]](?:\s|$))/;
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)/;

/** Nobody has a longer one; a line may be as long as its file. */
const LONGEST_BYTES = 8192;

function lineFrom(source: Source, start: number): string {
  const near = byteText(source.bytes).slice(start, start + LONGEST_BYTES);
  const end = near.indexOf("\n");
  return textOf(source, start, start + (end === -1 ? near.length : end));
}

const encoder = new TextEncoder();

function valueAt(source: Source, start: number): ByteRange {
  const line = lineFrom(source, start);
  const text = (QUOTED.exec(line) ?? UNQUOTED.exec(line))?.[0] ?? line;
  return { start, end: start + encoder.encode(text).length };
}

interface KeyName {
  readonly isSecret: boolean;
  /** True where everything below it is secret. */
  readonly isSection: boolean;
}

interface Key extends KeyName, ByteRange {}

const noKey: Key = { start: 0, end: 0, isSecret: false, isSection: false };

/** The same keys stand in every section, and in the text that the next key of an editor makes. */
const keyNames = new Map<string, KeyName>();

const MOST_KEY_NAMES = 5000;

function keyNamed(text: string): KeyName {
  const known = keyNames.get(text);
  if (known !== undefined) return known;
  if (keyNames.size >= MOST_KEY_NAMES) keyNames.clear();
  const name = judged(text);
  keyNames.set(text, name);
  return name;
}

function judged(text: string): KeyName {
  const names = text.replaceAll(/["']/g, "").split(".");
  const last = names.at(-1) ?? "";
  const above = names.slice(0, -1);
  const isSection = isSecretName(last) || SECRET_SECTION.test(last);
  const isBelow = above.some((name) => isSecretName(name) || SECRET_SECTION.test(name));
  const isSecret = !PLAIN_NAME.test(last) && (isBelow || last === "key" || isSecretName(last));
  return { isSecret, isSection };
}

/** Goes through a conf by its lexemes, not by its tree: a broken file keeps its secrets too. */
class SecretFinder {
  readonly found: ByteRange[] = [];
  readonly #source: Source;
  #key: Key = noKey;
  #expectsValue = false;
  #depth = 0;
  /** Depth of a section like `auth.password { user = value }`, or of a list of secrets. */
  #secretDepth = Infinity;
  #isList = false;
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
    return joined(this.found);
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
        this.#open(this.#key.isSection);
        break;
      case "open-bracket":
        this.#open(this.#expectsValue && this.#key.isSecret);
        this.#isList = this.#depth === this.#secretDepth;
        break;
      case "close-brace":
      case "close-bracket":
        this.#close();
        break;
      case "comma":
        break;
      default:
        if (!this.#isSecret(start)) {
          if (!this.#expectsValue) {
            this.#key = this.#keyAt(start, end);
            return;
          }
        } else this.#keep(valueAt(this.#source, start));
    }
    this.#expectsValue = false;
    this.#key = noKey;
  }

  #keyAt(start: number, end: number): Key {
    const text = textOf(this.#source, start, end);
    const { isSecret, isSection } = keyNamed(text);
    return { start, end, isSecret, isSection };
  }

  /** A value that is secret by its key or its section; without a separator too, if it is on the line of its key. */
  #isSecret(start: number): boolean {
    if (this.#isList && this.#depth === this.#secretDepth) return true;
    if (this.#key === noKey) return false;
    if (!this.#expectsValue) return this.#key.isSecret && this.#isOnLine(start);
    if (this.#key.isSecret) return true;
    const name = textOf(this.#source, this.#key.start, this.#key.end).replaceAll('"', "");
    return this.#depth >= this.#secretDepth && !PLAIN_NAME.test(name);
  }

  #isOnLine(start: number): boolean {
    return !this.#source.bytes.subarray(this.#key.end, start).includes(0x0a);
  }

  #keep(range: ByteRange): void {
    this.#free = range.end;
    if (range.end > range.start) this.found.push(range);
  }

  #open(isSecret: boolean): void {
    this.#depth += 1;
    if (isSecret) this.#secretDepth = Math.min(this.#secretDepth, this.#depth);
  }

  #close(): void {
    if (this.#depth === this.#secretDepth) {
      this.#secretDepth = Infinity;
      this.#isList = false;
    }
    this.#depth = Math.max(0, this.#depth - 1);
  }

  /** A `#` inside a secret takes the braces behind it along; their author meant them to close. */
  #leaveCut(end: number): void {
    const start = this.#free;
    for (const _ of textOf(this.#source, start, end).matchAll(/\}/g)) this.#close();
    this.#searchComment(start, end);
  }

  /** A setting that was switched off, or swallowed by a `#`. */
  #searchComment(start: number, end: number): void {
    if (start >= end) return;
    const text = textOf(this.#source, start, end);
    const ranges = inBytes(text, joined(namedSecrets(text)));
    for (const range of ranges) {
      if (start + range.start >= this.#free)
        this.found.push({ start: start + range.start, end: start + range.end });
    }
  }
}

/** Passwords, tokens and keys of a conf, in file order. */
export function confSecrets(source: Source): readonly ByteRange[] {
  return new SecretFinder(source).search();
}
