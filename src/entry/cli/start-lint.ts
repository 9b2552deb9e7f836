import { parseFast } from "./fast-arguments.ts";
import { nodeIo } from "./node-io.ts";
import { runCommand } from "./run-command.ts";
import { openSession } from "./session.ts";
import { lintSpec } from "./specs/lint.ts";

/** A plain `nanotune lint`, in a script without the other commands. Undefined: the line is one for the whole command. */
export function start(): "lint" | undefined {
  const argv = process.argv.slice(2);
  const fast = parseFast(argv, [lintSpec]);
  if (fast.kind === "doubt") return undefined;
  void runCommand(fast.command, fast.args, openSession(argv, nodeIo())).then((code) => {
    process.exitCode = code;
  });
  return "lint";
}
