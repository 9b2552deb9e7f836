import type { FileFacts, HostFiles } from "../files/file-facts.ts";
import type { NamedFile } from "../files/named-files.ts";
import type { Check } from "./check.ts";

export type FileCode = "certificate-good" | "file-good" | "folder-good" | "include-read" | "file-not-seen";

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
 * @param includes files the conf includes that were read
 */
export function checkFiles(
  files: readonly NamedFile[],
  found: HostFiles,
  spoken: ReadonlySet<string>,
  includes: readonly string[],
): readonly Check<FileCode>[] {
  const read = includes.map((path): Check<FileCode> => {
    return { area: "files", code: "include-read", status: "pass", subject: "include", args: { path } };
  });
  const named = files.flatMap((file): readonly Check<FileCode>[] => {
    const { key, path } = file;
    const facts = found.get(key);
    if (facts === undefined)
      return [{ area: "files", code: "file-not-seen", status: "skipped", subject: key, args: { path } }];
    return spoken.has(key) ? [] : [goodFile(file, facts)];
  });
  return [...read, ...named];
}
