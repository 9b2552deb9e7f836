import { has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Span } from "../source.ts";
import type { Draft } from "./draft.ts";
import { expandPaths } from "./expand.ts";
import { finishTree } from "./finish.ts";
import { type GrammarResult, runGrammar } from "./grammar.ts";
import { mergeDuplicates } from "./merge.ts";
import type { TokenStream } from "./splice.ts";
import { spanOf } from "./token.ts";
import type { Hazard, Overridden, Reading, RejectReason, TreeNode } from "./tree.ts";

/** What differs between versions. */
export interface Dialect {
  /** A quoted key with a dot is (mostly) kept whole. */
  readonly quotesProtectDots: boolean;
  /** A syntax error ends the process. */
  readonly errorsExit: boolean;
  /** Files still open when reading ends are closed twice. */
  readonly closesTwice: boolean;
}

const dialects = new Map<string, Dialect>();

/** The same dialect is the same object. */
export function dialectOf(version: NanomqVersion): Dialect {
  const dialect: Dialect = {
    quotesProtectDots: has(version, "quotes-protect-dots"),
    errorsExit: has(version, "syntax-error-exits"),
    closesTwice: has(version, "open-files-closed-twice"),
  };
  const name = Object.values(dialect).join(" ");
  const known = dialects.get(name) ?? dialect;
  dialects.set(name, known);
  return known;
}

/** What NanoMQ makes of the tokens. */
export interface Faithful {
  readonly outcome: Reading["outcome"];
  readonly recovered: boolean;
  readonly reason?: RejectReason | undefined;
  readonly exit?: number | undefined;
  readonly tree: TreeNode | undefined;
  readonly overridden: readonly Overridden[];
  readonly hazards: readonly Hazard[];
  /** Index of the token at which the grammar gave up. */
  readonly errorAt: number | undefined;
  /** False where merging became too much work and stopped half-way. */
  readonly merged: boolean;
  readonly quotedSplits: readonly Span[];
}

export interface Finished {
  readonly tree: TreeNode;
  readonly overridden: readonly Overridden[];
  readonly hazards: readonly Hazard[];
  readonly merged: boolean;
  readonly quotedSplits: readonly Span[];
}

/** Raw tree to tree: path expansion, then merging. */
export function finishDraft(root: Draft, dialect: Dialect): Finished {
  const hazards: Hazard[] = [];
  const quotedSplits: Span[] = [];
  expandPaths(root, { quotesProtectDots: dialect.quotesProtectDots, hazards, quotedSplits });
  const merge = mergeDuplicates(root);
  return {
    tree: finishTree(root),
    overridden: merge.overridden,
    hazards: [...hazards, ...merge.hazards],
    merged: merge.finished,
    quotedSplits,
  };
}

const nothing = {
  recovered: false,
  tree: undefined,
  overridden: [],
  hazards: [],
  errorAt: undefined,
  merged: true,
  quotedSplits: [],
} as const;

function rejected(reason: RejectReason, exits: boolean, errorAt: number | undefined): Faithful {
  return { ...nothing, outcome: "reject", reason, errorAt, ...(exits ? { exit: 1 } : {}) };
}

function crashed(hazard: Hazard, errorAt?: number): Faithful {
  return { ...nothing, outcome: "crash", hazards: [hazard], errorAt };
}

/** What a stop of the token stream does once the grammar has come to it. */
function stopped(stream: TokenStream, errorAt: number | undefined): Faithful | undefined {
  const { stop } = stream;
  if (stop === undefined || stop.kind === "end") return undefined;
  if (stop.kind === "include-depth") return rejected("include-depth", true, errorAt);
  const code = stop.include.statement.unterminated ? "unterminated-include" : "missing-include";
  return crashed({ code, span: spanOf(stop.include), fatal: true }, errorAt);
}

function accepted(root: Draft | undefined, dialect: Dialect, errorAt: number | undefined): Faithful {
  const hasFailed = errorAt !== undefined;
  if (root === undefined) return rejected(hasFailed ? "syntax-error" : "no-tree", false, errorAt);
  const finished = finishDraft(root, dialect);
  const { hazards } = finished;
  if (hazards.some((hazard) => hazard.fatal)) return { ...nothing, outcome: "crash", hazards, errorAt };
  return { ...finished, outcome: "accept", recovered: hasFailed, errorAt };
}

/** An `include` that ends all reading leaves files open; an error would have ended the process before they are closed. */
function closedTwice(stream: TokenStream, dialect: Dialect): Hazard | undefined {
  const { stop } = stream;
  if (!dialect.closesTwice || stop?.kind !== "end") return undefined;
  if (stop.include.fate === "unnamed" && stop.include.within.length === 1) return undefined;
  return { code: "include-ends-reading", span: spanOf(stop.include), fatal: true };
}

/** The grammar failed: a new NanoMQ ends here, an old one reads to the end and keeps a complete root value. */
function failed(stream: TokenStream, dialect: Dialect, grammar: GrammarResult, at: number): Faithful {
  const length = stream.stop?.before ?? stream.tokens.length;
  // At the end of the stream the stop has been met by the time the error shows.
  const stop = at >= length || !dialect.errorsExit ? stopped(stream, at) : undefined;
  if (stop !== undefined) return stop;
  return dialect.errorsExit ? rejected("syntax-error", true, at) : accepted(grammar.root, dialect, at);
}

function complete(stream: TokenStream, dialect: Dialect, grammar: GrammarResult): Faithful {
  const stop = stopped(stream, undefined);
  if (stop !== undefined) return stop;
  const hazard = closedTwice(stream, dialect);
  return hazard === undefined ? accepted(grammar.root, dialect, undefined) : crashed(hazard);
}

/** The faithful duty: the outcome and the tree of NanoMQ. */
export function readFaithfully(stream: TokenStream, dialect: Dialect): Faithful {
  const grammar = runGrammar(stream, dialect.quotesProtectDots);
  const { end, emptyArrays } = grammar;
  const hazards = emptyArrays.map(({ span }): Hazard => ({ code: "empty-array", span, fatal: true }));
  const read =
    end.kind === "parser-stack"
      ? rejected("parser-stack", dialect.errorsExit, end.at)
      : end.kind === "syntax-error"
        ? failed(stream, dialect, grammar, end.at)
        : complete(stream, dialect, grammar);
  if (hazards.length === 0) return read;
  // An exit comes before the garbage is looked at; without one it was never seen to go well.
  if (read.exit === undefined) return { ...nothing, outcome: "crash", hazards, errorAt: read.errorAt };
  return { ...read, hazards: [...read.hazards, ...hazards] };
}
