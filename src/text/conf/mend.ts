import type { Source, Span } from "../source.ts";
import { createMember, type Draft, DraftObject } from "./draft.ts";
import { keyBytes, scalarOf } from "./grammar.ts";
import { addMember, type Frame, frameValue, openFrame, type Swallow } from "./mend-frame.ts";
import { readMendedValue } from "./mend-value.ts";
import { type ProblemList, replaceFix } from "./problem-list.ts";
import type { TokenStream } from "./splice.ts";
import { type GrammarTokenKind, spanFromTo, spanOf, type Token } from "./token.ts";
import { bytesOf, readable, textOfToken } from "./token-text.ts";
import { bringsMember, isIncludeBetween } from "./unseen-members.ts";
import { startsWithDigit } from "./value-run.ts";

const SHOWN_KEYS = 5;

const COLON = 0x3a;

const closers: Readonly<Partial<Record<GrammarTokenKind, "braces" | "brackets">>> = {
  "close-brace": "braces",
  "close-bracket": "brackets",
};

function isText(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "string";
}

function isOpening(token: Token | undefined): boolean {
  return token?.kind === "open-brace" || token?.kind === "open-bracket";
}

/** `localhost:1883` is meant as one value. */
function isGluedColon(token: Token, next: Token): boolean {
  return next.start === token.end && next.source.bytes[next.start] === COLON;
}

/**
 * The tolerant duty: reads the same tokens as their author meant them, line by line, and notes where NanoMQ does
 * not. After an error it goes on with the next member or brace, so that every error is found and none twice.
 */
export class Mender {
  readonly problems: ProblemList;
  readonly tokens: readonly Token[];
  at = 0;
  readonly covered: Span[] = [];
  readonly #main: Source;
  readonly #stream: TokenStream;
  readonly #quotesProtectDots: boolean;
  /** True where a limit ended reading: what closes is not seen. */
  readonly #isCut: boolean;
  readonly #frames: Frame[];
  readonly #root: Frame;
  readonly #open = { root: 0, bare: 0, braces: 0, brackets: 0 };
  #rootBraces: Token | undefined;

  constructor(stream: TokenStream, quotesProtectDots: boolean, problems: ProblemList) {
    this.problems = problems;
    this.tokens = stream.tokens;
    this.#main = stream.main;
    this.#stream = stream;
    this.#quotesProtectDots = quotesProtectDots;
    this.#isCut = stream.exceeded?.limit === "tokens" || stream.exceeded?.limit === "levels";
    this.#root = openFrame("root", stream.tokens[0]);
    this.#frames = [this.#root];
  }

