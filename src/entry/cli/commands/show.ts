import type { NanomqVersion } from "../../../nanomq/version.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { placeText, showSettings } from "../../../report/settings/settings.ts";
import { settingsJson } from "../../../report/settings/settings-json.ts";
import { showTree } from "../../../report/settings/tree-view.ts";
import { effective, movedSettings, type Surroundings } from "../../../start/effective.ts";
import { keysBelow } from "../../../start/keys.ts";
import { resultOf } from "../../../start/run.ts";
import type { LoadHazard } from "../../../start/value.ts";
import { type ConfInput, readConf } from "../../../text/conf/read-conf.ts";
import { readTree, type TreeResult } from "../../../text/conf/read-tree.ts";
import type { Reading } from "../../../text/conf/tree.ts";
import { treeText } from "../../../text/conf/tree-json.ts";
import { recogniseLegacy } from "../../../text/legacy/recognise.ts";
import { nearestName } from "../../../text/nearest-name.ts";
import { type Source, type Span, textOf } from "../../../text/source.ts";
import { readConfInput, readNamedFile } from "../../open/conf-files.ts";
import { confAt } from "../../open/conf-folder.ts";
import { noteVersion, openProject } from "../../open/project.ts";
import { surroundingsOf } from "../../open/surroundings.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

/** The tree keeps NanoMQ's order and may be very deep, so its text comes from the tree itself. */
function treeResultText({ tree: _tree, ...result }: TreeResult, { tree }: Reading): string {
  const fields = Object.entries(result).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{ ${[...fields, `"tree": ${tree === undefined ? "null" : treeText(tree)}`].join(", ")} }\n`;
}

/** Nothing where the environment is to blame. */
function placeOf({ span }: LoadHazard, sources: ReadonlyMap<string, Source>): string {
  return span === undefined ? "" : placeText(span, sources);
}

/** What NanoMQ does with the file as a whole; nothing to say where it simply reads it. */
function fate(reading: Reading, crash: string | undefined, { language }: Session): string {
  const words = cliWords[language];
  if (reading.outcome === "crash") return words.fateCrash;
  if (reading.exit !== undefined) return words.fateExit(reading.exit);
  if (crash !== undefined) return crash === "" ? words.fateCrash : words.fateCrashAt(crash);
  if (reading.outcome === "reject") return words.fateDefaults;
  return reading.recovered ? words.fateRecovered : "";
}

/** One section, if the line names one. */
function sectionOf(args: Arguments, { language }: Session): string | undefined {
  const section = valueOfOption(args, "section");
  const [first = ""] = section?.split(/[.[]/) ?? [];
  const known = keysBelow("").map(({ path }) => path);
  if (section === undefined || known.includes(first)) return section;
  const words = cliWords[language];
  const meant = nearestName(first, known);
  throw new UsageError([words.unknownSection(first), ...(meant ? [words.didYouMean(meant)] : [])].join(" "));
}

/** Rows for other programs stay whole. */
async function columnsOf(args: Arguments, io: Io): Promise<number> {
  const { columns } = await viewOf(args, io);
  return io.stdoutIsTty || io.env["COLUMNS"] !== undefined ? columns : Number.POSITIVE_INFINITY;
}

/** A conf and what decides beside it. */
interface Started {
  readonly conf: ConfInput;
  readonly version: NanomqVersion;
  readonly surroundings: Pick<Surroundings, "environment" | "flags" | "features">;
  /** To where a conf inside a deployment file stands in it. */
  readonly moved: (span: Span) => Span;
  readonly sources: ReadonlyMap<string, Source>;
}

async function startedWith(path: string, args: Arguments, session: Session): Promise<Started> {
  const project = await openProject(args, path, session);
  if (/\.ya?ml$/.test(path)) {
    const { chooseContainer } = await import("../../open/deployment.ts");
    const bytes = readNamedFile(session, path);
    const chosen = chooseContainer(path, bytes, { project, args, session });
    if (chosen.deployment.version === undefined) noteVersion(project, session);
    return chosen;
  }
  const name = valueOfOption(args, "stdin-filename");
  const conf = await readConfInput(session, path, name, valueOfOption(args, "root"));
  noteVersion(project, session);
  const surroundings = surroundingsOf(args, project, session);
  return { conf, version: project.version.version, surroundings, moved: (span) => span, sources: new Map() };
}

/** `nanotune show [file]`: what NanoMQ will run with, or with `--tree` the file as its parser has it. */
export async function show(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const [named] = args.positionals;
  if (named === undefined) throw new UsageError(cliWords[language].noFiles("show"));
  const section = sectionOf(args, session);
  const started = await startedWith(confAt(named, session), args, session);
  const { conf, version, moved } = started;
  const asJson = valueOfOption(args, "format") === "json";
  const reading = readConf(conf, version);
  const sources = new Map([...reading.sources, ...started.sources]);
  const settings = movedSettings(
    effective(reading, { version, files: conf.files ?? {}, ...started.surroundings }),
    moved,
  );
  const result = resultOf(reading, settings);
  const crash = settings.hazards.find(({ fatal }) => fatal);
  const said = fate(reading, crash && placeOf(crash, sources), session);
  if (said !== "") io.err(`${said}\n`);
  const main = [...reading.sources.values()][0];
  if (main !== undefined && recogniseLegacy(textOf(main, 0, main.bytes.length)).isLegacy)
    io.err(`${cliWords[language].oldFormat(main.file)}\n`);
  if (hasFlag(args, "tree")) {
    if (asJson) io.out(treeResultText(readTree(conf, { nanomq: version.text }), reading));
    else if (reading.tree !== undefined) io.out(showTree(reading.tree, reading.sources));
  } else if (asJson) io.out(settingsJson(result, version.text, sources));
  else if (result.outcome === "load") {
    const columns = await columnsOf(args, io);
    io.out(showSettings({ settings, sources, all: hasFlag(args, "all"), section, columns }, language));
  }
  return exitCode.clean;
}
