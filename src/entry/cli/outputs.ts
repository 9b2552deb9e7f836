// Where the reports of a run go: `-f pretty -f sarif=out.sarif --output-file FILE`.
import { resolve } from "node:path/posix";
import { cliWords } from "../../report/cli/words.ts";
import type { Report, Reporter } from "../../report/finding/reporter.ts";
import {
  type Format,
  isFormat,
  reporters,
  showsFixes as showsFixesIn,
  statisticsReporter,
} from "../../report/finding/reporters.ts";
import { unpainted } from "../../report/output/roles.ts";
import type { View } from "../../report/output/view.ts";
import { writeNamedFiles } from "../open/conf-files.ts";
import { type Arguments, hasFlag, valueOfOption, valuesOfOption } from "./arguments.ts";
import type { FileWrite } from "./io.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";
import { NARROW_COLUMNS, viewOf } from "./view.ts";

/** One report of a run; without a file for standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

function outputOf(text: string, file: string | undefined): Output {
  const equals = text.indexOf("=");
  const name = equals === -1 ? text : text.slice(0, equals);
  const format = isFormat(name) ? name : "pretty";
  return { format, file: equals === -1 ? file : text.slice(equals + 1) };
}

function asked(args: Arguments): readonly Output[] {
  const file = valueOfOption(args, "output-file");
  const formats = valuesOfOption(args, "format");
  return (formats.length === 0 ? ["pretty"] : formats).map((text) => outputOf(text, file));
}

/** What a line asks for. @throws UsageError where two reports have one place */
export function outputsOf(args: Arguments, { io, language }: Session): readonly Output[] {
  const places = new Set<string>();
  const outputs = asked(args);
  for (const { file } of outputs) {
    const place = file === undefined ? "" : resolve(io.cwd, file);
    if (places.has(place)) throw new UsageError(cliWords[language].twoOutputs(file ?? ""));
    places.add(place);
  }
  return outputs;
}

/** True where a report of the line is a page, which tells more than findings. */
export function wantsPage(args: Arguments): boolean {
  return asked(args).some(({ format }) => format === "html");
}

/** True where a report of the line shows what to type. */
export function showsFixes(args: Arguments): boolean {
  return asked(args).some(({ format }) => showsFixesIn(format));
}

/** Written at once: a report of thousands of files is never held as a whole. */
const PIECE_LETTERS = 65_536;
/** Of a report in a file, whatever the terminal of the one who asks for it. */
const FILE_VIEW: View = { columns: 100, unicode: true, paint: unpainted };

function* inChunks(pieces: Iterable<string>): Iterable<string> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE_LETTERS) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** @throws UsageError where the file was read for the report: it is no place for one */
function needsOtherPlace(file: string, { sources }: Report, { io, language }: Session): void {
  const at = (path: string) => io.realPath(resolve(io.cwd, path));
  const place = at(file);
  const isRead = [...sources.keys()].some((path) => at(path) === place);
  if (isRead) throw new UsageError(cliWords[language].outputIsInput(file));
}

/** What is for people shows the numbers in place of the findings where those are asked for; programs count themselves. */
async function reporterOf(format: Format, { asStatistics }: Report): Promise<Reporter> {
  const isForPeople = format === "pretty" || format === "concise";
  return asStatistics === true && isForPeople ? statisticsReporter() : reporters[format]();
}

/**
 * Writes each report to its place; those for files all at once, or none.
 * @throws UsageError where a file cannot be written
 */
export async function writeReports(
  outputs: readonly Output[],
  report: Report,
  args: Arguments,
  session: Session,
): Promise<void> {
  const { io } = session;
  const verbose = hasFlag(args, "verbose");
  const writes: FileWrite[] = [];
  for (const { format, file } of outputs) {
    const reporter = await reporterOf(format, report);
    const kind = format === "github" ? "commands" : "message";
    if (file === undefined) {
      const view = { ...(await viewOf(args, io, NARROW_COLUMNS)), verbose };
      for (const text of inChunks(reporter(report, view))) io.out(text, kind);
      continue;
    }
    needsOtherPlace(file, report, session);
    const texts = [...inChunks(reporter(report, { ...FILE_VIEW, verbose }))].map((text) =>
      Buffer.from(io.fileText(text, kind)),
    );
    writes.push({ path: file, before: "any", after: Buffer.concat(texts) });
  }
  if (writes.length > 0) writeNamedFiles(session, writes);
}
