import type { FileFacts, HostFiles } from "./file-facts.ts";
import type { FileProblem, Said } from "./file-problem.ts";
import { judgeCa, judgeCertificate, judgeKey } from "./judge-certificate.ts";
import type { NamedFile } from "./named-files.ts";

function inFolder(facts: FileFacts, what: "log" | "database"): readonly Said[] {
  if (facts.state !== "folder") return [{ code: `${what}-folder-missing`, args: {} }];
  return facts.writable === false ? [{ code: `${what}-folder-not-writable`, args: {} }] : [];
}

/** A database file may be missing, its folder may not. */
function databaseFile(facts: FileFacts): readonly Said[] {
  if (facts.state === "file") return [];
  return facts.writable === false ? [{ code: "database-folder-not-writable", args: {} }] : [];
}

function contents(file: NamedFile, facts: FileFacts, today: string | undefined): readonly Said[] {
  switch (file.use) {
    case "certificate":
      return judgeCertificate(facts, today);
    case "ca":
      return judgeCa(facts, file, today);
    case "private-key":
      return judgeKey(facts);
    case "jwt-key":
      return facts.publicKey === true ? [] : [{ code: "jwt-key-unusable", args: {} }];
    case "log-folder":
      return inFolder(facts, "log");
    case "database-folder":
      return inFolder(facts, "database");
    case "database-file":
      return databaseFile(facts);
  }
}

function judge(file: NamedFile, facts: FileFacts, today: string | undefined): readonly Said[] {
  const isFolder = file.use === "log-folder" || file.use.startsWith("database");
  if (isFolder) return contents(file, facts, today);
  if (file.use === "jwt-key" && facts.state !== "file") return [{ code: "jwt-key-unusable", args: {} }];
  if (facts.state === "missing") return [{ code: "file-missing", args: {} }];
  if (facts.state !== "file") return [{ code: "file-unreadable", args: {} }];
  return contents(file, facts, today);
}

/**
 * Judges what was found where the settings point to; a file that nobody looked at is not spoken of.
 * @param today as 2026-08-01; without it nothing is said about when certificates end
 */
export function judgeFiles(
  files: readonly NamedFile[],
  found: HostFiles,
  today: string | undefined,
): readonly FileProblem[] {
  return files.flatMap((file) => {
    const facts = found.get(file.key);
    if (facts === undefined) return [];
    const { key, span, path } = file;
    return judge(file, facts, today).map(({ code, args }) => ({ code, key, span, args: { path, ...args } }));
  });
}
