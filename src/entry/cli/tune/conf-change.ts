import type { Change } from "../../../advise/search/plan.ts";
import { confPath, confValue } from "../../../advise/search/takeover.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { type ConfInput, readConf } from "../../../text/conf/read-conf.ts";
import { editedInput, editsFor } from "../../../text/edit/edits.ts";
import { nothingWanted } from "../../../text/edit/wanted.ts";
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
    const read = { input, reading: readConf(input, version) };
    const edits = editsFor(read, version, { ...nothingWanted, set: [[path.split("."), value]] });
    const text = `${path} = ${value}`;
    if (edits === undefined) throw new UsageError(words.cannotEdit(path, text));
    const elsewhere = edits.find(({ span }) => span.file !== (input.file ?? "nanomq.conf"));
    if (elsewhere !== undefined) throw new UsageError(words.otherFile(elsewhere.span.file, text));
    return editedInput(read, edits);
  }, conf);
}

/** The bytes to write. */
export function bytesOf({ text }: ConfInput): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}
