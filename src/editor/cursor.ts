// Where a cursor stands in a conf that is being typed: its section, and whether a key or a value is due.
import { elementsOf, placeBelow } from "../start/keys.ts";
import { includeAt, mayInclude } from "../text/conf/include-syntax.ts";
import { Lexer } from "../text/conf/lexer.ts";
import { meantScanning } from "../text/conf/meant-scanning.ts";
import type { LexemeKind } from "../text/conf/token.ts";
import { type Source, type Span, textOf } from "../text/source.ts";

/** Names from the root on; `[]` is an element of a list. */
export type Names = readonly string[];

export interface Cursor {
  readonly kind: "key" | "value" | "comment" | "include";
  /** The section around it. */
  readonly section: Names;
  /** The key whose value is due, from the root on; undefined in a list. */
  readonly key: Names | undefined;
  /** What is typed so far, up to the cursor, without an opening quote. */
  readonly typed: string;
  /** The whole word at the cursor. */
  readonly word: Span;
}

/** The pattern path of names: `bridges.mqtt.*.server`; undefined where no release knows them. */
export function patternOf(names: Names): string | undefined {
  return names.reduce<string | undefined>((at, name) => {
    if (at === undefined) return undefined;
    return name === "[]" ? elementsOf(at) : placeBelow(at, name);
  }, "");
}

interface Frame {
  readonly names: Names;
  readonly isList: boolean;
}

type Due = "key" | "separator" | "value" | "nothing";

/** Follows the lexemes of a conf line by line, as its author means them: it is wrong while it is being typed. */
class Follower {
  readonly #source: Source;
  readonly #frames: Frame[];
  /** Read, and without its value yet. */
  #key: Names = [];
  #due: Due = "key";
  #startsLine = true;

  constructor(source: Source, base: Names) {
    this.#source = source;
    this.#frames = [{ names: base, isList: base.at(-1) === "[]" }];
  }

  get frame(): Frame {
    return this.#frames.at(-1) ?? { names: [], isList: false };
  }

  /** The key whose value is due here. */
  get key(): Names | undefined {
    return this.#due === "value" ? [...this.frame.names, ...this.#key] : undefined;
  }

  /** True where a value stands or is due. */
  get wantsValue(): boolean {
    return this.frame.isList || this.#due === "value";
  }

  lineBreak(): void {
    this.#startsLine = true;
    this.#due = "key";
  }

  take(kind: LexemeKind, start: number, end: number): void {
    switch (kind) {
      case "comma":
        this.#next("key");
        break;
      case "separator":
        this.#due = "value";
        break;
      case "open-brace":
      case "open-bracket":
        this.#open(kind === "open-bracket");
        break;
      case "close-brace":
      case "close-bracket":
        if (this.#frames.length > 1) this.#frames.pop();
        this.#next("nothing");
        break;
      default:
        this.#word(textOf(this.#source, start, end));
    }
    this.#startsLine = false;
  }

  /** What an included file is in the place of. */
  get included(): Names {
    return this.key ?? this.frame.names;
  }

  #next(due: Due): void {
    this.#key = [];
    this.#due = due;
  }

  #open(isList: boolean): void {
    const own = [...this.frame.names, ...this.#key];
    this.#frames.push({ names: isList ? [...own, "[]"] : own, isList });
    this.#next("key");
  }

  #word(text: string): void {
    if (this.frame.isList) return;
    // A value may stand below its separator; more often the next key is typed there.
    if (this.#due === "key" || this.#startsLine) {
      this.#key = namesIn(text);
      this.#due = "separator";
    } else this.#next("nothing");
  }
}

function namesIn(text: string): Names {
  return text
    .replaceAll(/^"|"$/g, "")
    .split(".")
    .filter((name) => name !== "");
}

const TOUCHING: ReadonlySet<LexemeKind> = new Set<LexemeKind>([
  ...(["word", "string", "integer", "decimal", "duration", "bytesize", "percent"] as const),
  ...(["true", "false", "null"] as const),
]);

function hasBreak({ bytes }: Source, start: number, end: number): boolean {
  const found = bytes.indexOf(10, start);
  return found !== -1 && found < end;
}

/** What stands at an offset. @param base section that an included file stands in */
export function cursorAt(source: Source, offset: number, base: Names = []): Cursor {
  const lexer = new Lexer(source.bytes, meantScanning);
  const follower = new Follower(source, base);
  const here = { file: source.file, start: offset, end: offset };
  while (lexer.advance() && lexer.start < offset) {
    const { kind, start, end } = lexer;
    const isHere = end >= offset;
    if (isHere && (kind === "comment" || kind === "include")) {
      const typed = textOf(source, start, offset);
      return { kind, section: follower.frame.names, key: undefined, typed, word: { ...here, start, end } };
    }
    if (kind === "space") {
      if (hasBreak(source, start, Math.min(end, offset))) follower.lineBreak();
    } else if (isHere && TOUCHING.has(kind)) {
      const isValue = follower.wantsValue;
      const typed = textOf(source, start, offset).replace(/^"/, "");
      if (isValue) return { ...placed(follower), kind: "value", typed, word: { ...here, start, end } };
      follower.take(kind, start, end);
      return {
        kind: "key",
        section: follower.frame.names,
        key: undefined,
        typed,
        word: { ...here, start, end },
      };
    } else if (kind !== "comment" && kind !== "junk" && kind !== "variable" && kind !== "include")
      follower.take(kind, start, end);
  }
  return { ...placed(follower), kind: follower.wantsValue ? "value" : "key", typed: "", word: here };
}

function placed(follower: Follower): Pick<Cursor, "section" | "key"> {
  return { section: follower.frame.names, key: follower.key };
}

/** The section that each included file stands in, by the name the conf has for it. */
export function includedSections(source: Source, base: Names = []): ReadonlyMap<string, Names> {
  if (!mayInclude(source.bytes)) return new Map();
  const lexer = new Lexer(source.bytes, meantScanning);
  const follower = new Follower(source, base);
  const found = new Map<string, Names>();
  while (lexer.advance()) {
    const { kind, start, end } = lexer;
    if (kind === "space") {
      if (hasBreak(source, start, end)) follower.lineBreak();
    } else if (kind === "include") {
      const name = includeAt(source.bytes, start)?.name;
      if (name !== undefined && !found.has(name)) found.set(name, follower.included);
    } else if (kind !== "comment" && kind !== "junk" && kind !== "variable") follower.take(kind, start, end);
  }
  return found;
}
