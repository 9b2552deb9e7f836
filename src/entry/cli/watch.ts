// `--watch`: lints again whenever something changes that the last lint looked at. Loaded only where it is asked for.
import { resolve } from "node:path/posix";
import { watchWords } from "../../report/cli/watch.ts";
import type { Arguments } from "./arguments.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { recorded } from "./recording.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** One round in a session of its own: nothing of the round before is taken for true. */
async function round(
  lint: (session: Session) => Promise<ExitCode>,
  { io, ...session }: Session,
): Promise<readonly string[]> {
  const recording = recorded(io);
  try {
    await lint({ ...session, io: recording.io, factsFiles: new Set(), packs: new Map() });
  } catch (error) {
    // A file that is half written is one to wait for.
    if (!(error instanceof UsageError)) throw error;
    io.err(`nanotune: ${error.message}\n`);
  }
  return [...recording.read.keys()];
}

/** Lints, and lints again after each change, until the user leaves. @throws UsageError where nobody can watch */
export async function watchAndLint(
  args: Arguments,
  session: Session,
  lint: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { io, language } = session;
  const words = watchWords[language];
  const watcher = await io.watcher?.();
  if (watcher === undefined || args.positionals.includes("-")) throw new UsageError(words.cannot);
  const named = args.positionals.map((path) => resolve(io.cwd, path));
  try {
    for (;;) {
      const read = await round(lint, session);
      watcher.watch([...named, ...read]);
      io.err(`${words.waiting}\n`);
      if ((await watcher.next()) === undefined) return exitCode.clean;
      io.out(io.stdoutIsTty ? "\n".repeat(2) : "\n");
    }
  } finally {
    await watcher.close();
  }
}
