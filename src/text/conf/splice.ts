import { createSource, type Source } from "../source.ts";
import type { ConfInput } from "./conf-input.ts";
import { type IncludeStatement, includeAt, mayInclude } from "./include-syntax.ts";
import { Lexer, nanomqScanning, type Scanning } from "./lexer.ts";
import { includeDepth, type LimitName, limits } from "./limits.ts";
import { meantScanning } from "./meant-scanning.ts";
import type { GrammarTokenKind, LexemeKind, Token } from "./token.ts";

/** What became of an `include`: only "spliced" brings tokens; "unseen" may be there or not. */
export type IncludeFate = "spliced" | "missing" | "unseen" | "unnamed" | "too-deep" | "over-limit";

export interface IncludeUse {
  readonly statement: IncludeStatement;
  readonly fate: IncludeFate;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** Index of the first token after the statement. */
  readonly before: number;
  /** Files open around it, outermost first. */
  readonly within: readonly string[];
}

/** Something the grammar does not see but the user wrote: dropped bytes, `${x}`. */
export interface Oddity {
  readonly kind: "junk" | "variable";
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** Index of the first token after it. */
  readonly before: number;
}

/** Where NanoMQ's own reading ends early: before token number `before`. */
export interface StreamStop {
  readonly kind: "crash" | "include-depth" | "end";
  readonly before: number;
  readonly include: IncludeUse;
}

/** The tokens of a conf with its includes spliced in, as NanoMQ's scanner hands them to its grammar. */
export interface TokenStream {
  readonly main: Source;
  readonly tokens: readonly Token[];
  /** The first place NanoMQ does not get beyond; the tokens after it are there all the same. */
  readonly stop: StreamStop | undefined;
  readonly includes: readonly IncludeUse[];
  readonly oddities: readonly Oddity[];
  /** True where a comment begins inside a word and its author meant the rest of the line. */
  readonly hidesCode: boolean;
  readonly sources: ReadonlyMap<string, Source>;
  readonly exceeded:
    | { readonly limit: LimitName; readonly max: number; readonly found: number; readonly source: Source }
    | undefined;
}

/** NanoMQ's scanner reads a file in pieces of this many bytes. */
const BUFFER_BYTES = 8192;

interface OpenFile {
  readonly source: Source;
  readonly lexer: Lexer;
  /** After a missing include: the offset where the scanner asks for more bytes and dies. */
  deadline: number;
  culprit: IncludeUse | undefined;
}

/** "./a//b" and "a/b" are one file; `..` is taken back where a folder stands before it. */
export function normalizedName(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "." || (part === "" && parts.length > 0)) continue;
    const last = parts.at(-1);
    if (part === ".." && last !== undefined && last !== ".." && last !== "") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

const grammarKinds: ReadonlySet<LexemeKind> = new Set<GrammarTokenKind>([
  ...(["open-brace", "close-brace", "open-bracket", "close-bracket", "comma", "separator"] as const),
  ...(["true", "false", "null", "bytesize", "percent", "duration", "string", "word"] as const),
  ...(["integer", "decimal"] as const),
]);

function isGrammarKind(kind: LexemeKind): kind is GrammarTokenKind {
  return grammarKinds.has(kind);
}

/** How much deeper it is behind a token. */
const steps: Readonly<Partial<Record<GrammarTokenKind, number>>> = {
  "open-brace": 1,
  "open-bracket": 1,
  "close-brace": -1,
  "close-bracket": -1,
};

class Splicer {
  readonly tokens: Token[] = [];
  readonly includes: IncludeUse[] = [];
  readonly oddities: Oddity[] = [];
  readonly sources = new Map<string, Source>();
  stop: StreamStop | undefined;
  hidesCode = false;
  exceeded: TokenStream["exceeded"];
  readonly #files: ReadonlyMap<string, Source>;
  readonly #open: OpenFile[] = [];
  #includedBytes = 0;
  #levels = 0;
  #tooDeep = false;

  readonly #scanning: Scanning;
  readonly #isSeen: (name: string) => boolean;
  readonly #limitBytes: number;

  constructor(
    main: Source,
    files: ReadonlyMap<string, Source>,
    scanning: Scanning,
    { isSeen = () => true, limitBytes = limits.fileBytes }: Pick<ConfInput, "isSeen" | "limitBytes">,
  ) {
    this.#files = files;
    this.#isSeen = isSeen;
    this.#limitBytes = limitBytes;
    this.#scanning = scanning;
    this.#enter(main);
  }

