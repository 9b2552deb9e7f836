import type { Finding, FindingArgs, Fix } from "../findings/finding.ts";
import { type Source, type Span, textOf } from "../source/source.ts";
import { Lexer } from "../syntax/lexer.ts";
import { deploymentSecrets } from "./deployment-secrets.ts";

const MASK = "********";
/** Last part of a key whose value nobody else should read; too many are better than one too few. */
const SECRET_NAME = /(?:^"?|[._-])(?:password|passwd|token|secret|key)"?$/i;
/** The same inside a comment: a setting that was switched off, or swallowed by a `#`. */
const SECRET_IN_COMMENT = /(?:password|passwd|token|secret|key)"?\s*[=:]\s*(?=\S)/gi;
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
        if (this.#isSecret()) this.#secretDepth = Math.min(this.#secretDepth, this.#depth);
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

  #isSecret(): boolean {
    if (this.#depth >= this.#secretDepth) return true;
    return SECRET_NAME.test(textOf(this.#source, this.#key.start, this.#key.end));
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

/** Where passwords, tokens and keys stand in a conf or deployment file, in file order. */
export function secretsOf(source: Source): readonly ByteRange[] {
  const isConf = !DEPLOYMENT_FILE.test(source.file);
  const search = () => (isConf ? new SecretFinder(source).search() : deploymentSecrets(source));
  const ranges = known.get(source) ?? search();
  known.set(source, ranges);
  return ranges;
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
