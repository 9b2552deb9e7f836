import type { Change } from "../../../advise/search/plan.ts";
import { confPath, confValue } from "../../../advise/search/takeover.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { printable } from "../../../report/text-layout.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { type ConfInput, readConf } from "../../../text/conf/read-conf.ts";
import { editedInput, setMemberEdits } from "../../../text/edit/member-edits.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** The conf after the changes, comments and layout kept. @throws UsageError where its text cannot carry one */
export function changedConf(
  conf: ConfInput,
  changes: readonly Change[],
  version: NanomqVersion,
  { language }: Session,
): ConfInput {
  const words = tuneWords[language];
  return changes.reduce((input, change) => {
    if (change.target === "client") return input;
    const path = confPath(change.key, version);
    const value = confValue(change.key, change.to);
    const edits = setMemberEdits({ input, version }, path.split("."), value);
    const text = `${path} = ${value}`;
    const elsewhere = edits.find(({ span }) => span.file !== (input.file ?? "nanomq.conf"));
    if (elsewhere !== undefined) throw new UsageError(words.otherFile(elsewhere.span.file, text));
    if (edits.length === 0) throw new UsageError(words.cannotEdit(path, text));
    return editedInput(input, readConf(input, version), edits);
  }, conf);
}

function textOfConf({ text }: ConfInput): string {
  return typeof text === "string" ? text : new TextDecoder().decode(text);
}

const CONTEXT_LINES = 3;

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Lines of both texts in one list: a longest common subsequence of what lies between equal ends. */
function alignedLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  const length = before
    .map(() => new Uint16Array(after.length + 1))
    .concat(new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = length[i];
      if (row === undefined) continue;
      const same = before[i] === after[j];
      row[j] = same ? (length[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(length[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      lines.push({ mark: " ", text: before[i] ?? "" });
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (length[i + 1]?.[j] ?? 0) >= (length[i]?.[j + 1] ?? 0))
    )
      lines.push({ mark: "-", text: before[i++] ?? "" });
    else lines.push({ mark: "+", text: after[j++] ?? "" });
  }
  return lines;
}

/** Equal lines at both ends need no table. */
function differingPart(before: readonly string[], after: readonly string[]): readonly [number, number] {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [head, tail];
}

/** A unified diff of the conf with one hunk, "" where nothing differs. */
export function confDiff(from: ConfInput, to: ConfInput, file: string): string {
  const before = textOfConf(from).split("\n");
  const after = textOfConf(to).split("\n");
  const [head, tail] = differingPart(before, after);
  if (head === before.length && head === after.length) return "";
  const start = Math.max(0, head - CONTEXT_LINES);
  const end = Math.max(0, tail - CONTEXT_LINES);
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  const lines = alignedLines(old, fresh);
  const body = lines.map(({ mark, text }) => `${mark}${text}\n`).join("");
  return `--- ${printable(file)}\n+++ ${printable(file)}\n@@ -${start + 1},${old.length} +${start + 1},${fresh.length} @@\n${body}`;
}

/** The bytes to write. */
export function bytesOf({ text }: ConfInput): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}
