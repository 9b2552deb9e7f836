import { cliWords } from "../../report/cli/words.ts";
import { commands } from "./commands.ts";
import { ASK } from "./completion/shells.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { parseFast } from "./fast-arguments.ts";
import type { World } from "./io.ts";
import { runCommand } from "./run-command.ts";
import { openSession } from "./session.ts";

/** Runs one command line and says how it ended. Never throws. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  const session = openSession(argv, world);
  const { io } = session;
  // Before anything is parsed: a line that is being typed is no line to run.
  if (argv[0] === ASK) {
    const { offer } = await import("./completion/offer.ts");
    io.out(offer(argv.slice(1), commands, session.language));
    return exitCode.clean;
  }
  const fast = parseFast(argv, commands);
  if (fast.kind === "parsed") return runCommand(fast.command, fast.args, session);
  const [{ parseWithYargs }, { version }] = await Promise.all([
    import("./yargs-arguments.ts"),
    import("./package-version.ts"),
  ]);
  const slow = await parseWithYargs(argv, commands, session.language, version);
  switch (slow.kind) {
    case "parsed":
      return runCommand(slow.command, slow.args, session);
    case "help":
      io.out(`${slow.text}\n`);
      return exitCode.clean;
    case "wrong":
      io.err(`nanotune: ${slow.message}\n${cliWords[session.language].seeHelp}\n`);
      return exitCode.usage;
  }
}
