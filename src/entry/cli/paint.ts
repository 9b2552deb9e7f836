import type { Paint } from "../../report/finding/reporter.ts";
import { type Arguments, valueOfOption } from "./arguments.ts";
import type { Io } from "./io.ts";

const plain: Paint = (_role, text) => text;

/** `--color` beats FORCE_COLOR, that beats NO_COLOR, that beats what the terminal can do. */
export function wantsColor(args: Arguments, { env, stdoutIsTty }: Io): boolean {
  const asked = valueOfOption(args, "color");
  if (asked === "always" || asked === "never") return asked === "always";
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stdoutIsTty && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

/** How roles look; chalk is loaded only where there is colour. */
export async function paintFor(args: Arguments, io: Io): Promise<Paint> {
  if (!wantsColor(args, io)) return plain;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  const styles = {
    error: chalk.red.bold,
    warning: chalk.yellow,
    info: chalk.cyan,
    quiet: chalk.dim,
    strong: chalk.bold,
    good: chalk.green,
  };
  return (role, text) => styles[role](text);
}
