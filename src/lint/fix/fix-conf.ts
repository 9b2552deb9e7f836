import type { ConfInput } from "../../text/conf/read-conf.ts";
import { applyEdits, type TextEdit } from "../../text/edit.ts";
import type { Finding, FixSafety } from "../finding/finding.ts";
import { type LintInput, type LintResult, lintConf } from "../lint-conf.ts";

export interface FixResult {
  /** Lint of what the fixes left. */
  readonly lint: LintResult;
  /** New content of every file that changed, by name. */
  readonly changed: ReadonlyMap<string, Uint8Array>;
  /** How many fixes were applied. */
  readonly applied: number;
}

/** A fix can make way for another; more rounds than this mean that two of them undo each other. */
const MOST_ROUNDS = 10;

function editsOf(
  findings: readonly Finding[],
  allowed: ReadonlySet<FixSafety>,
): readonly (readonly TextEdit[])[] {
  return findings.flatMap(({ fixes }) => {
    const fix = fixes.find(({ safety, edits }) => allowed.has(safety) && edits.length > 0);
    return fix === undefined ? [] : [fix.edits];
  });
}

function overlaps(edit: TextEdit, taken: readonly TextEdit[]): boolean {
  return taken.some(({ span }) => {
    return span.file === edit.span.file && span.start <= edit.span.end && edit.span.start <= span.end;
  });
}

/** In order; a fix that touches what an earlier one changes waits for the next round, whole. */
function compatible(fixes: readonly (readonly TextEdit[])[]): {
  readonly edits: readonly TextEdit[];
  readonly count: number;
} {
  const taken: TextEdit[] = [];
  let count = 0;
  for (const edits of fixes) {
    if (edits.some((edit) => overlaps(edit, taken))) continue;
    taken.push(...edits);
    count += 1;
  }
  return { edits: taken, count };
}

function edited(
  { conf, reading }: { readonly conf: ConfInput; readonly reading: LintResult["reading"] },
  edits: readonly TextEdit[],
) {
  const changed = new Map<string, Uint8Array>();
  for (const file of new Set(edits.map(({ span }) => span.file))) {
    const source = reading.sources.get(file);
    if (source === undefined) continue;
    changed.set(
      file,
      applyEdits(
        source.bytes,
        edits.filter(({ span }) => span.file === file),
      ),
    );
  }
  const main = changed.get(conf.file ?? "nanomq.conf");
  const files = { ...conf.files, ...Object.fromEntries(changed) };
  return { changed, conf: { ...conf, text: main ?? conf.text, files } };
}

/** Applies fixes until none is left. Pure: the caller writes the files, or shows the difference. */
export function fixConf(input: LintInput, safeties: readonly FixSafety[]): FixResult {
  const allowed = new Set(safeties);
  const changed = new Map<string, Uint8Array>();
  let { conf } = input;
  let lint = lintConf(input);
  let applied = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { edits, count } = compatible(editsOf(lint.findings, allowed));
    if (count === 0) break;
    const next = edited({ conf, reading: lint.reading }, edits);
    for (const [file, bytes] of next.changed) changed.set(file, bytes);
    conf = next.conf;
    applied += count;
    lint = lintConf({ ...input, conf });
  }
  return { lint, changed, applied };
}
