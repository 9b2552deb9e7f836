import { automaton, productions, type Rule, type State, type Terminal } from "./automaton.ts";
import {
  createMember,
  type Draft,
  type DraftArray,
  type DraftMember,
  DraftObject,
  type Scalar,
} from "./draft.ts";
import { parserSymbols } from "./limits.ts";
import type { TokenStream } from "./splice.ts";
import { type GrammarTokenKind, spanFromTo, spanOf, type Token } from "./token.ts";
import { numberOf, stringBytes, textOfToken, withoutQuotes } from "./token-text.ts";
import { unseenMember } from "./unseen-members.ts";

const terminals: Readonly<Record<GrammarTokenKind, Terminal>> = {
  "open-brace": "{",
  "close-brace": "}",
  "open-bracket": "[",
  "close-bracket": "]",
  comma: ",",
  separator: "=",
  string: "string",
  word: "word",
  true: "scalar",
  false: "scalar",
  null: "scalar",
  bytesize: "scalar",
  percent: "scalar",
  duration: "scalar",
  integer: "scalar",
  decimal: "scalar",
};

/** How NanoMQ's grammar ends: `at` is the index of the token it stopped at. */
export type GrammarEnd =
  | { readonly kind: "complete" }
  | { readonly kind: "syntax-error"; readonly at: number }
  | { readonly kind: "parser-stack"; readonly at: number };

export interface GrammarResult {
  readonly end: GrammarEnd;
  /** The last complete root value; undefined where there is none, or it is `{}` or `[]`. */
  readonly root: Draft | undefined;
  /** `[]` where a value belongs: NanoMQ has garbage for it, and reads on. */
  readonly emptyArrays: readonly DraftArray[];
}

/** The leaf a token stands for; strings of all forms are strings. */
export function scalarOf(token: Token): Scalar {
  const span = spanOf(token);
  switch (token.kind) {
    case "true":
    case "false":
      return { kind: "boolean", value: token.kind === "true", span };
    case "null":
      return { kind: "null", span };
    case "integer":
    case "decimal":
      return { kind: "number", value: numberOf(token), span };
    case "string":
      return { kind: "string", form: "quoted", value: textOfToken(token), span };
    case "bytesize":
    case "percent":
    case "duration":
      return { kind: "string", form: token.kind, value: stringBytes(token), span };
    default:
      return { kind: "string", form: "word", value: stringBytes(token), span };
  }
}

/** A key's bytes; where quotes protect dots (since 0.21.9), a quoted key with a dot keeps its quotes for now. */
export function keyBytes(token: Token, quotesProtectDots: boolean): string {
  const text = stringBytes(token);
  if (token.kind !== "string") return text;
  return quotesProtectDots && text.includes(".") ? text : withoutQuotes(text);
}

/** Thrown-away memory NanoMQ takes for the value of an empty array: what the last token with a value left behind. */
function leavesNull(token: Token): boolean {
  return (token.kind === "integer" || token.kind === "decimal") && Object.is(numberOf(token), 0);
}

interface Opening {
  readonly token: Token;
  readonly garbageIsNull: boolean;
}

function pop<Item>(stack: Item[]): Item {
  const item = stack.pop();
  if (item === undefined) throw new RangeError("grammar stack is empty");
  return item;
}

/** Runs the automaton and builds the raw tree; one semantic stack per kind of thing. */
class Builder {
  root: Draft | undefined;
  readonly emptyArrays: DraftArray[] = [];
  readonly #quotesProtectDots: boolean;
  readonly #leaves: Token[] = [];
  readonly #openings: Opening[] = [];
  /** Undefined members are `{}`: NanoMQ has no value for them. */
  readonly #values: { readonly node: Draft | undefined }[] = [];
  readonly #objects: DraftObject[] = [];
  readonly #arrays: Draft[][] = [];
  #member: DraftMember | undefined;
  #lastShifted: Token | undefined;
  #garbageIsNull = true;

  constructor(quotesProtectDots: boolean) {
    this.#quotesProtectDots = quotesProtectDots;
  }

  shift(token: Token): void {
    this.#lastShifted = token;
    const terminal = terminals[token.kind];
    if (terminal === "{" || terminal === "[") {
      this.#openings.push({ token, garbageIsNull: this.#garbageIsNull });
    } else if (terminal === "string" || terminal === "word" || terminal === "scalar") {
      this.#leaves.push(token);
      if (token.kind !== "true" && token.kind !== "false" && token.kind !== "null") {
        this.#garbageIsNull = leavesNull(token);
      }
    }
  }

