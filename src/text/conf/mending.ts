import type { Span } from "../source.ts";
import { createMember, type Draft } from "./draft.ts";
import { keyBytes } from "./grammar.ts";
import { addMember, type Frame, frameValue, openFrame, type Swallow } from "./mend-frame.ts";
import { type ProblemList, replaceFix } from "./problem-list.ts";
import type { TokenStream } from "./splice.ts";
import { type GrammarTokenKind, spanFromTo, spanOf, type Token } from "./token.ts";
import { bytesOf, readable, textOfToken } from "./token-text.ts";
import { bringsMember, isIncludeBetween } from "./unseen-members.ts";

const SHOWN_KEYS = 5;

/** What a token closes. */
export const closers: Readonly<Partial<Record<GrammarTokenKind, "braces" | "brackets">>> = {
  "close-brace": "braces",
  "close-bracket": "brackets",
};

/** How far the tolerant reading has come: the token it is at, what is open there, and what was filed so far. */
export class Mending {
  readonly problems: ProblemList;
  readonly tokens: readonly Token[];
  at = 0;
  readonly covered: Span[] = [];
  readonly root: Frame;
  /** The brace around the whole file, while it is open. */
  rootBraces: Token | undefined;
  readonly #stream: TokenStream;
  readonly #quotesProtectDots: boolean;
  readonly #frames: Frame[];
  readonly #open = { root: 0, bare: 0, braces: 0, brackets: 0 };

  constructor(stream: TokenStream, quotesProtectDots: boolean, problems: ProblemList) {
    this.problems = problems;
    this.tokens = stream.tokens;
    this.#stream = stream;
    this.#quotesProtectDots = quotesProtectDots;
    this.root = openFrame("root", stream.tokens[0]);
    this.#frames = [this.root];
  }

  /** True where something besides the root is open. */
  get isInside(): boolean {
    return this.#frames.length > 1;
  }

  /** The token that reading is at, or one so far ahead of it. */
  token(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  isOpen(kind: Frame["kind"]): boolean {
    return this.#open[kind] > 0;
  }

  top(): Frame {
    return this.#frames.at(-1) ?? this.root;
  }

  push(frame: Frame): void {
    this.#frames.push(frame);
    this.#open[frame.kind] += 1;
  }

  /** Dropped bytes in here are part of a problem that was noted. */
  coverRun(run: Span): void {
    this.covered.push(run);
  }

  /** Files the value under the key, or as the next element. */
  place(frame: Frame, key: Token | undefined, value: Draft | undefined): void {
    frame.count += 1;
    frame.comma = undefined;
    if (key === undefined) {
      if (value !== undefined) frame.elements.push(value);
      return;
    }
    const swallow = frame.swallows.at(-1);
    if (swallow !== undefined && swallow.key !== key) swallow.swallowed.push(key);
    if (value === undefined) return;
    const keySpan = spanOf(key);
    const name = keyBytes(key, this.#quotesProtectDots);
    addMember(
      frame,
      createMember(name, keySpan, spanFromTo(keySpan, value.span), value, key.kind === "string"),
    );
  }

  swallow(code: Swallow["code"], key: Token, inner: string): void {
    const { swallows } = this.top();
    swallows.at(-1)?.swallowed.push(key);
    swallows.push({ code, key, inner, swallowed: [] });
  }

  unexpected(found: Token, expected: "key" | "separator" | "value" | "end"): void {
    this.problems.add("unexpected-token", spanOf(found), {
      args: { found: readable(bytesOf(found)).slice(0, 60), expected },
    });
  }

  /** Panic mode: on to the next member of a line, comma or brace. */
  skip(): void {
    this.at += 1;
    for (let token = this.token(); token !== undefined; token = this.token()) {
      if (token.kind === "comma" || closers[token.kind] !== undefined) return;
      if (token.startsLine) return;
      this.at += 1;
    }
  }

  /** Goes into braces or brackets. */
  open(opening: Token, key: Token | undefined, separated: boolean): void {
    this.at += 1;
    const kind = opening.kind === "open-brace" ? "braces" : "brackets";
    this.push(openFrame(kind, opening, { opening, key, separated }));
  }

  strayComma(token: Token, where: "leading" | "doubled" | "trailing"): void {
    const fix = replaceFix(spanOf(token), "");
    this.problems.add("stray-comma", spanOf(token), { args: { where }, fix });
  }

  closeUnclosed(): void {
    const { opening, key } = this.top();
    if (opening !== undefined) {
      const args = { opening: readable(bytesOf(opening)), key: key === undefined ? "" : textOfToken(key) };
      this.problems.add("unclosed", spanOf(opening), { args });
    }
    this.close(undefined);
  }

  close(closing: Token | undefined): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    this.#open[frame.kind] -= 1;
    this.finish(frame);
    const parent = this.top();
    const empty = frame.count === 0 && frame.content === undefined && closing !== undefined;
    if (empty) this.#noteEmpty(frame, closing);
    const value = empty ? undefined : frameValue(frame, closing);
    const superfluous = frame.key === undefined && parent.kind === "braces" && !parent.separated;
    if (superfluous && parent.count === 0) parent.content = value;
    else this.place(parent, frame.key, value);
  }

  #noteEmpty(frame: Frame, closing: Token): void {
    const { opening, key, separated } = frame;
    if (opening === undefined || isIncludeBetween(this.#stream, opening, closing)) return;
    const span = spanFromTo(spanOf(key ?? opening), spanOf(closing));
    const args = { key: key === undefined ? "" : textOfToken(key), separator: separated };
    this.problems.add(frame.kind === "brackets" ? "empty-array" : "empty-object", span, { args });
  }

  finish(frame: Frame): void {
    if (frame.comma !== undefined && !bringsMember(this.#stream, frame.comma))
      this.strayComma(frame.comma, "trailing");
    if (frame === this.root && this.rootBraces !== undefined) {
      this.problems.add("unclosed", spanOf(this.rootBraces), { args: { opening: "{", key: "" } });
    }
    for (const { code, key, inner, swallowed } of frame.swallows) {
      const names = swallowed.slice(0, SHOWN_KEYS).map(textOfToken).join(", ");
      const related = swallowed
        .slice(0, SHOWN_KEYS)
        .map((token) => ({ span: spanOf(token), label: "swallowed" }));
      const args = { key: textOfToken(key), inner, swallowed: names, count: swallowed.length };
      this.problems.add(code, spanOf(key), { args, related });
    }
  }
}
