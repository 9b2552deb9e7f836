import type { Language } from "../../words/language.ts";
import { tuneWords } from "../../words/tune.ts";
import type { Session } from "../session.ts";

/** Shorter waits need no explanation. */
const UNEXPLAINED_MS = 300;
const BAR_COLUMNS = 20;
/** As many simulated networks fill half the bar; it has no known end, so it nears the full width without reaching it. */
const HALF = 10;

/** A bar on stderr while networks are played, for somebody who watches; gone when the answer is there. */
export interface Progress {
  readonly onDraw: () => void;
  readonly end: () => void;
}

export function progressFor({ io, language }: Session): Progress {
  const watched = io.terminal() !== undefined;
  return watched
    ? progressBar((text) => io.err(text), language, Date.now)
    : { onDraw: () => {}, end: () => {} };
}

/** @param nowMs a clock */
export function progressBar(
  write: (text: string) => void,
  language: Language,
  nowMs: () => number,
): Progress {
  const startMs = nowMs();
  let drawn = 0;
  let shown = false;
  return {
    onDraw: () => {
      drawn++;
      if (nowMs() - startMs < UNEXPLAINED_MS) return;
      shown = true;
      const filled = Math.round((BAR_COLUMNS * drawn) / (drawn + HALF));
      const bar = "#".repeat(filled).padEnd(BAR_COLUMNS, ".");
      write(`\r[${bar}] ${tuneWords[language].playing(drawn)}`);
    },
    end: () => {
      if (shown) write("\r\u001B[K");
    },
  };
}
