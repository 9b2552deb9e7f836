import type { FixSafety } from "../findings/finding.ts";
import { type FixResult, fixConf } from "../lint/fix-conf.ts";
import type { LintInput } from "../lint/lint-conf.ts";
import { cliWords } from "../words/cli.ts";
import { type Arguments, hasFlag } from "./arguments.ts";
import { STDIN } from "./conf-files.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Which fixes the command line asks for; none is nothing to do. */
export function wantedFixes(args: Arguments): readonly FixSafety[] {
  if (hasFlag(args, "unsafe-fixes")) return ["safe", "unsafe"];
  return hasFlag(args, "fix") || hasFlag(args, "diff") ? ["safe"] : [];
}

/** A unified diff of every file that the fixes change. */
async function patchesOf({ changed }: FixResult, before: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const { patchOf } = await import("./patch.ts");
  return [...changed]
    .map(([file, after]) => patchOf(file, before.get(file) ?? new Uint8Array(), after))
    .join("");
}

/** Applies what was asked for: writes the files, or gives the patch that `--diff` prints. */
export async function applyFixes(
  input: LintInput,
  path: string,
  args: Arguments,
  { io, language }: Session,
): Promise<{ readonly result: FixResult; readonly patch: string }> {
  const result = fixConf(input, wantedFixes(args));
  if (hasFlag(args, "diff")) {
    const { conf } = input;
    const text = typeof conf.text === "string" ? new TextEncoder().encode(conf.text) : conf.text;
    const included = Object.entries(conf.files ?? {}).map(([file, content]) => {
      return [file, typeof content === "string" ? new TextEncoder().encode(content) : content] as const;
    });
    return { result, patch: await patchesOf(result, new Map([...included, [conf.file ?? path, text]])) };
  }
  if (path === STDIN && result.changed.size > 0) throw new UsageError(cliWords[language].fixStdin);
  for (const [file, bytes] of result.changed) io.writeFile(file, bytes);
  return { result, patch: "" };
}
