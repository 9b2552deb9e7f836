import { dirname } from "node:path";
import { completionScripts } from "../../../generated/completion-scripts.ts";
import { completionWords } from "../../../report/cli/completion.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { writeNamedFiles } from "../../open/conf-files.ts";
import { type Arguments, hasFlag } from "../arguments.ts";
import { completionHome, type Shell } from "../completion/homes.ts";
import { shells } from "../completion/shells.ts";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

function install(shell: Shell, session: Session): void {
  const { io, language } = session;
  const { file, isKnownToShell } = completionHome(shell, io.env, io.isRoot === true);
  const after = new TextEncoder().encode(completionScripts[shell]);
  writeNamedFiles(session, [{ path: file, before: "any", after, makesFolder: true }]);
  const words = completionWords[language];
  io.err(`nanotune: ${words.written(file)}\n`);
  if (!isKnownToShell) io.err(`nanotune: ${words.fpath(dirname(file))}\n`);
}

/** `nanotune completion bash`: the script; without a name for the shell of the user. */
export async function completion(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const [named] = args.positionals;
  const name = named ?? io.env["SHELL"]?.split("/").at(-1) ?? "";
  const shell = shells.find((one) => one === name);
  if (shell === undefined) throw new UsageError(cliWords[language].unknownShell(name, shells));
  if (hasFlag(args, "install")) install(shell, session);
  else io.out(completionScripts[shell]);
  return exitCode.clean;
}
