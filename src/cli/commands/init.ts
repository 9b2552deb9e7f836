import { keepaliveMs } from "../../facts/quantity.ts";
import { newestRelease } from "../../nanomq/releases.ts";
import { cliWords } from "../../words/cli.ts";
import { factsTemplate, templateWords } from "../../words/facts-template.ts";
import { type Arguments, hasFlag, valueOfOption, valuesOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import { versionOf } from "../project.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

const FILE = "nanotune.toml";

/** `nanotune init`: a commented nanotune.toml; never replaces one unasked. */
export async function init(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const words = templateWords[language];
  const [path = FILE] = args.positionals;
  const keepalives = valuesOfOption(args, "keepalive");
  for (const text of keepalives) {
    if (keepaliveMs(text) === undefined) throw new UsageError(cliWords[language].badKeepalive(text));
  }
  const { asked } = versionOf(valueOfOption(args, "nanomq") ?? newestRelease, session);
  const there = io.readFile(path, 0);
  if ((there.ok || there.why !== "missing") && !hasFlag(args, "force"))
    throw new UsageError(words.exists(path));
  try {
    io.writeFile(path, new TextEncoder().encode(factsTemplate({ nanomq: asked, keepalives }, language)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(cliWords[language].cannotWrite(path, reason));
  }
  io.err(`${words.written(path)}\n`);
  return exitCode.clean;
}
