import { cliWords } from "../../report/cli/words.ts";
import { type Arguments, valueOfOption } from "./arguments.ts";
import type { CommandSpec } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What to say where nanotune itself failed. */
export function internalText(error: unknown, { language }: Session): string {
  return cliWords[language].internal(error instanceof Error ? error.message : String(error));
}

const UNITS: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
const SIZE = /^(\d{1,10})\s*(?:([kmg])?(?:i?b)?)$/i;
/** One text of JavaScript holds no more. */
const MOST_BYTES = 2 ** 29;

/** What `--max-file-size` allows. @throws UsageError for what is no size */
function fileLimitOf(args: Arguments, { language, fileLimitBytes }: Session): number {
  const text = valueOfOption(args, "max-file-size");
  if (text === undefined) return fileLimitBytes;
  const [, digits = "", unit = ""] = SIZE.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
  if (digits === "" || bytes === 0 || bytes > MOST_BYTES)
    throw new UsageError(cliWords[language].noFileSize(text));
  return bytes;
}

/** Runs one command. Never throws: what goes wrong is said, and tells in the exit code. */
export async function runCommand(command: CommandSpec, args: Arguments, session: Session): Promise<ExitCode> {
  const { io } = session;
  try {
    const fileLimitBytes = fileLimitOf(args, session);
    const start = await command.load();
    return await start(args, { ...session, fileLimitBytes });
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`nanotune: ${error.message}\n`);
      return exitCode.usage;
    }
    io.err(`${internalText(error, session)}\n`);
    return exitCode.internal;
  }
}
