// `matches()` in time proportional to pattern times text (Thompson's construction, Pike's simulation): a rule
// file must not be able to hang a lint, and a backtracking engine lets it.

import type { PatternFault } from "./condition-fault.ts";

/** One step of a pattern program; `next` and `other` are indexes of steps. */
type Step =
  | { readonly kind: "char"; readonly test: (code: number) => boolean; readonly next: number }
  | { readonly kind: "split"; readonly next: number; readonly other: number }
  | { readonly kind: "start" | "end"; readonly next: number }
  | { readonly kind: "found" };

type Node =
  | { readonly kind: "empty" | "start" | "end" }
  | { readonly kind: "char"; readonly test: (code: number) => boolean }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Node[] }
  | { readonly kind: "repeat"; readonly node: Node; readonly min: number; readonly max: number };

const MAX_STEPS = 2000;
const MAX_REPEAT = 100;

/** `at` counts the pattern's characters from 1; a pattern that is too long is wrong as a whole. */
export class PatternError extends Error {
  readonly why: PatternFault;
  readonly at: number | undefined;
  constructor(why: PatternFault, at?: number) {
    super(why);
    this.why = why;
    this.at = at;
  }
}

const classes: Readonly<Record<string, (code: number) => boolean>> = {
  d: (code) => code >= 48 && code <= 57,
  w: (code) => /^\w$/.test(String.fromCodePoint(code)),
  s: (code) => /^[\t\n\f\r ]$/.test(String.fromCodePoint(code)),
};

/** Recursive descent over a pattern: RE2's syntax without flags, captures, back references and lookaround. */
class PatternReader {
  private readonly symbols: readonly string[];
  private at = 0;
  private depth = 0;
  constructor(pattern: string) {
    this.symbols = [...pattern];
  }

  read(): Node {
    const node = this.choice();
    if (this.at < this.symbols.length) this.fail("unbalanced");
    return node;
  }

  private fail(why: PatternFault): never {
    throw new PatternError(why, this.at + 1);
  }

  private take(symbol: string): boolean {
    if (this.symbols[this.at] !== symbol) return false;
    this.at += 1;
    return true;
  }

