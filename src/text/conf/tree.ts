import type { TextEdit } from "../edit.ts";
import type { Source, Span } from "../source.ts";
import type { ProblemCode } from "./problem-code.ts";

/** How a scalar string was written: NanoMQ's readers treat all forms alike, rules do not. */
export type StringForm = "quoted" | "word" | "duration" | "bytesize" | "percent";

interface Placed {
  /** Where the value stands; of a merged object, the definition NanoMQ keeps. */
  readonly span: Span;
}

export interface ObjectNode extends Placed {
  readonly kind: "object";
  readonly members: readonly Member[];
}
export interface ArrayNode extends Placed {
  readonly kind: "array";
  readonly elements: readonly TreeNode[];
}
export interface StringNode extends Placed {
  readonly kind: "string";
  readonly form: StringForm;
  readonly value: string;
}
export interface NumberNode extends Placed {
  readonly kind: "number";
  readonly value: number;
}
export interface BooleanNode extends Placed {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface NullNode extends Placed {
  readonly kind: "null";
}

export type TreeNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode;

export interface Member {
  /** One segment of the path, as NanoMQ ends up with it (dots expanded). */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: TreeNode;
}

/** A member that merging removed: written, but another definition wins. */
export interface Overridden {
  readonly path: string;
  readonly span: Span;
  readonly by: Span;
}

/** Something about the text that the user should know: a fact with a place, worded by a rule `syntax/<code>`. */
export interface SyntaxProblem {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly args: Readonly<Record<string, string | number | boolean>>;
  readonly related: readonly { readonly span: Span; readonly label: string }[];
  readonly fix?: { readonly text: string; readonly edits: readonly TextEdit[] };
}

export type HazardCode =
  | "empty-array"
  | "missing-include"
  | "unterminated-include"
  | "include-ends-reading"
  | "long-segment"
  | "deep-dotted-key"
  | "wrong-section-removed";

/** Undefined behaviour or a crash that the file alone can bring about (DIALECT.md section 9). */
export interface Hazard {
  readonly code: HazardCode;
  readonly span: Span;
  /** True where the process was seen to die, false where memory is damaged and luck decides. */
  readonly fatal: boolean;
}

export type RejectReason = "syntax-error" | "parser-stack" | "include-depth" | "no-tree";

/** Everything one reading of a conf yields. */
export interface Reading {
  readonly outcome: "accept" | "reject" | "crash";
  /** Accepted after a syntax error, with what was read before it. */
  readonly recovered: boolean;
  readonly reason?: RejectReason | undefined;
  /** Exit code, where NanoMQ ends itself. */
  readonly exit?: number | undefined;
  /** The tree NanoMQ's readers get. */
  readonly tree: TreeNode | undefined;
  /** The tree of the whole file with its errors mended: what rules look at when NanoMQ reads less. */
  readonly intended: TreeNode;
  readonly overridden: readonly Overridden[];
  readonly problems: readonly SyntaxProblem[];
  readonly hazards: readonly Hazard[];
  /** The conf and every file it includes, by name. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Names of includes that nobody here can see; the reading goes on without them. */
  readonly unseen: readonly string[];
}
