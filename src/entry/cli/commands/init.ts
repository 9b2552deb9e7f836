import { dirname, join } from "node:path/posix";
import { keepaliveMs } from "../../../facts/quantity.ts";
import { newestRelease } from "../../../nanomq/releases.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { factsTemplate, type TemplatePlace, templateWords } from "../../../report/conf/facts-template.ts";
import { readNamedFile } from "../../open/conf-files.ts";
import { isDeploymentFile } from "../../open/lint-input.ts";
import { versionOf } from "../../open/project.ts";
import { apiTarget } from "../api.ts";
import { type Arguments, hasFlag, valueOfOption, valuesOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type LiveFacts, liveFacts, noNotes } from "../live-facts.ts";
import { refuseToReplace, writeNew } from "../new-file.ts";
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

/** What a file tells that starts NanoMQ. */
interface ToldByFile {
  readonly nanomq?: string | undefined;
  readonly place?: TemplatePlace | undefined;
  readonly notes: readonly string[];
}

const nothingTold: ToldByFile = { notes: [] };

async function toldBy(path: string, args: Arguments, session: Session): Promise<ToldByFile> {
  const bytes = readNamedFile(session, path);
  if (!(await isDeploymentFile(path, () => bytes))) return nothingTold;
  const { placeToldBy } = await import("../../open/place-told.ts");
  const { place, nanomq, secret } = await placeToldBy(path, bytes, args, session);
  const words = templateWords[session.language];
  return { place, nanomq, notes: secret.length === 0 ? [] : [words.secretVariables(secret)] };
}

/** `nanotune init`: a commented nanotune.toml; never replaces one unasked. */
async function initFacts(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = templateWords[language];
  const [named] = args.positionals;
  // What is no TOML is what NanoMQ is started with: its facts lie beside it.
  const started = named === undefined || named.endsWith(".toml") ? undefined : named;
  const beside = started === undefined ? (named ?? FILE) : join(dirname(started), FILE);
  const path = valueOfOption(args, "output-file") ?? beside;
  for (const text of valuesOfOption(args, "keepalive")) {
    if (keepaliveMs(text) === undefined) throw new UsageError(cliWords[language].badKeepalive(text));
  }
  const asked = valueOfOption(args, "nanomq");
  if (asked !== undefined) versionOf(asked, session);
  refuseToReplace(path, words.exists, args, session);
  const told = started === undefined ? nothingTold : await toldBy(started, args, session);
  const { nanomq, clients, notes } = await knownOf(args, session);
  const release = asked ?? told.nanomq ?? nanomq;
  const text = factsTemplate({ nanomq: release, clients, place: told.place }, language);
  writeNew(path, new TextEncoder().encode(text), args, session);
  const said = [...(asked === undefined ? notes.version : []), ...notes.clients, ...told.notes];
  for (const note of [...said, words.written(path)]) io.err(`${note}\n`);
  return exitCode.clean;
}

const FORMS = ["compose", "kubernetes", "systemd"] as const;

/** `nanotune init`: a nanotune.toml, or what starts NanoMQ with a conf. */
export async function init(args: Arguments, session: Session): Promise<ExitCode> {
  const forms = FORMS.filter((form) => hasFlag(args, form));
  const [form, ...others] = forms;
  if (form === undefined) return initFacts(args, session);
  const { deploymentWords } = await import("../../../report/deployment/words.ts");
  const words = deploymentWords[session.language];
  if (others.length > 0) throw new UsageError(words.oneForm);
  if (["from-api", "keepalive"].some((name) => valueOfOption(args, name) !== undefined))
    throw new UsageError(words.formAndApi);
  const { initDeployment } = await import("./init-deployment.ts");
  return initDeployment(form, args, session);
}
