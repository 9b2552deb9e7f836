import { commands } from "./commands.ts";
import { ASK } from "./completion/shells.ts";
import { runJob } from "./lint-jobs.ts";
import { main } from "./main.ts";
import { nodeIo } from "./node-io.ts";
import { answer, jobOfThread, threadsFor } from "./threads.ts";

/** The whole command. Gives the part of it that runs: one of a few names, whatever the user typed. */
export function start(): () => string {
  const argv = process.argv.slice(2);
  const world = nodeIo();
  const job = jobOfThread();
  if (job !== undefined) {
    void runJob(job, world).then(answer);
    return () => "lint";
  }
  void main(argv, { ...world, threads: threadsFor(argv, world.cwd) }).then((code) => {
    process.exitCode = code;
  });
  return () => [ASK, ...commands.map(({ name }) => name)].find((name) => name === argv[0]) ?? "help";
}
