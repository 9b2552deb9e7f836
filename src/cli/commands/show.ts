import { effective } from "../../config/effective.ts";
import { keysBelow } from "../../config/keys.ts";
import { readConfig } from "../../config/read-config.ts";
import type { LoadHazard } from "../../config/value.ts";
import { placeText, showSettings } from "../../report/settings.ts";
import { settingsJson } from "../../report/settings-json.ts";
import { showTree } from "../../report/tree-view.ts";
import { nearestName } from "../../spelling/nearest-name.ts";
import { readConf } from "../../syntax/read-conf.ts";
import { readTree, type TreeResult } from "../../syntax/read-tree.ts";
import type { Reading } from "../../syntax/tree.ts";
import { treeText } from "../../syntax/tree-json.ts";
import { cliWords } from "../../words/cli.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { readConfInput } from "../conf-files.ts";
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

/** What NanoMQ does with the file as a whole; nothing to say where it simply reads it. */
function fate(reading: Reading, crash: LoadHazard | undefined, { language }: Session): string {
  const words = cliWords[language];
  if (reading.outcome === "crash") return words.fateCrash;
  if (reading.exit !== undefined) return words.fateExit(reading.exit);
  if (crash !== undefined)
    return crash.span === undefined
      ? words.fateCrash
      : words.fateCrashAt(placeText(crash.span, reading.sources));
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

/** `nanotune show [file]`: what NanoMQ will run with, or with `--tree` the file as its parser has it. */
export async function show(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const [named] = args.positionals;
  if (named === undefined) throw new UsageError(cliWords[language].noFiles("show"));
  const path = confAt(named, session);
  const project = await openProject(args, path, session);
  const section = sectionOf(args, session);
  const name = valueOfOption(args, "stdin-filename");
  const conf = await readConfInput(session, path, name, valueOfOption(args, "root"));
  noteVersion(project, session);
  const { version } = project.version;
  const asJson = valueOfOption(args, "format") === "json";
  const { files = {} } = conf;
  const reading = readConf(conf, version);
  const { environment, flags, features } = surroundingsOf(args, project, session);
  const settings = effective(reading, { version, environment, flags, features, files });
  const crash = settings.hazards.find(({ fatal }) => fatal);
  const said = fate(reading, crash, session);
  if (said !== "") io.err(`${said}\n`);
  if (hasFlag(args, "tree") && asJson) {
    io.out(treeResultText(readTree(conf, { nanomq: project.version.asked }), reading));
    return exitCode.clean;
  }
  if (hasFlag(args, "tree")) {
    if (reading.tree !== undefined) io.out(showTree(reading.tree, reading.sources));
    return exitCode.clean;
  }
  if (asJson) {
    const result = readConfig(conf, { nanomq: version.text, env: environment, flags, features });
    io.out(settingsJson(result, version.text, reading.sources));
    return exitCode.clean;
  }
  // Nothing runs, so there is nothing that it runs with.
  if (reading.exit !== undefined || reading.outcome === "crash" || crash !== undefined) return exitCode.clean;
  const all = hasFlag(args, "all");
  const view = { settings, sources: reading.sources, all, section, columns: await columnsOf(args, io) };
  io.out(showSettings(view, language));
  return exitCode.clean;
}
