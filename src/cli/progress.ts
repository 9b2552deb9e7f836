import type { Session } from "./session.ts";

/** One line on stderr that each step replaces; nothing where stderr is no terminal. */
export interface Progress {
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

const CLEAR_LINE = "\r\u001B[2K";

export function progressOn({ io }: Session): Progress {
  if (!io.stderrIsTty) return { say: () => undefined, clear: () => undefined };
  return { say: (text) => io.err(`${CLEAR_LINE}${text}…`), clear: () => io.err(CLEAR_LINE) };
}
