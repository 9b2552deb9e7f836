import { completionScripts } from "../../../generated/completion-scripts.ts";
import { cliWords } from "../../../report/cli/words.ts";
import type { Arguments } from "../arguments.ts";
import { shells } from "../completion/shells.ts";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** `nanotune completion bash`: the script; without a name for the shell of the user. */
export async function completion(args: Arguments, { io, language }: Session): Promise<0> {
  const [named] = args.positionals;
  const name = named ?? io.env["SHELL"]?.split("/").at(-1) ?? "";
  const shell = shells.find((one) => one === name);
  if (shell === undefined) throw new UsageError(cliWords[language].unknownShell(name, shells));
  io.out(completionScripts[shell]);
  return exitCode.clean;
}
