import { cliWords } from "../../report/cli/words.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandSpec } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What to say where nanotune itself failed. */
export function internalText(error: unknown, { language }: Session): string {
  return cliWords[language].internal(error instanceof Error ? error.message : String(error));
}

/** Runs one command. Never throws: what goes wrong is said, and tells in the exit code. */
export async function runCommand(command: CommandSpec, args: Arguments, session: Session): Promise<ExitCode> {
  const { io } = session;
  try {
    const start = await command.load();
    return await start(args, session);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`nanotune: ${error.message}\n`);
      return exitCode.usage;
    }
    io.err(`${internalText(error, session)}\n`);
    return exitCode.internal;
  }
}
