import { join } from "node:path/posix";
import { compilePattern } from "../../lint/rules/cel/linear-match.ts";
import type { Io } from "../cli/io.ts";

function namesIn(io: Io, folder: string): readonly string[] {
  try {
    return io.listFolder(folder);
  } catch {
    return [];
  }
}

/** Files and folders that a pattern names, sorted: `*` is any part of one name that does not begin with a dot. */
export function glob(io: Io, pattern: string): readonly string[] {
  let found: readonly string[] = [pattern.startsWith("/") ? "/" : "."];
  for (const step of pattern.split("/").filter((part) => part !== "" && part !== ".")) {
    if (!step.includes("*")) {
      found = found.map((folder) => join(folder, step));
      continue;
    }
    const plain = step.replaceAll(/[^\p{L}\p{N}*]/gu, (symbol) => `\\${symbol}`);
    const fits = compilePattern(`^${plain.replaceAll("*", ".*")}$`);
    found = found.flatMap((folder) => {
      const names = namesIn(io, folder).filter((name) => !name.startsWith(".") && fits(name));
      return names.map((name) => join(folder, name));
    });
  }
  return found.toSorted();
}
