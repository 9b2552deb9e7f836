import type { Session } from "./session.ts";

/** One line on stderr that each step replaces; nothing where stderr is no terminal. */
export interface Progress {
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

export function progressOn({ io }: Session): Progress {
  let isShown = false;
  return {
    say: (text) => {
      if (!io.stderrIsTty) return;
      io.redraw(`${text}…`);
      isShown = true;
    },
    clear: () => {
      if (isShown) io.redraw("");
      isShown = false;
    },
  };
}
