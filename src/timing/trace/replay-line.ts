import { type OutageMode, type OutageReplay, replayOutage } from "./outage/replay-outage.ts";
import { replayTrace, type TraceReplay } from "./replay-trace.ts";
import { atLine, parseTraceRow } from "./row.ts";

/**
 * Replays one line of any trace: an outage of a bridge, known by its `scenario`, or a session, known by its `exp`.
 *
 * @throws TraceError with the line number, where the line is no row that can be replayed.
 */
export function replayLine(text: string, line: number, mode: OutageMode): TraceReplay | OutageReplay {
  return atLine(line, () => {
    const row = parseTraceRow(text);
    const isOutage = row.mentions("scenario") && !row.mentions("exp");
    return isOutage ? replayOutage(row, mode) : replayTrace(row);
  });
}
