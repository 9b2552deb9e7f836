// `--jobs`: the files in shares, one for each thread. What they come to is put together in the order of the files, so that
// the bytes are those of one thread.

import { cliWords } from "../../report/cli/words.ts";
import { STDIN } from "../open/conf-files.ts";
import { type Arguments, valueOfOption } from "./arguments.ts";
import { wantedFixes } from "./fixing.ts";
import type { World } from "./io.ts";
import { lintFiles } from "./lint-files.ts";
import type { LintJob, LintJobResult } from "./lint-job.ts";
import { type LintedFiles, nothingLinted } from "./linted-files.ts";
import { wantsPage } from "./outputs.ts";
import { internalText } from "./run-command.ts";
import { openSession, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** With fewer files a further thread costs more than it saves. */
const LEAST_FILES = 20_000;
const MOST_JOBS = 64;

/** @throws UsageError where `--jobs` is no number of threads */
function jobsFor(files: readonly string[], args: Arguments, { io, language }: Session): number {
  const text = valueOfOption(args, "jobs");
  const asked = text === undefined ? undefined : Number(text);
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 1 && asked <= MOST_JOBS))
    throw new UsageError(cliWords[language].badJobs(text ?? "", MOST_JOBS));
  // Files are written, standard input is read, and a page is made, in one place.
  const isOne =
    io.threads === undefined || wantedFixes(args).length > 0 || wantsPage(args) || files.includes(STDIN);
  if (isOne) return 1;
  const byDefault = files.length < LEAST_FILES ? 1 : io.threads.count;
  return Math.min(asked ?? byDefault, files.length);
}

/** One job, in the thread that it is for. */
export async function runJob(
  { files, args, argv, cwd, fileLimitBytes }: LintJob,
  world: World,
): Promise<LintJobResult> {
  const read = new Map<string, Uint8Array>();
  const recording: World = {
    ...world,
    cwd,
    readFile: (path, limitBytes) => {
      const result = world.readFile(path, limitBytes);
      if (result.ok) read.set(path, result.bytes);
      return result;
    },
  };
  const session = { ...openSession(argv, recording), fileLimitBytes };
  return { linted: await lintFiles(files, args, session), read };
}

/** Puts what some files came to behind what others did. */
export function addTo(into: LintedFiles, from: LintedFiles): void {
  for (const finding of from.findings) into.findings.push(finding);
  for (const started of from.started) into.started.push(started);
  for (const [file, source] of from.sources) into.sources.set(file, source);
  for (const key of ["notes", "errors", "faults", "withPacks", "ran", "needed"] as const)
    for (const one of from[key]) into[key].add(one);
  into.nanomq ??= from.nanomq;
}

/** Each of the files, with as many threads as the line or their number asks for. */
export async function lintInJobs(
  files: readonly string[],
  args: Arguments,
  session: Session,
): Promise<LintedFiles> {
  const { io, fileLimitBytes } = session;
  const jobs = jobsFor(files, args, session);
  const { threads } = io;
  if (jobs === 1 || threads === undefined) return lintFiles(files, args, session);
  const size = Math.ceil(files.length / jobs);
  const shares = Array.from({ length: jobs }, (_, at) => files.slice(at * size, (at + 1) * size));
  const into = nothingLinted();
  const results = await Promise.allSettled(
    shares
      .filter((share) => share.length > 0)
      .map((share) => threads.run({ files: share, args, fileLimitBytes })),
  );
  for (const [at, result] of results.entries()) {
    if (result.status === "rejected") {
      into.faults.add(`${shares[at]?.[0]}: ${internalText(result.reason, session)}`);
      continue;
    }
    for (const [path, bytes] of result.value.read) io.learnFile(path, bytes);
    addTo(into, result.value.linted);
  }
  return into;
}
