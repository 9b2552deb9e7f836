import { keepaliveMs } from "../../../facts/quantity.ts";
import { newestRelease } from "../../../nanomq/releases.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { factsTemplate, templateWords } from "../../../report/conf/facts-template.ts";
import { writeNamedFiles } from "../../open/conf-files.ts";
import { versionOf } from "../../open/project.ts";
import { apiTarget } from "../api.ts";
import { type Arguments, hasFlag, valueOfOption, valuesOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import { type LiveFacts, liveFacts, noNotes } from "../live-facts.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

const FILE = "nanotune.toml";

/** What the line says, or a running broker. */
async function knownOf(args: Arguments, session: Session): Promise<LiveFacts> {
  const address = valueOfOption(args, "from-api");
  const keepalives = valuesOfOption(args, "keepalive").map((keepalive) => ({ keepalive }));
  if (address === undefined) return { nanomq: newestRelease, clients: keepalives, notes: noNotes };
  const live = await liveFacts(apiTarget(address, args, session), session);
  return keepalives.length === 0 ? live : { ...live, clients: keepalives };
}

/** `nanotune init`: a commented nanotune.toml; never replaces one unasked. */
export async function init(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const words = templateWords[language];
  const [path = FILE] = args.positionals;
  const keepalives = valuesOfOption(args, "keepalive");
  for (const text of keepalives) {
    if (keepaliveMs(text) === undefined) throw new UsageError(cliWords[language].badKeepalive(text));
  }
  const named = valueOfOption(args, "nanomq");
  if (named !== undefined) versionOf(named, session);
  const there = io.readFile(path, 0);
  if ((there.ok || there.why !== "missing") && !hasFlag(args, "force"))
    throw new UsageError(words.exists(path));
  const { nanomq, clients, notes } = await knownOf(args, session);
  const text = factsTemplate({ nanomq: named ?? nanomq, clients }, language);
  const before = !there.ok && there.why === "missing" ? undefined : "any";
  writeNamedFiles(session, [{ path, before, after: new TextEncoder().encode(text) }]);
  for (const note of [...(named === undefined ? notes.version : []), ...notes.clients, words.written(path)])
    io.err(`${note}\n`);
  return exitCode.clean;
}
