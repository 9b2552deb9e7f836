import type { ConfInput } from "../../text/conf/conf-input.ts";
import { includePlace } from "../open/conf-files.ts";
import { includeFolders } from "../open/lint-input.ts";
import type { Arguments } from "./arguments.ts";
import type { Change } from "./draft.ts";
import type { Session } from "./session.ts";

function bytesOf(content: string | Uint8Array | undefined): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : (content ?? new Uint8Array());
}

/** What becomes of the files of a conf, by the names it includes them by, each with its place on this machine. */
export function changesOf(
  { file: main, text, files = {} }: Pick<ConfInput, "file" | "text" | "files">,
  changed: Iterable<readonly [file: string, after: Uint8Array]>,
  args: Arguments,
  session: Session,
): readonly Change[] {
  const { root, workdir } = includeFolders(args, session);
  return [...changed].map(([file, after]) => {
    const isMain = file === main;
    const path = isMain ? file : includePlace(file, root, workdir);
    return { path, before: bytesOf(isMain ? text : files[file]), after };
  });
}

/** The files of a conf that have other bytes in another version of it. */
export function changedFiles(
  before: ConfInput,
  after: ConfInput,
): readonly (readonly [string, Uint8Array])[] {
  const main = [before.file ?? "", before.text, after.text] as const;
  const included = Object.keys(after.files ?? {}).map((file) => {
    return [file, before.files?.[file], after.files?.[file]] as const;
  });
  return [main, ...included.filter(([file]) => file !== before.file)].flatMap(([file, old, fresh]) => {
    const bytes = bytesOf(fresh);
    return Buffer.compare(bytesOf(old), bytes) === 0 ? [] : [[file, bytes] as const];
  });
}
