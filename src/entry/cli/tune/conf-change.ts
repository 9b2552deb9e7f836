import type { Change } from "../../../advise/search/plan.ts";
import { confPath, confValue } from "../../../advise/search/takeover.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { type ConfInput, readConf } from "../../../text/conf/read-conf.ts";
import { editedInput, editsFor } from "../../../text/edit/edits.ts";
import { nothingWanted } from "../../../text/edit/wanted.ts";
import type { Session } from "../session.ts";

/** The conf with the changes in it; or the sentence why its text cannot carry one, and it is as it was. */
export type ChangedConf =
  | { readonly conf: ConfInput; readonly refused?: undefined }
  | { readonly conf: ConfInput; readonly refused: string };

/** Carries changes into a conf, comments and layout kept. */
export function changedConf(
  conf: ConfInput,
  changes: readonly Change[],
  version: NanomqVersion,
  { language }: Session,
): ChangedConf {
  const words = tuneWords[language];
  let input = conf;
  for (const change of changes) {
    if (change.target === "client") continue;
    const path = confPath(change.key, version);
    const value = confValue(change.key, change.to);
    const read = { input, reading: readConf(input, version) };
    const edits = editsFor(read, version, { ...nothingWanted, set: [[path.split("."), value]] });
    const text = `${path} = ${value}`;
    if (edits === undefined) return { conf, refused: words.cannotEdit(path, text) };
    const main = input.file ?? "nanomq.conf";
    const elsewhere = edits.find(({ span }) => span.file !== main);
    if (elsewhere !== undefined) return { conf, refused: words.otherFile(elsewhere.span.file, text) };
    input = editedInput(read, edits);
  }
  return { conf: input };
}

/** The bytes to write. */
export function bytesOf({ text }: ConfInput): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}
