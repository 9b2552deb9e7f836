// Threads of this process: each runs the command's own script, which finds its job in its data.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Threads } from "./io.ts";
import type { LintJob, LintJobResult } from "./lint-jobs.ts";

interface ThreadData {
  readonly nanotuneJob: LintJob;
}

function isThreadData(data: unknown): data is ThreadData {
  return typeof data === "object" && data !== null && "nanotuneJob" in data;
}

/** What this thread is for; undefined in the one that a user started. */
export function jobOfThread(): LintJob | undefined {
  return !isMainThread && isThreadData(workerData) ? workerData.nanotuneJob : undefined;
}

export function answer(result: LintJobResult): void {
  parentPort?.postMessage(result, []);
}

function run(job: LintJob): Promise<LintJobResult> {
  const script = join(fileURLToPath(import.meta.url), "..", "cli.cjs");
  const data: ThreadData = { nanotuneJob: job };
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: data, argv: [] });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`thread ended with ${code}`)));
  });
}

/** The threads of this machine for a command line. */
export function threadsFor(argv: readonly string[], cwd: string): Threads {
  return { count: availableParallelism(), run: (share) => run({ ...share, argv, cwd }) };
}
