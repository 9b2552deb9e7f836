import { witnessed } from "./cache/witness.ts";
import { commands } from "./commands.ts";
import { ASK } from "./completion/shells.ts";
import { runJob } from "./lint-jobs.ts";
import { main } from "./main.ts";
import { nodeIo } from "./node-io.ts";
import type { Ran } from "./ran.ts";
import { answer as answerThread, jobOfThread, threadsFor } from "./threads.ts";

/** The whole command. */
export function start(): Ran {
  const argv = process.argv.slice(2);
  const outside = nodeIo();
  const job = jobOfThread();
  if (job !== undefined) {
    void runJob(job, outside).then(answerThread);
    return { part: () => "lint" };
  }
  const threaded = { ...outside, threads: threadsFor(argv, outside.cwd) };
  // What other commands come to is asked by nobody.
  const { world, answer } = argv[0] === "lint" ? witnessed(threaded) : { world: threaded };
  void main(argv, world).then((code) => {
    process.exitCode = code;
  });
  const parts = [ASK, ...commands.map(({ name }) => name)];
  return { part: () => parts.find((name) => name === argv[0]) ?? "help", ...(answer && { answer }) };
}