  private choice(): Node {
    this.depth += 1;
    if (this.depth > 50) this.fail("too-deep");
    const parts = [this.sequence()];
    while (this.take("|")) parts.push(this.sequence());
    this.depth -= 1;
    return { kind: "choice", parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    for (;;) {
      const symbol = this.symbols[this.at];
      if (symbol === undefined || symbol === "|" || symbol === ")") return { kind: "sequence", parts };
      parts.push(this.repeated(this.atom()));
    }
  }

  private repeated(node: Node): Node {
    if (this.take("*")) return { kind: "repeat", node, min: 0, max: Number.POSITIVE_INFINITY };
    if (this.take("+")) return { kind: "repeat", node, min: 1, max: Number.POSITIVE_INFINITY };
    if (this.take("?")) return { kind: "repeat", node, min: 0, max: 1 };
    const count = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(this.symbols.slice(this.at, this.at + 10).join(""));
    if (count === null) return node;
    this.at += count[0].length;
    const min = Number(count[1]);
    const max = count[2] === undefined ? min : Number(count[3] ?? Number.POSITIVE_INFINITY);
    if (min > MAX_REPEAT || (Number.isFinite(max) && max > MAX_REPEAT) || max < min) {
      this.fail("repetition");
    }
    return { kind: "repeat", node, min, max };
  }

  private atom(): Node {
    const symbol = this.symbols[this.at] ?? "";
    this.at += 1;
    switch (symbol) {
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case ".":
        return { kind: "char", test: (code) => code !== 10 };
      case "[":
        return { kind: "char", test: this.set() };
      case "(":
        return this.group();
      case "\\":
        return { kind: "char", test: this.escape() };
      case "*":
      case "+":
      case "?":
        return this.fail("nothing-to-repeat");
      default: {
        const wanted = symbol.codePointAt(0);
        return { kind: "char", test: (code) => code === wanted };
      }
    }
  }

  private group(): Node {
    if (this.take("?") && !this.take(":")) this.fail("group");
    const node = this.choice();
    if (!this.take(")")) this.fail("open-group");
    return node;
  }

  private escape(): (code: number) => boolean {
    const symbol = this.symbols[this.at] ?? this.fail("end-escape");
    this.at += 1;
    const known = classes[symbol.toLowerCase()];
    if (known !== undefined) return symbol === symbol.toLowerCase() ? known : (code) => !known(code);
    if (/[A-Za-z0-9]/.test(symbol)) this.fail("unknown-escape");
    const wanted = symbol.codePointAt(0);
    return (code) => code === wanted;
  }

  private set(): (code: number) => boolean {
    const negated = this.take("^");
    const tests: ((code: number) => boolean)[] = [];
    while (!this.take("]") || tests.length === 0) {
      const symbol = this.symbols[this.at] ?? this.fail("open-class");
      this.at += 1;
      if (symbol === "\\") {
        tests.push(this.escape());
        continue;
      }
      const low = symbol.codePointAt(0) ?? 0;
      const ranged = this.symbols[this.at] === "-" && this.symbols[this.at + 1] !== "]";
      if (ranged) this.at += 2;
      const high = ranged ? (this.symbols[this.at - 1]?.codePointAt(0) ?? this.fail("open-class")) : low;
      tests.push((code) => code >= low && code <= high);
    }
    return (code) => tests.some((test) => test(code)) !== negated;
  }
}

/** Writes the program of `node` that goes on at step `next`; answers its first step. */
function write(steps: Step[], node: Node, next: number): number {
  if (steps.length > MAX_STEPS) throw new PatternError("too-long");
  switch (node.kind) {
    case "empty":
      return next;
    case "start":
    case "end":
      return steps.push({ kind: node.kind, next }) - 1;
    case "char":
      return steps.push({ kind: "char", test: node.test, next }) - 1;
    case "sequence":
      return node.parts.reduceRight((after, part) => write(steps, part, after), next);
    case "choice":
      return node.parts
        .map((part) => write(steps, part, next))
        .reduceRight((other, first) => steps.push({ kind: "split", next: first, other }) - 1);
    case "repeat":
      return writeRepeat(steps, node, next);
  }
}

function writeRepeat(steps: Step[], { node, min, max }: Node & { kind: "repeat" }, next: number): number {
  let after = next;
  if (max === Number.POSITIVE_INFINITY) {
    const loop = steps.push({ kind: "found" }) - 1;
    steps[loop] = { kind: "split", next: write(steps, node, loop), other: next };
    after = loop;
  } else {
    for (let optional = min; optional < max; optional += 1) {
      after = steps.push({ kind: "split", next: write(steps, node, after), other: next }) - 1;
    }
  }
  for (let needed = 0; needed < min; needed += 1) after = write(steps, node, after);
  return after;
}

/** Adds step `first` and all it reaches without reading; true where the pattern is found. */
function follow(
  steps: readonly Step[],
  active: Set<number>,
  first: number,
  isStart: boolean,
  isEnd: boolean,
) {
  const open = [first];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const step = steps[index];
    if (step === undefined || active.has(index)) continue;
    active.add(index);
    if (step.kind === "found") return true;
    if (step.kind === "split") open.push(step.next, step.other);
    if ((step.kind === "start" && isStart) || (step.kind === "end" && isEnd)) open.push(step.next);
  }
  return false;
}

/** Compiles a pattern; the answer finds it anywhere in a text, as CEL's `matches` does. @throws PatternError */
export function compilePattern(pattern: string): (text: string) => boolean {
  const steps: Step[] = [{ kind: "found" }];
  const first = write(steps, new PatternReader(pattern).read(), 0);
  return (text) => {
    const codes = Array.from(text, (symbol) => symbol.codePointAt(0) ?? 0);
    let active = new Set<number>();
    for (let at = 0; at <= codes.length; at += 1) {
      const isEnd = at === codes.length;
      if (follow(steps, active, first, at === 0, isEnd)) return true;
      const code = codes[at];
      if (code === undefined) return false;
      const after = new Set<number>();
      for (const index of active) {
        const step = steps[index];
        if (step?.kind !== "char" || !step.test(code)) continue;
        if (follow(steps, after, step.next, false, at + 1 === codes.length)) return true;
      }
      active = after;
    }
    return false;
  };
}

const compiled = new Map<string, (text: string) => boolean>();

export function matches(text: string, pattern: string): boolean {
  const known = compiled.get(pattern) ?? compilePattern(pattern);
  compiled.set(pattern, known);
  return known(text);
}