  /** The tree as it was meant. */
  run(): Draft {
    this.#openRoot();
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      const frame = this.top();
      const closes = closers[token.kind];
      if (this.#endsBareObject(frame, token)) this.#close(undefined);
      else if (token.kind === "comma") this.#comma(frame, token);
      else if (closes !== undefined) this.#closing(token, closes);
      else if (frame.kind === "brackets") this.#element(frame, token);
      else this.#member(frame, token);
    }
    while (this.#frames.length > 1) {
      if (this.#isCut) this.#close(undefined);
      else this.#closeUnclosed();
    }
    this.#finishFrame(this.#root);
    return this.#root.object ?? new DraftObject({ file: this.#main.file, start: 0, end: 0 });
  }

  top(): Frame {
    return this.#frames.at(-1) ?? this.#root;
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
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token.kind === "comma" || closers[token.kind] !== undefined) return;
      if (token.startsLine) return;
      this.at += 1;
    }
  }

  #openRoot(): void {
    const first = this.tokens[0];
    if (first?.kind === "open-brace") {
      this.#rootBraces = first;
      this.at = 1;
      return;
    }
    const lone = this.tokens.length === 1 && first !== undefined;
    if (first?.kind !== "open-bracket" && !lone) return;
    const kind = lone && first.kind !== "open-bracket" ? "scalar" : "array";
    this.problems.add("root-not-object", spanOf(first), { args: { kind } });
    this.at = kind === "scalar" ? 1 : 0;
    if (kind === "array") this.#openFrame(first, undefined, true);
  }

  #openFrame(opening: Token, key: Token | undefined, separated: boolean): void {
    this.at += 1;
    const kind = opening.kind === "open-brace" ? "braces" : "brackets";
    this.push(openFrame(kind, opening, { opening, key, separated }));
  }

  #endsBareObject(frame: Frame, token: Token): boolean {
    if (frame.kind !== "bare") return false;
    if (frame.ends.outside !== undefined && token.source === frame.ends.outside) return true;
    return frame.ends.line && frame.count > 0 && (token.startsLine || token.kind === "comma");
  }

  #comma(frame: Frame, token: Token): void {
    this.at += 1;
    const isFirst = frame.count === 0 && !bringsMember(this.#stream, this.tokens[this.at - 2]);
    if (frame.comma !== undefined || isFirst) {
      this.#strayComma(token, frame.count === 0 ? "leading" : "doubled");
    } else frame.comma = token;
  }

  #strayComma(token: Token, where: "leading" | "doubled" | "trailing"): void {
    const fix = replaceFix(spanOf(token), "");
    this.problems.add("stray-comma", spanOf(token), { args: { where }, fix });
  }

  #closing(token: Token, kind: "braces" | "brackets"): void {
    if (this.#open[kind] === 0) {
      this.#closeNothing(token, kind);
      return;
    }
    while (this.top().kind !== kind) this.#closeUnclosed();
    this.at += 1;
    this.#close(token);
  }

  #closeNothing(token: Token, kind: "braces" | "brackets"): void {
    if (kind === "braces" && this.#rootBraces !== undefined) {
      this.#closeRoot(token);
      return;
    }
    this.problems.add("unmatched-closing", spanOf(token), { args: { closing: readable(bytesOf(token)) } });
    this.at += 1;
  }

  /** Braces around the whole file: nothing may follow. */
  #closeRoot(token: Token): void {
    while (this.#frames.length > 1) this.#closeUnclosed();
    this.at += 1;
    this.#rootBraces = undefined;
    if (this.#root.comma !== undefined) this.#strayComma(this.#root.comma, "trailing");
    this.#root.comma = undefined;
    if (this.#root.object !== undefined)
      this.#root.object.span = spanFromTo(this.#root.object.span, spanOf(token));
    const next = this.tokens[this.at];
    const last = this.tokens.at(-1);
    if (next === undefined || last === undefined) return;
    this.problems.add("content-after-root", spanFromTo(spanOf(next), spanOf(last)));
    this.at = this.tokens.length;
  }

  #closeUnclosed(): void {
    const { opening, key } = this.top();
    if (opening !== undefined) {
      const args = { opening: readable(bytesOf(opening)), key: key === undefined ? "" : textOfToken(key) };
      this.problems.add("unclosed", spanOf(opening), { args });
    }
    this.#close(undefined);
  }

  #close(closing: Token | undefined): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    this.#open[frame.kind] -= 1;
    this.#finishFrame(frame);
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

  #finishFrame(frame: Frame): void {
    if (frame.comma !== undefined && !bringsMember(this.#stream, frame.comma))
      this.#strayComma(frame.comma, "trailing");
    if (frame === this.#root && this.#rootBraces !== undefined) {
      this.problems.add("unclosed", spanOf(this.#rootBraces), { args: { opening: "{", key: "" } });
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

  #element(frame: Frame, token: Token): void {
    const next = this.tokens[this.at + 1];
    const startsObject =
      (isText(token) && next?.kind === "separator" && !isGluedColon(token, next)) ||
      (token.kind === "word" && isOpening(next));
    if (isOpening(token)) this.#openFrame(token, undefined, true);
    else if (token.kind === "separator") {
      this.unexpected(token, "value");
      this.skip();
    } else if (startsObject) {
      this.push(openFrame("bare", token));
    } else readMendedValue(this, frame, undefined, { from: token.start, source: token.source });
  }

  #member(frame: Frame, token: Token): void {
    const next = this.tokens[this.at + 1];
    const inFreshBraces = frame.kind === "braces" && frame.count === 0 && !frame.separated;
    if (inFreshBraces && next?.kind === "close-brace" && token.kind !== "separator") {
      frame.content = scalarOf(token);
      frame.count += 1;
      this.at += 1;
    } else if (isOpening(token)) {
      if (!inFreshBraces) this.unexpected(token, "key");
      this.#openFrame(token, undefined, false);
    } else if (token.kind === "separator") {
      this.unexpected(token, "key");
      this.skip();
    } else this.#keyed(frame, token, next);
  }

  /** A member that starts with a token that can be, or was meant as, a key. */
  #keyed(frame: Frame, token: Token, next: Token | undefined): void {
    if (!isText(token)) {
      if (this.#continuesKey(token, next)) {
        this.#unusableKey(token);
        return;
      }
      if (next?.kind !== "separator" && !isOpening(next)) {
        this.unexpected(token, "key");
        this.skip();
        return;
      }
      const fix = startsWithDigit(token) ? undefined : replaceFix(spanOf(token), `"${textOfToken(token)}"`);
      this.problems.add("unusable-key", spanOf(token), { args: { key: textOfToken(token) }, fix });
    }
    if (next?.kind === "separator") {
      this.at += 2;
      readMendedValue(this, frame, token, { from: next.end, source: next.source });
    } else if (next !== undefined && isOpening(next)) {
      if (token.kind === "string") {
        const fix = replaceFix({ ...spanOf(token), start: token.end }, " =");
        this.problems.add("quoted-key-needs-separator", spanOf(token), {
          args: { key: textOfToken(token) },
          fix,
        });
      }
      this.at += 1;
      this.#openFrame(next, token, false);
    } else {
      this.unexpected(next === undefined || next.startsLine ? token : next, "separator");
      this.#goOnAfterKey(token);
    }
  }

  /** `1a = 3`: number and word are one key to their author. */
  #continuesKey(token: Token, next: Token | undefined): boolean {
    return next !== undefined && next.start === token.end && this.tokens[this.at + 2]?.kind === "separator";
  }

  #unusableKey(token: Token): void {
    const rest = this.tokens[this.at + 1];
    const key = `${readable(bytesOf(token))}${rest === undefined ? "" : readable(bytesOf(rest))}`;
    const span = spanFromTo(spanOf(token), spanOf(rest ?? token));
    this.problems.add("unusable-key", span, { args: { key } });
    const separator = this.tokens[this.at + 2];
    this.at += 3;
    if (rest === undefined || separator === undefined) return;
    // The value is checked, but belongs to no key that could be read.
    const nowhere = openFrame("bare", token);
    readMendedValue(this, nowhere, rest, { from: separator.end, source: separator.source });
  }

  /** A key without separator: a brace on its line still opens its block, anything else is skipped. */
  #goOnAfterKey(key: Token): void {
    let at = this.at + 1;
    while (isText(this.tokens[at]) && this.tokens[at]?.startsLine === false) at += 1;
    const opening = this.tokens[at];
    if (opening === undefined || !isOpening(opening) || opening.startsLine) {
      this.skip();
      return;
    }
    this.at = at;
    this.#openFrame(opening, key, true);
  }

  /** Opens the braces or brackets that are the value of `key`. */
  openValue(opening: Token, key: Token | undefined): void {
    this.#openFrame(opening, key, true);
  }
}
