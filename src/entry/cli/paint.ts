import { type Paint, unpainted } from "../../report/output/roles.ts";
import { type Arguments, valueOfOption } from "./arguments.ts";
import type { Io } from "./io.ts";

/** `--color` beats FORCE_COLOR, that beats NO_COLOR, that beats what the terminal can do. */
export function wantsColor(args: Arguments, { env, stdoutIsTty }: Io): boolean {
  const asked = valueOfOption(args, "color");
  if (asked === "always" || asked === "never") return asked === "always";
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stdoutIsTty && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

/** How roles look: marked for colours, or as the text beside them. */
export function paintFor(args: Arguments, io: Io): Paint {
  return wantsColor(args, io) ? io.paint() : unpainted;
}
