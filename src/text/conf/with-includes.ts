import type { ConfInput } from "./conf-input.ts";
import { missingIncludes } from "./splice.ts";

/** The bytes of a file by its name; undefined where it is not there. */
export type ReadFile = (name: string) => Uint8Array | undefined;

/** A conf with every file it includes, at any depth; each name is asked for once. */
export function withIncludes(conf: Omit<ConfInput, "files">, read: ReadFile): ConfInput {
  const files: Record<string, Uint8Array> = {};
  const tried = new Set<string>();
  for (;;) {
    const input: ConfInput = { ...conf, files };
    const wanted = missingIncludes(input).filter((name) => !tried.has(name));
    if (wanted.length === 0) return input;
    for (const name of wanted) {
      tried.add(name);
      const bytes = read(name);
      if (bytes !== undefined) files[name] = bytes;
    }
  }
}
