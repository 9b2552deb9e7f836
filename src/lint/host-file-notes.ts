import type { Settings } from "../start/effective.ts";
import { judgeFiles } from "../start/files/judge.ts";
import { namedFiles } from "../start/files/named-files.ts";
import type { Span } from "../text/source.ts";
import type { LintInput } from "./lint-input.ts";
import type { Note } from "./rules/element.ts";

/** What is to say about the files of the host, as the rules on `host_files` take it; undefined where nobody looked. */
export function hostFileNotes(
  { hostFiles, facts, today }: LintInput,
  settings: Settings,
  start: Span,
): readonly Note[] | undefined {
  if (hostFiles === undefined) return undefined;
  const files = namedFiles(settings, facts.features);
  return judgeFiles(files, hostFiles, today).map(({ code, key, span = start, args }) => {
    return { code, key, span, args, related: [], proposals: [] };
  });
}
