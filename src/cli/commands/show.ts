import { effective, movedSettings, type Surroundings } from "../../config/effective.ts";
import { keysBelow } from "../../config/keys.ts";
import { resultOf } from "../../config/read-config.ts";
import type { LoadHazard } from "../../config/value.ts";
import { recogniseLegacy } from "../../legacy/recognise.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { placeText, showSettings } from "../../report/settings.ts";
import { settingsJson } from "../../report/settings-json.ts";
import { showTree } from "../../report/tree-view.ts";
import { type Source, type Span, textOf } from "../../source/source.ts";
import { nearestName } from "../../spelling/nearest-name.ts";
import { type ConfInput, readConf } from "../../syntax/read-conf.ts";
import { readTree, type TreeResult } from "../../syntax/read-tree.ts";
import type { Reading } from "../../syntax/tree.ts";
import { treeText } from "../../syntax/tree-json.ts";
import { cliWords } from "../../words/cli.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { readConfInput, readNamedFile } from "../conf-files.ts";
import { confAt } from "../conf-folder.ts";
import { exitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { noteVersion, openProject } from "../project.ts";
import type { Session } from "../session.ts";
import { surroundingsOf } from "../surroundings.ts";
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
    const { chooseContainer } = await import("../deployment.ts");
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
