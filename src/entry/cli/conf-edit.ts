import { tuneWords } from "../../report/tune/words.ts";
import type { ConfInput } from "../../text/conf/conf-input.ts";
import { writeNamedFiles } from "../open/conf-files.ts";
import type { Opened } from "../open/open.ts";
import type { Arguments } from "./arguments.ts";
import { isInside } from "./conf-change.ts";
import type { Change } from "./draft.ts";
import { changedFiles, changesOf } from "./file-changes.ts";
import { editableFiles } from "./fixing.ts";
import { type Patches, patchesOf } from "./patches.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What changed settings come to on disk: in the conf, and in the files it includes. */
export interface ConfEdit {
  /** None where the conf stays as it is. */
  readonly files: readonly Change[];
  /** Names of those that are not to be written unless somebody asks for it. */
  readonly barred: readonly string[];
  /** Empty for a text inside a deployment file, which has no patch of its own. */
  readonly patches: Patches;
}

/** From the conf that was opened to the one it is to become. */
export function confEdit(
  conf: ConfInput,
  changed: ConfInput,
  opened: Opened,
  args: Arguments,
  session: Session,
): ConfEdit {
  const inside = isInside(opened.home, conf);
  const path = inside ? opened.path : (conf.file ?? opened.path);
  const main = { ...conf, file: path };
  const named = changedFiles(main, changed);
  const files = changesOf(main, named, args, session);
  const mayEdit = editableFiles(args, session)(path, opened.project);
  return {
    files,
    barred: named.flatMap(([file]) => (mayEdit(file) ? [] : [file])),
    patches: patchesOf(inside ? [] : files, session),
  };
}

/**
 * Writes all files of the conf that change, or none.
 * @throws UsageError where one was changed meanwhile, or is included from outside the folders of the conf
 */
export function writeEdit({ files, barred }: ConfEdit, session: Session, said: (line: string) => void): void {
  const words = tuneWords[session.language];
  const [outside] = barred;
  if (outside !== undefined) throw new UsageError(words.outsideFile(outside));
  if (files.length === 0) return;
  writeNamedFiles(session, files);
  for (const { path } of files) said(words.written(path));
}