  reduce(rule: Rule): void {
    switch (rule) {
      case "scalar":
      case "string":
      case "word":
        this.#value(scalarOf(pop(this.#leaves)));
        break;
      case "empty-object":
        this.#openings.pop();
        this.#value(undefined);
        break;
      case "braced-object":
        this.#value(this.#braced(pop(this.#objects)));
        break;
      case "bare-object":
        this.#value(pop(this.#objects));
        break;
      case "first-member":
        this.#firstMember();
        break;
      case "next-member":
      case "next-member-after-comma":
        this.#addMember(pop(this.#objects));
        break;
      case "assignment":
        this.#makeMember(pop(this.#values).node);
        break;
      case "braced-member":
        this.#makeMember(this.#braced(pop(this.#values).node));
        break;
      case "bracketed-member":
        this.#makeMember(this.#array(pop(this.#arrays)));
        break;
      case "empty-array":
        this.#emptyArray();
        break;
      case "array":
        this.#value(this.#array(pop(this.#arrays)));
        break;
      case "first-element":
        this.#arrays.push([]);
        this.#addElement();
        break;
      case "next-element":
      case "next-element-after-comma":
        this.#addElement();
        break;
      case "file":
        this.root = pop(this.#values).node;
    }
  }

  #value(node: Draft | undefined): void {
    this.#values.push({ node });
  }

  #closing(from: Token): ReturnType<typeof spanOf> {
    return spanFromTo(spanOf(from), spanOf(this.#lastShifted ?? from));
  }

  /** The place of an object in braces is the braces. */
  #braced(node: Draft | undefined): Draft | undefined {
    const span = this.#closing(pop(this.#openings).token);
    if (node?.kind === "object") node.span = span;
    return node;
  }

  #array(elements: Draft[]): DraftArray {
    const span = this.#closing(pop(this.#openings).token);
    return { kind: "array", span, elements, settled: false };
  }

  #emptyArray(): void {
    const { token, garbageIsNull } = pop(this.#openings);
    if (garbageIsNull) {
      this.#value(undefined);
      return;
    }
    const array: DraftArray = { kind: "array", span: this.#closing(token), elements: [], settled: true };
    this.emptyArrays.push(array);
    this.#value(array);
  }

  #makeMember(node: Draft | undefined): void {
    const token = pop(this.#leaves);
    if (node === undefined || token.isUnseen === true) {
      this.#member = undefined;
      return;
    }
    const keySpan = spanOf(token);
    const span = spanFromTo(keySpan, spanOf(this.#lastShifted ?? token));
    const key = keyBytes(token, this.#quotesProtectDots);
    this.#member = createMember(key, keySpan, span, node, token.kind === "string");
  }

  #firstMember(): void {
    const token = this.#lastShifted;
    const span = this.#member?.span ?? (token === undefined ? undefined : spanOf(token));
    if (span !== undefined) this.#addMember(new DraftObject(span));
  }

  #addMember(object: DraftObject): void {
    const member = this.#member;
    if (member !== undefined) {
      object.append(member);
      object.span = spanFromTo(object.span, member.span);
    }
    this.#objects.push(object);
  }

  #addElement(): void {
    const { node } = pop(this.#values);
    if (node !== undefined) this.#arrays.at(-1)?.push(node);
  }
}

class Parser {
  readonly builder: Builder;
  readonly #states: State[] = [automaton.start];

  constructor(quotesProtectDots: boolean) {
    this.builder = new Builder(quotesProtectDots);
  }

  /** Takes one token; undefined is the end of the input. Anything but "going on" ends the parse. */
  take(token: Token | undefined): "going on" | "complete" | "syntax-error" | "parser-stack" {
    const terminal = token === undefined ? "end" : terminals[token.kind];
    for (;;) {
      const state = this.#states.at(-1) ?? automaton.start;
      const target = state.on[terminal];
      if (target !== undefined) {
        if (token === undefined) return "complete";
        this.builder.shift(token);
        this.#states.push(automaton[target]);
        return this.#states.length - 1 <= parserSymbols ? "going on" : "parser-stack";
      }
      if (state.reduce === undefined) return "syntax-error";
      this.#reduce(state.reduce);
    }
  }

  #reduce(rule: Rule): void {
    this.builder.reduce(rule);
    const { takes, makes } = productions[rule];
    this.#states.length -= takes;
    const below = this.#states.at(-1) ?? automaton.start;
    const target = makes === "file" ? "file" : below.goto?.[makes];
    if (target !== undefined) this.#states.push(automaton[target]);
  }
}

/** Runs the grammar up to where NanoMQ's reading of the stream stops, or to its first error. */
export function runGrammar(stream: TokenStream, quotesProtectDots: boolean): GrammarResult {
  const parser = new Parser(quotesProtectDots);
  const { builder } = parser;
  const length = stream.stop?.before ?? stream.tokens.length;
  // In the order of the tokens behind them.
  const unseen = stream.includes.filter(({ fate }) => fate === "unseen");
  let ahead = 0;
  let end: GrammarEnd = { kind: "complete" };
  for (let at = 0; at <= length; at += 1) {
    for (let use = unseen[ahead]; use?.before === at; use = unseen[ahead]) {
      for (const token of unseenMember(stream, use)) parser.take(token);
      ahead += 1;
    }
    const result = parser.take(at === length ? undefined : stream.tokens[at]);
    if (result === "going on") continue;
    if (result !== "complete") end = { kind: result, at };
    break;
  }
  return { end, root: builder.root, emptyArrays: builder.emptyArrays };
}
