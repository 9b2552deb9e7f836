import type { TextEdit } from "../edit.ts";
import type { Span } from "../source.ts";
import { limits } from "./limits.ts";
import type { ProblemCode } from "./problem-code.ts";
import type { SyntaxProblem } from "./tree.ts";

export interface Fix {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

export interface ProblemDetails {
  readonly args?: SyntaxProblem["args"] | undefined;
  readonly related?: SyntaxProblem["related"] | undefined;
  readonly fix?: Fix | undefined;
}

/** Puts `by` in the place of one span, or deletes it with ""; undefined where nothing is known to put there. */
export function replaceFix(span: Span, by: string | undefined): Fix | undefined {
  if (by === undefined) return undefined;
  const { file, start, end } = span;
  return { text: by.trim(), edits: [{ span: { file, start, end }, text: by }] };
}

/** Problems that never make NanoMQ's grammar fail. */
const harmless: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...(["byte-order-mark", "deleted-backslashes", "append-operator", "single-quotes"] as const),
  ...(["duplicate-key", "later-definition-loses", "other-letter-case", "quoted-key-split"] as const),
  ...(["include-relative", "include-missing", "include-too-deep", "limit-exceeded"] as const),
  ...(["long-segment", "deep-dotted-key", "wrong-section-removed", "include-ends-reading"] as const),
]);

/** Collects problems; a file included twice has each problem once. */
export class ProblemList {
  readonly #problems: SyntaxProblem[] = [];
  readonly #known = new Set<string>();
  readonly #counts = new Map<ProblemCode, number>();

  add(code: ProblemCode, at: Span, { args = {}, related = [], fix }: ProblemDetails = {}): void {
    const identity = `${code} ${at.start} ${at.file}`;
    if (this.#known.has(identity)) return;
    const count = (this.#counts.get(code) ?? 0) + 1;
    if (count > limits.problemsPerCode) return;
    this.#counts.set(code, count);
    this.#known.add(identity);
    const span: Span = { file: at.file, start: at.start, end: at.end };
    this.#problems.push(
      fix === undefined ? { code, span, args, related } : { code, span, args, related, fix },
    );
  }

  get size(): number {
    return this.#problems.length;
  }

  has(code: ProblemCode): boolean {
    return this.#counts.has(code);
  }

  /** True where a problem was noted that is a syntax error to NanoMQ, or can be. */
  hasError(): boolean {
    return [...this.#counts.keys()].some((code) => !harmless.has(code));
  }

  /** In file order, the main file first. */
  sorted(main: string, consequenceOf: (code: ProblemCode) => string): readonly SyntaxProblem[] {
    const rank = ({ span }: SyntaxProblem): string => (span.file === main ? "" : span.file);
    return this.#problems
      .map((problem) => ({ ...problem, args: { ...problem.args, consequence: consequenceOf(problem.code) } }))
      .toSorted((a, b) => {
        if (rank(a) !== rank(b)) return rank(a) < rank(b) ? -1 : 1;
        return a.span.start - b.span.start || a.span.end - b.span.end;
      });
  }
}
