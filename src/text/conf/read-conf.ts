import type { NanomqVersion } from "../../nanomq/version.ts";
import { createSource, type Source, type Span } from "../source.ts";
import type { ConfInput } from "./conf-input.ts";
import { nanomqScanning } from "./lexer.ts";
import { limits } from "./limits.ts";
import { meantScanning } from "./meant-scanning.ts";
import { Mender } from "./mend.ts";
import type { ProblemCode } from "./problem-code.ts";
import { ProblemList } from "./problem-list.ts";
import {
  noteIncludes,
  noteLetterCase,
  noteLimits,
  noteMerging,
  noteOddities,
  noteStrings,
} from "./problems.ts";
import {
  type Dialect,
  dialectOf,
  type Faithful,
  type Finished,
  finishDraft,
  readFaithfully,
} from "./reading.ts";
import { spliceIncludes, type TokenStream } from "./splice.ts";
import { spanFromTo, spanOf } from "./token.ts";
import { bytesOf, readable } from "./token-text.ts";
import type { Hazard, Reading } from "./tree.ts";

const readings = new WeakMap<ConfInput, { readonly dialect: Dialect; readonly reading: Reading }>();

/**
 * Reads a conf as NanoMQ `version` does, and as its author meant it. Never throws, whatever the input. The last reading of
 * an input is kept, since releases share their dialects, and who tries an edit reads the conf that is linted then.
 */
export function readConf(input: ConfInput, version: NanomqVersion): Reading {
  const dialect = dialectOf(version);
  const known = readings.get(input);
  if (known?.dialect === dialect) return known.reading;
  const reading = readAnew(input, dialect);
  readings.set(input, { dialect, reading });
  return reading;
}

function readAnew(input: ConfInput, dialect: Dialect): Reading {
  const main = createSource(input.file ?? "nanomq.conf", input.text);
  const { limitBytes = limits.fileBytes } = input;
  if (main.bytes.length > limitBytes) return tooLarge(main, limitBytes);
  const stream = spliceIncludes(main, input, nanomqScanning);
  const faithful = readFaithfully(stream, dialect);
  const problems = new ProblemList();
  noteStrings(stream, problems);
  const differs = stream.hidesCode || problems.has("unterminated-string");
  const mended = differs ? spliceIncludes(main, input, meantScanning) : stream;
  // An include that a broken string swallowed is there for its author.
  const sources = mended === stream ? stream.sources : new Map([...mended.sources, ...stream.sources]);
  const mender = new Mender(mended, dialect.quotesProtectDots, problems);
  const known = problems.size;
  const draft = mender.run();
  // Where the two readings agree there is one tree.
  const agreed = problems.size === known && mended === stream ? agreedTree(faithful) : undefined;
  const intended = agreed ?? finishDraft(draft, dialect);
  noteOddities(mended, mender.covered, problems);
  noteIncludes(stream, problems);
  noteMerging(faithful.outcome === "accept" && !faithful.recovered ? faithful : intended, problems, sources);
  noteLetterCase(intended.tree, problems);
  noteLimits(stream, faithful.merged && intended.merged, problems);
  noteHazards([...faithful.hazards, ...intended.hazards], problems);
  noteOutcome(stream, faithful, problems);
  const { outcome, recovered, reason, exit, tree, overridden, hazards } = faithful;
  const unseen = unseenIn(stream);
  return {
    outcome,
    recovered,
    reason,
    exit,
    tree,
    intended: intended.tree,
    overridden,
    problems: problems.sorted(main.file, (code) => consequenceOf(code, faithful, unseen)),
    hazards,
    sources,
    unseen,
  };
}

/** Names of the includes that nobody here can see, in the order of the text. */
function unseenIn({ includes }: TokenStream): readonly string[] {
  const names = includes.flatMap(({ fate, statement }) => (fate === "unseen" ? (statement.name ?? []) : []));
  return [...new Set(names)];
}

function agreedTree({
  outcome,
  recovered,
  tree,
  overridden,
  hazards,
  merged,
  quotedSplits,
}: Faithful): Finished | undefined {
  if (outcome !== "accept" || recovered || tree === undefined) return undefined;
  return { tree, overridden, hazards, merged, quotedSplits };
}

/** Hazards whose cause has no problem of its own yet. */
function noteHazards(hazards: readonly Hazard[], problems: ProblemList): void {
  for (const { code, span } of hazards) {
    if (code === "missing-include" || code === "unterminated-include" || code === "empty-array") continue;
    problems.add(code, span, { args: { bytes: span.end - span.start } });
  }
}

/** What the whole file comes to; an error the tolerant reading does not know is told as the grammar saw it. */
function noteOutcome(stream: TokenStream, faithful: Faithful, problems: ProblemList): void {
  const { main, tokens } = stream;
  const { errorAt, reason, recovered } = faithful;
  const start: Span = { file: main.file, start: 0, end: 0 };
  if (tokens.length === 0 && stream.includes.length === 0)
    problems.add("empty-file", start, { args: { form: "empty" } });
  else if (reason === "no-tree") problems.add("empty-file", start, { args: { form: "braces" } });
  if (errorAt === undefined) return;
  const token = tokens[errorAt];
  if (reason === "parser-stack")
    problems.add("nesting-too-deep", token === undefined ? start : spanOf(token));
  else if (!problems.hasError() && (token !== undefined || stream.stop === undefined)) {
    const last = tokens.at(-1);
    const place = token ?? last;
    const found = token === undefined ? "" : readable(bytesOf(token)).slice(0, 60);
    problems.add("unexpected-token", place === undefined ? start : spanOf(place), {
      args: { found, expected: "end" },
    });
  }
  const last = tokens.at(-1);
  if (!recovered || token === undefined || last === undefined) return;
  problems.add("rest-dropped", spanFromTo(spanOf(token), spanOf(last)));
}

/** Problems that NanoMQ reads over; all others are what ends the reading, where anything does. */
const readOver: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...(["byte-order-mark", "single-quotes", "deleted-backslashes", "append-operator"] as const),
  ...(["duplicate-key", "later-definition-loses", "other-letter-case", "quoted-key-split"] as const),
  ...(["include-relative", "wrong-section-removed", "limit-exceeded"] as const),
]);

function consequenceOf(
  code: ProblemCode,
  { outcome, recovered, exit }: Faithful,
  unseen: readonly string[],
): string {
  if (readOver.has(code)) return "reads-on";
  if (outcome === "crash") return "crashes";
  if (exit !== undefined) return "exits";
  if (outcome === "reject") return "defaults";
  if (code === "include-missing" && unseen.length > 0) return "unseen";
  return recovered ? "drops-rest" : "reads-on";
}

function tooLarge(main: Source, max: number): Reading {
  const span: Span = { file: main.file, start: 0, end: 0 };
  const problems = new ProblemList();
  problems.add("limit-exceeded", span, {
    args: { limit: "fileBytes", max, found: main.bytes.length, unit: "bytes" },
  });
  return {
    outcome: "reject",
    recovered: false,
    tree: undefined,
    intended: { kind: "object", members: [], span },
    overridden: [],
    problems: problems.sorted(main.file, () => "reads-on"),
    hazards: [],
    sources: new Map([[main.file, main]]),
    unseen: [],
  };
}