  run(): void {
    for (let file = this.#open.at(-1); file !== undefined; file = this.#open.at(-1)) {
      if (this.#readUntilInclude(file)) continue;
      this.#meetDeadline(file);
      this.#open.pop();
    }
  }

  #enter(source: Source): void {
    this.sources.set(source.file, source);
    this.#open.push({
      source,
      lexer: new Lexer(source.bytes, this.#scanning),
      deadline: Infinity,
      culprit: undefined,
    });
  }

  /** True where an include was met, false at the end of the file. */
  #readUntilInclude(file: OpenFile): boolean {
    const { lexer, source } = file;
    let startsLine = lexer.end === 0;
    while (lexer.advance()) {
      const { kind, start, end } = lexer;
      if (lexer.reach > file.deadline && kind !== "include") this.#meetDeadline(file);
      if (isGrammarKind(kind)) {
        if (this.tokens.length >= limits.tokens)
          return this.#exceed("tokens", this.tokens.length + 1, source);
        this.#levels = Math.max(0, this.#levels + (steps[kind] ?? 0));
        if (this.#levels > limits.levels) return this.#exceed("levels", this.#levels, source);
        this.tokens.push({ kind, source, start, end, startsLine });
        startsLine = false;
      } else if (kind === "include") {
        this.#include(file, start, end);
        return true;
      } else if (kind === "space") startsLine ||= hasLineBreak(source.bytes, start, end);
      else if (kind === "comment") this.hidesCode ||= meantScanning.commentEnd(source.bytes, start) < end;
      else this.#noteOddity(kind, source, start, end);
    }
    return false;
  }

  /** Ends all reading; what was read so far stays. */
  #exceed(limit: keyof typeof limits, found: number, source: Source): false {
    this.exceeded ??= { limit, max: limits[limit], found, source };
    this.#open.length = 1;
    return false;
  }

  #meetDeadline(file: OpenFile): void {
    if (file.culprit === undefined) return;
    this.#stopAt("crash", file.culprit);
    file.culprit = undefined;
    file.deadline = Infinity;
  }

  #stopAt(kind: StreamStop["kind"], include: IncludeUse): void {
    this.stop ??= { kind, before: this.tokens.length, include };
  }

  #noteOddity(kind: "junk" | "variable", source: Source, start: number, end: number): void {
    const before = this.tokens.length;
    const last = this.oddities.at(-1);
    if (kind === "junk" && last?.kind === "junk" && last.source === source && last.end === start) {
      this.oddities[this.oddities.length - 1] = { ...last, end };
    } else this.oddities.push({ kind, source, start, end, before });
  }

  #include(file: OpenFile, start: number, end: number): void {
    const statement = includeAt(file.source.bytes, start);
    if (statement === undefined) return;
    const target = statement.name === undefined ? undefined : this.#files.get(normalizedName(statement.name));
    const fate = this.#fateOf(statement, target);
    const within = this.#open.map((open) => open.source.file);
    const use = { statement, fate, source: file.source, start, end, before: this.tokens.length, within };
    this.includes.push(use);
    if (fate === "unnamed") this.#stopAt("end", use);
    else if (fate === "too-deep") this.#stopAt("include-depth", use);
    else if (fate === "missing" && statement.required) this.#stopAt("end", use);
    else if (fate === "missing") {
      file.culprit ??= use;
      file.deadline = Math.min(file.source.bytes.length, (Math.floor(end / BUFFER_BYTES) + 1) * BUFFER_BYTES);
    } else if (fate === "spliced" && target !== undefined) {
      file.culprit = undefined;
      file.deadline = Infinity;
      this.#includedBytes += target.bytes.length;
      this.#enter(target);
    }
  }

  #fateOf(statement: IncludeStatement, target: Source | undefined): IncludeFate {
    if (statement.name === undefined) return "unnamed";
    // After one include too deep nothing more is spliced: cycles would multiply.
    if (this.#tooDeep || this.#open.length > includeDepth) {
      this.#tooDeep = true;
      return "too-deep";
    }
    if (target === undefined) return this.#isSeen(statement.name) ? "missing" : "unseen";
    this.exceeded ??= this.#includeLimit(target);
    return this.exceeded === undefined ? "spliced" : "over-limit";
  }

  /** The limit that one more file would exceed. */
  #includeLimit(target: Source): TokenStream["exceeded"] {
    const { length } = target.bytes;
    const total = this.#includedBytes + length;
    const max = this.#limitBytes;
    if (length > max) return { limit: "fileBytes", max, found: length, source: target };
    if (total > max) return { limit: "includeBytes", max, found: total, source: target };
    const count = this.includes.length + 1;
    if (count <= limits.includes) return undefined;
    return { limit: "includes", max: limits.includes, found: count, source: target };
  }
}

function hasLineBreak(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === 0x0a) return true;
  return false;
}

/** Reads `main` and everything it includes. */
export function spliceIncludes(
  main: Source,
  input: Pick<ConfInput, "files" | "isSeen" | "limitBytes">,
  scanning: Scanning = nanomqScanning,
): TokenStream {
  const known = new Map<string, Source>();
  for (const [name, content] of Object.entries(input.files ?? {})) {
    known.set(normalizedName(name), createSource(normalizedName(name), content));
  }
  const splicer = new Splicer(main, known, scanning, input);
  splicer.run();
  const { tokens, stop, includes, oddities, hidesCode, sources, exceeded } = splicer;
  return { main, tokens, stop, includes, oddities, hidesCode, sources, exceeded };
}

/** Names of the files that `input` includes, at any depth, and does not bring along. */
export function missingIncludes({
  file = "",
  text,
  files,
  limitBytes,
}: Omit<ConfInput, "isSeen">): readonly string[] {
  const main = createSource(file, text);
  if (!mayInclude(main.bytes)) return [];
  const { includes } = spliceIncludes(main, { files, limitBytes });
  const names = includes.flatMap(({ fate, statement }) => {
    return fate === "missing" && statement.name !== undefined ? [statement.name] : [];
  });
  return [...new Set(names)];
}
