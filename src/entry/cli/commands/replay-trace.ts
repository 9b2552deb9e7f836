import { cliWords } from "../../../report/cli/words.ts";
import type { OutageMode, OutageReplay } from "../../../timing/trace/outage/replay-outage.ts";
import { replayLine } from "../../../timing/trace/replay-line.ts";
import type { TraceReplay } from "../../../timing/trace/replay-trace.ts";
import { TraceError } from "../../../timing/trace/row.ts";
import { summarizeTraces, type TraceSummary } from "../../../timing/trace/summary.ts";
import { readNamedFile } from "../../open/conf-files.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

function lineOf(replay: TraceReplay | OutageReplay): string {
  const { kind, version, predicted } = replay;
  if ("fields" in replay) {
    const { id, agrees = null, fields } = replay;
    return `${JSON.stringify({ exp: kind, id, version, ...predicted, agrees, agrees_by: fields })}\n`;
  }
  const { agrees, residualMs, nearTick } = replay;
  const rounded = residualMs === undefined ? null : Number(residualMs.toFixed(2));
  return `${JSON.stringify({ exp: kind, version, ...predicted, agrees, residual_ms: rounded, near_tick: nearTick })}\n`;
}

function summaryText(summaries: readonly TraceSummary[], { language }: Session): string {
  const rows = summaries.map(({ kind, version, rows: count, agree, nearTick, residualMs }) => [
    kind,
    version,
    count === 0 ? "-" : `${agree}/${count}`,
    String(nearTick),
    residualMs === undefined ? "-" : residualMs.median.toFixed(1),
    residualMs === undefined ? "-" : residualMs.p99.toFixed(1),
  ]);
  const table = [[...cliWords[language].traceColumns], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`)
    .join("");
}

/**
 * `nanotune replay --trace FILE`: one JSON line per recorded row, then what agrees, per version and kind. Rows that
 * cannot be replayed are named on stderr; the others go on.
 */
export function replayTraceFile(path: string, mode: OutageMode, asJson: boolean, session: Session): ExitCode {
  const { io } = session;
  const text = new TextDecoder().decode(readNamedFile(session, path));
  const replays: (TraceReplay | OutageReplay)[] = [];
  let refused = 0;
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      const replay = replayLine(line, at + 1, mode);
      replays.push(replay);
      io.out(lineOf(replay));
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      refused += 1;
      io.err(`${path}: ${error.message}\n`);
    }
  }
  const summaries = summarizeTraces(replays);
  if (asJson) for (const summary of summaries) io.out(`${JSON.stringify({ summary })}\n`);
  else io.out(`\n${summaryText(summaries, session)}`);
  if (refused > 0) return exitCode.usage;
  const differ = replays.some(({ agrees, nearTick }) => agrees === false && !nearTick);
  return differ ? exitCode.findings : exitCode.clean;
}
