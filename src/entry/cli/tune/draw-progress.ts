import type { Language } from "../../../lint/language.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import type { Progress } from "../progress.ts";

/** Shorter waits need no explanation. */
const UNEXPLAINED_MS = 300;
const BAR_COLUMNS = 20;
/** As many simulated networks fill half the bar; it has no known end, so it nears the full width without reaching it. */
const HALF = 10;

/**
 * A bar while networks are played: what to call before each.
 * @param nowMs a clock
 */
export function drawProgress({ say }: Progress, language: Language, nowMs: () => number): () => void {
  const startMs = nowMs();
  let drawn = 0;
  return () => {
    drawn++;
    if (nowMs() - startMs < UNEXPLAINED_MS) return;
    const filled = Math.round((BAR_COLUMNS * drawn) / (drawn + HALF));
    say(`[${"#".repeat(filled).padEnd(BAR_COLUMNS, ".")}] ${tuneWords[language].playing(drawn)}`);
  };
}
