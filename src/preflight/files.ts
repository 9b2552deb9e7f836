import type { FileFacts, HostFiles } from "../start/files/file-facts.ts";
import type { NamedFile } from "../start/files/named-files.ts";
import type { Check } from "./check.ts";
import type { CodeOf } from "./codes.ts";

export type FileCode = CodeOf<"files">;

/** The conf or a file it includes. */
export interface TextSeen {
  readonly path: string;
  /** Whether the broker's user may read it. */
  readonly readable: boolean;
  readonly isInclude: boolean;
}

function text({ path, readable, isInclude }: TextSeen): readonly Check<FileCode>[] {
  const about = { area: "files", subject: isInclude ? "include" : "conf", args: { path } } as const;
  if (!readable) return [{ ...about, code: "text-unreadable", status: "fail" }];
  return isInclude ? [{ ...about, code: "include-read", status: "pass" }] : [];
}

function goodFile({ key, path, use }: NamedFile, facts: FileFacts): Check<FileCode> {
  const about = { area: "files", status: "pass", subject: key } as const;
  if (facts.state === "folder") return { ...about, code: "folder-good", args: { path } };
  const [own] = facts.certificates ?? [];
  if (own === undefined || use === "private-key") return { ...about, code: "file-good", args: { path } };
  const { subject, notAfter } = own;
  return { ...about, code: "certificate-good", args: { path, name: subject, day: notAfter.slice(0, 10) } };
}

/**
 * The files about which `lint` has nothing to say, and those nobody could look at.
 * @param spoken settings whose file a finding is about
 * @param texts the conf and the files it includes that could be read
 */
export function checkFiles(
  files: readonly NamedFile[],
  found: HostFiles,
  spoken: ReadonlySet<string>,
  texts: readonly TextSeen[],
): readonly Check<FileCode>[] {
  const named = files.flatMap((file): readonly Check<FileCode>[] => {
    const { key, path } = file;
    const facts = found.get(key);
    if (facts === undefined)
      return [{ area: "files", code: "file-not-seen", status: "skipped", subject: key, args: { path } }];
    return spoken.has(key) ? [] : [goodFile(file, facts)];
  });
  return [...texts.flatMap(text), ...named];
}
