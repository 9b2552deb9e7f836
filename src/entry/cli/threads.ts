// Threads of this process: each runs the command's own script, which finds its job in its data.
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, type WorkerOptions, workerData } from "node:worker_threads";
import { isSingle, pathBeside, readBeside } from "./beside.ts";
import type { Threads } from "./io.ts";
import type { LintJob, LintJobResult } from "./lint-job.ts";

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

function startThread(options: WorkerOptions): Worker {
  return isSingle
    ? new Worker(readBeside("single.cjs").toString(), { ...options, eval: true })
    : new Worker(pathBeside("cli.cjs"), options);
}

function run(job: LintJob): Promise<LintJobResult> {
  const data: ThreadData = { nanotuneJob: job };
  return new Promise((resolve, reject) => {
    const worker = startThread({ workerData: data, argv: [] });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`thread ended with ${code}`)));
  });
}

/** The threads of this machine for a command line. */
export function threadsFor(argv: readonly string[], cwd: string): Threads {
  return { count: availableParallelism(), run: (share) => run({ ...share, argv, cwd }) };
}
