import type { Ran } from "../ran.ts";
import { standardStreams } from "../standard-streams.ts";
import { answerPlace, keepAnswer, readAnswer } from "./answer.ts";

/**
 * Says again what this line came to before, where that holds; else starts, and keeps what it comes to.
 *
 * @param scripts what tells one nanotune from another
 */
export function answerOrStart(scripts: readonly string[], start: () => Ran | undefined): void {
  const streams = standardStreams();
  const { stdoutIsTty, stderrIsTty, columns } = streams;
  const place = answerPlace(scripts, stdoutIsTty, stderrIsTty, columns);
  const known = place && readAnswer(place);
  if (known !== undefined) {
    for (const [stream, text] of known.said) streams[stream](text);
    process.exitCode = known.exitCode;
    return;
  }
  const ran = start();
  process.once("exit", (code) => {
    const answer = place && ran?.answer?.(code);
    if (place !== undefined && answer !== undefined) keepAnswer(place, answer);
  });
}
