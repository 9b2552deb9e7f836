import { cliWords } from "../words/cli.ts";
import { languageOf } from "../words/language.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandSpec } from "./command.ts";
import { commands } from "./commands.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { parseFast } from "./fast-arguments.ts";
import type { Io } from "./io.ts";
import { languageSetting, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

async function run(command: CommandSpec, args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  try {
    const start = await command.load();
    return await start(args, session);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`nanotune: ${error.message}\n`);
      return exitCode.usage;
    }
    io.err(`${cliWords[language].internal(error instanceof Error ? error.message : String(error))}\n`);
    return exitCode.internal;
  }
}

/** Runs one command line and says how it ended. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const language = languageOf(languageSetting(argv, io.env));
  const session: Session = { io, language, factsFiles: new Map() };
  const fast = parseFast(argv, commands);
  if (fast.kind === "parsed") return run(fast.command, fast.args, session);
  const [{ parseWithYargs }, { version }] = await Promise.all([
    import("./yargs-arguments.ts"),
    import("./package-version.ts"),
  ]);
  const slow = await parseWithYargs(argv, commands, session.language, version);
  switch (slow.kind) {
    case "parsed":
      return run(slow.command, slow.args, session);
    case "help":
      io.out(`${slow.text}\n`);
      return exitCode.clean;
    case "wrong":
      io.err(`nanotune: ${slow.message}\n${cliWords[session.language].seeHelp}\n`);
      return exitCode.usage;
  }
}
