import { isDeploymentPath } from "../open/lint-input.ts";
import { parseFast } from "./fast-arguments.ts";
import { nodeIo } from "./node-io.ts";
import { runCommand } from "./run-command.ts";
import { openSession } from "./session.ts";
import { lintSpec } from "./specs/lint.ts";

/**
 * A `nanotune lint` of confs, in a script without the other commands and without what reads YAML. Undefined: the line is one
 * for the whole command.
 */
export function start(): "lint" | undefined {
  const argv = process.argv.slice(2);
  const fast = parseFast(argv, [lintSpec]);
  if (fast.kind === "doubt" || fast.args.positionals.some(isDeploymentPath)) return undefined;
  void runCommand(fast.command, fast.args, openSession(argv, nodeIo())).then((code) => {
    process.exitCode = code;
  });
  return "lint";
}
