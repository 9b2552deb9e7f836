import type { Source, Span } from "../source.ts";
import { type Draft, DraftObject } from "./draft.ts";
import { scalarOf } from "./grammar.ts";
import { type Frame, openFrame } from "./mend-frame.ts";
import { readMendedValue } from "./mend-value.ts";
import { closers, Mending } from "./mending.ts";
import { type ProblemList, replaceFix } from "./problem-list.ts";
import type { TokenStream } from "./splice.ts";
import { spanFromTo, spanOf, type Token } from "./token.ts";
import { bytesOf, readable, textOfToken } from "./token-text.ts";
import { bringsMember } from "./unseen-members.ts";
import { startsWithDigit } from "./value-run.ts";

const COLON = 0x3a;

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
  readonly #mending: Mending;
  readonly #main: Source;
  readonly #stream: TokenStream;
  /** True where a limit ended reading: what closes is not seen. */
  readonly #isCut: boolean;

  constructor(stream: TokenStream, quotesProtectDots: boolean, problems: ProblemList) {
    this.#mending = new Mending(stream, quotesProtectDots, problems);
    this.#main = stream.main;
    this.#stream = stream;
    this.#isCut = stream.exceeded?.limit === "tokens" || stream.exceeded?.limit === "levels";
  }

  /** Places whose dropped bytes are part of a problem that was noted. */
  get covered(): readonly Span[] {
    return this.#mending.covered;
  }

  /** The tree as it was meant. */
  run(): Draft {
    this.#openRoot();
    for (let token = this.#mending.token(); token !== undefined; token = this.#mending.token()) {
      const frame = this.#mending.top();
      const closes = closers[token.kind];
      if (this.#endsBareObject(frame, token)) this.#mending.close(undefined);
      else if (token.kind === "comma") this.#comma(frame, token);
      else if (closes !== undefined) this.#closing(token, closes);
      else if (frame.kind === "brackets") this.#element(frame, token);
      else this.#member(frame, token);
    }
    while (this.#mending.isInside) {
      if (this.#isCut) this.#mending.close(undefined);
      else this.#mending.closeUnclosed();
    }
    this.#mending.finish(this.#mending.root);
    return this.#mending.root.object ?? new DraftObject({ file: this.#main.file, start: 0, end: 0 });
  }

  #openRoot(): void {
    const first = this.#mending.tokens[0];
    if (first?.kind === "open-brace") {
      this.#mending.rootBraces = first;
      this.#mending.at = 1;
      return;
    }
    const lone = this.#mending.tokens.length === 1 && first !== undefined;
    if (first?.kind !== "open-bracket" && !lone) return;
    const kind = lone && first.kind !== "open-bracket" ? "scalar" : "array";
    this.#mending.problems.add("root-not-object", spanOf(first), { args: { kind } });
    this.#mending.at = kind === "scalar" ? 1 : 0;
    if (kind === "array") this.#mending.open(first, undefined, true);
  }

  #endsBareObject(frame: Frame, token: Token): boolean {
    if (frame.kind !== "bare") return false;
    if (frame.ends.outside !== undefined && token.source === frame.ends.outside) return true;
    return frame.ends.line && frame.count > 0 && (token.startsLine || token.kind === "comma");
  }

  #comma(frame: Frame, token: Token): void {
    this.#mending.at += 1;
    const isFirst = frame.count === 0 && !bringsMember(this.#stream, this.#mending.token(-2));
    if (frame.comma !== undefined || isFirst) {
      this.#mending.strayComma(token, frame.count === 0 ? "leading" : "doubled");
    } else frame.comma = token;
  }

  #closing(token: Token, kind: "braces" | "brackets"): void {
    if (!this.#mending.isOpen(kind)) {
      this.#closeNothing(token, kind);
      return;
    }
    while (this.#mending.top().kind !== kind) this.#mending.closeUnclosed();
    this.#mending.at += 1;
    this.#mending.close(token);
  }

  #closeNothing(token: Token, kind: "braces" | "brackets"): void {
    if (kind === "braces" && this.#mending.rootBraces !== undefined) {
      this.#closeRoot(token);
      return;
    }
    this.#mending.problems.add("unmatched-closing", spanOf(token), {
      args: { closing: readable(bytesOf(token)) },
    });
    this.#mending.at += 1;
  }

  /** Braces around the whole file: nothing may follow. */
  #closeRoot(token: Token): void {
    while (this.#mending.isInside) this.#mending.closeUnclosed();
    this.#mending.at += 1;
    this.#mending.rootBraces = undefined;
    if (this.#mending.root.comma !== undefined)
      this.#mending.strayComma(this.#mending.root.comma, "trailing");
    this.#mending.root.comma = undefined;
    if (this.#mending.root.object !== undefined)
      this.#mending.root.object.span = spanFromTo(this.#mending.root.object.span, spanOf(token));
    const next = this.#mending.token();
    const last = this.#mending.tokens.at(-1);
    if (next === undefined || last === undefined) return;
    this.#mending.problems.add("content-after-root", spanFromTo(spanOf(next), spanOf(last)));
    this.#mending.at = this.#mending.tokens.length;
  }

  #element(frame: Frame, token: Token): void {
    const next = this.#mending.token(1);
    const startsObject =
      (isText(token) && next?.kind === "separator" && !isGluedColon(token, next)) ||
      (token.kind === "word" && isOpening(next));
    if (isOpening(token)) this.#mending.open(token, undefined, true);
    else if (token.kind === "separator") {
      this.#mending.unexpected(token, "value");
      this.#mending.skip();
    } else if (startsObject) {
      this.#mending.push(openFrame("bare", token));
    } else readMendedValue(this.#mending, frame, undefined, { from: token.start, source: token.source });
  }

  #member(frame: Frame, token: Token): void {
    const next = this.#mending.token(1);
    const inFreshBraces = frame.kind === "braces" && frame.count === 0 && !frame.separated;
    if (inFreshBraces && next?.kind === "close-brace" && token.kind !== "separator") {
      frame.content = scalarOf(token);
      frame.count += 1;
      this.#mending.at += 1;
    } else if (isOpening(token)) {
      if (!inFreshBraces) this.#mending.unexpected(token, "key");
      this.#mending.open(token, undefined, false);
    } else if (token.kind === "separator") {
      this.#mending.unexpected(token, "key");
      this.#mending.skip();
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
        this.#mending.unexpected(token, "key");
        this.#mending.skip();
        return;
      }
      const fix = startsWithDigit(token) ? undefined : replaceFix(spanOf(token), `"${textOfToken(token)}"`);
      this.#mending.problems.add("unusable-key", spanOf(token), { args: { key: textOfToken(token) }, fix });
    }
    if (next?.kind === "separator") {
      this.#mending.at += 2;
      readMendedValue(this.#mending, frame, token, { from: next.end, source: next.source });
    } else if (next !== undefined && isOpening(next)) {
      if (token.kind === "string") {
        const fix = replaceFix({ ...spanOf(token), start: token.end }, " =");
        this.#mending.problems.add("quoted-key-needs-separator", spanOf(token), {
          args: { key: textOfToken(token) },
          fix,
        });
      }
      this.#mending.at += 1;
      this.#mending.open(next, token, false);
    } else {
      this.#mending.unexpected(next === undefined || next.startsLine ? token : next, "separator");
      this.#goOnAfterKey(token);
    }
  }

  /** `1a = 3`: number and word are one key to their author. */
  #continuesKey(token: Token, next: Token | undefined): boolean {
    return next !== undefined && next.start === token.end && this.#mending.token(2)?.kind === "separator";
  }

  #unusableKey(token: Token): void {
    const rest = this.#mending.token(1);
    const key = `${readable(bytesOf(token))}${rest === undefined ? "" : readable(bytesOf(rest))}`;
    const span = spanFromTo(spanOf(token), spanOf(rest ?? token));
    this.#mending.problems.add("unusable-key", span, { args: { key } });
    const separator = this.#mending.token(2);
    this.#mending.at += 3;
    if (rest === undefined || separator === undefined) return;
    // The value is checked, but belongs to no key that could be read.
    const nowhere = openFrame("bare", token);
    readMendedValue(this.#mending, nowhere, rest, { from: separator.end, source: separator.source });
  }

  /** A key without separator: a brace on its line still opens its block, anything else is skipped. */
  #goOnAfterKey(key: Token): void {
    let at = this.#mending.at + 1;
    while (isText(this.#mending.tokens[at]) && this.#mending.tokens[at]?.startsLine === false) at += 1;
    const opening = this.#mending.tokens[at];
    if (opening === undefined || !isOpening(opening) || opening.startsLine) {
      this.#mending.skip();
      return;
    }
    this.#mending.at = at;
    this.#mending.open(opening, key, true);
  }
}
