import { cliWords } from "../../../report/cli/words.ts";
import { showSettings } from "../../../report/settings/settings.ts";
import { settingsJson } from "../../../report/settings/settings-json.ts";
import { showTree } from "../../../report/settings/tree-view.ts";
import { movedSettings } from "../../../start/effective.ts";
import { keysBelow } from "../../../start/keys.ts";
import { resultOf } from "../../../start/read-config.ts";
import { readTree, type TreeResult } from "../../../text/conf/read-tree.ts";
import type { Reading } from "../../../text/conf/tree.ts";
import { treeText } from "../../../text/conf/tree-json.ts";
import { nearestName } from "../../../text/nearest-name.ts";
import { open } from "../../open/open.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { startOpened } from "../verdict.ts";
import { viewOf } from "../view.ts";

/** The tree keeps NanoMQ's order and may be very deep, so its text comes from the tree itself. */
function treeResultText({ tree: _tree, ...result }: TreeResult, { tree }: Reading): string {
  const fields = Object.entries(result).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{ ${[...fields, `"tree": ${tree === undefined ? "null" : treeText(tree)}`].join(", ")} }\n`;
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
  const section = sectionOf(args, session);
  const opened = await open(named, args, session);
  const started = startOpened(opened, session);
  const { reading, loaded, start } = started;
  const { conf = { text: "" }, version } = start;
  const asJson = valueOfOption(args, "format") === "json";
  const sources = new Map([...reading.sources, ...opened.sources]);
  const settings = movedSettings(loaded, opened.home);
  const result = resultOf({ ...started, loaded: settings, running: started.running && settings });
  if (hasFlag(args, "tree")) {
    if (asJson) io.out(treeResultText(readTree(conf, { nanomq: version.text }), reading));
    else if (reading.tree !== undefined) io.out(showTree(reading.tree, reading.sources));
  } else if (asJson) io.out(settingsJson(result, started, sources));
  else if (started.running !== undefined) {
    const columns = await columnsOf(args, io);
    io.out(showSettings({ settings, sources, all: hasFlag(args, "all"), section, columns }, language));
  }
  return exitCode.clean;
}
