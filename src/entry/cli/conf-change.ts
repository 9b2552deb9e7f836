import type { NanomqVersion } from "../../nanomq/version.ts";
import { tuneWords } from "../../report/tune/words.ts";
import type { Home } from "../../start/start.ts";
import type { ConfInput } from "../../text/conf/conf-input.ts";
import { readConf } from "../../text/conf/read-conf.ts";
import { editedInput, editsFor } from "../../text/edit/edits.ts";
import { nothingWanted, type Wanted } from "../../text/edit/wanted.ts";
import type { Session } from "./session.ts";

/** The conf with the changes in it; or the sentence why its text cannot carry one, and it is as it was. */
export type ChangedConf =
  | { readonly conf: ConfInput; readonly refused?: undefined }
  | { readonly conf: ConfInput; readonly refused: string };

/** Carries settings into a conf and the files it includes, comments and layout kept. */
export function changedConf(
  conf: ConfInput,
  settings: Wanted["set"],
  version: NanomqVersion,
  { language }: Session,
): ChangedConf {
  const words = tuneWords[language];
  let input = conf;
  for (const [path, value] of settings) {
    const read = { input, reading: readConf(input, version) };
    const edits = editsFor(read, version, { ...nothingWanted, set: [[path, value]] });
    const key = path.join(".");
    if (edits === undefined) return { conf, refused: words.cannotEdit(key, `${key} = ${value}`) };
    input = editedInput(read, edits);
  }
  return { conf: input };
}

/** True for a conf that stands in the deployment file itself: it has no patch of its own. */
export function isInside(home: Home, { file = "" }: ConfInput): boolean {
  return home({ file, start: 0, end: 0 }).file !== file;
}
