import { cliWords } from "../../../report/cli/words.ts";
import { showContainer } from "../../../report/settings/container.ts";
import { showSettings } from "../../../report/settings/settings.ts";
import { settingsJson } from "../../../report/settings/settings-json.ts";
import { showTree } from "../../../report/settings/tree-view.ts";
import { startJson } from "../../../report/start/start-json.ts";
import { showStart } from "../../../report/start/start-up.ts";
import { movedSettings } from "../../../start/effective.ts";
import { keysBelow } from "../../../start/keys.ts";
import { resultOf } from "../../../start/read-config.ts";
import { run } from "../../../start/run.ts";
import { readTree, type TreeResult } from "../../../text/conf/read-tree.ts";
import type { Reading } from "../../../text/conf/tree.ts";
import { treeText } from "../../../text/conf/tree-json.ts";
import { nearestName } from "../../../text/nearest-name.ts";
import { noteOpened, type Opened, open, openEach } from "../../open/open.ts";
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

/** A start is told for a terminal of any width. */
const LEAST_COLUMNS = 40;

function startColumns({ columns, env }: Io): number {
  const wide = columns ?? Number(env["COLUMNS"] ?? Number.NaN);
  return Number.isFinite(wide) && wide > 0 ? Math.max(wide, LEAST_COLUMNS) : 100;
}

/** `--start`: the start step by step; the verdict is its first line, and not said on stderr as well. */
async function showItsStart(opened: Opened, args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  noteOpened(opened, session);
  const started = run(opened.start(opened.version));
  const { home } = opened;
  const sources = new Map([...started.reading.sources, ...opened.sources]);
  if (valueOfOption(args, "format") === "json") io.out(startJson({ run: started, sources, home }));
  else {
    const { paint } = await viewOf(args, io);
    const conf = started.start.conf?.file ?? "";
    io.out(showStart({ run: started, conf, sources, home, columns: startColumns(io), paint }, language));
  }
  return exitCode.clean;
}

/** What was opened, as the line wants to see it. */
async function showOpened(
  opened: Opened,
  section: string | undefined,
  args: Arguments,
  session: Session,
): Promise<void> {
  const { io, language } = session;
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
    return;
  }
  if (asJson) return io.out(settingsJson(result, started, sources));
  if (opened.container !== undefined) io.out(`${showContainer(opened.container, settings, language)}\n`);
  if (started.running === undefined) return;
  const columns = await columnsOf(args, io);
  io.out(showSettings({ settings, sources, all: hasFlag(args, "all"), section, columns }, language));
}

/** `nanotune show [file]`: what NanoMQ will run with, or with `--tree` the file as its parser has it. */
export async function show(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const [named] = args.positionals;
  if (named === undefined) throw new UsageError(cliWords[language].noFiles("show"));
  const section = sectionOf(args, session);
  // A text for programs is about one broker.
  const asJson = valueOfOption(args, "format") === "json";
  const all = asJson ? [await open(named, args, session)] : await openEach(named, args, session);
  for (const [at, opened] of all.entries()) {
    if (at > 0) io.out("\n");
    if (hasFlag(args, "start")) await showItsStart(opened, args, session);
    else await showOpened(opened, section, args, session);
  }
  return exitCode.clean;
}
