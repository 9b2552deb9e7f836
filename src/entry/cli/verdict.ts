import { verdictText, verdictWords } from "../../report/settings/verdict.ts";
import { isUp, type Run, run } from "../../start/run.ts";
import { noteOpened, type Opened } from "../open/open.ts";
import type { Session } from "./session.ts";

/** Says on stderr what becomes of the broker, where that is not simply that it runs. */
export function sayVerdict(started: Run, opened: Opened, { io, language }: Session): void {
  const text = verdictText(started, opened, language);
  if (text !== undefined) io.err(`${text}\n`);
}

/** Starts what was opened on paper, and says first what was assumed and what becomes of it. */
export function startOpened(opened: Opened, session: Session): Run {
  noteOpened(opened, session);
  const started = run(opened.start(opened.version));
  sayVerdict(started, opened, session);
  return started;
}

/** Above figures: where a broker does not run, they are about the conf once it is mended. */
export function sayMended(runs: readonly Run[], { io, language }: Session): void {
  if (!runs.every(({ outcome }) => isUp(outcome))) io.err(`${verdictWords[language].mended}\n`);
}
