import type { Session } from "./session.ts";

/** One line on stderr that each step replaces; nothing where stderr is no terminal. */
export interface Progress {
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

const CLEAR_LINE = "\r\u001B[2K";

export function progressOn({ io }: Session): Progress {
  let isShown = false;
  return {
    say: (text) => {
      if (!io.stderrIsTty) return;
      io.err(`${CLEAR_LINE}${text}…`);
      isShown = true;
    },
    clear: () => {
      if (isShown) io.err(CLEAR_LINE);
      isShown = false;
    },
  };
}
