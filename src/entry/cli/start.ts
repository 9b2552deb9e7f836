import { commands } from "./commands.ts";
import { ASK } from "./completion/shells.ts";
import { main } from "./main.ts";
import { nodeIo } from "./node-io.ts";

/** The whole command. Gives the part of it that runs: one of a few names, whatever the user typed. */
export function start(): () => string {
  const argv = process.argv.slice(2);
  void main(argv, nodeIo()).then((code) => {
    process.exitCode = code;
  });
  return () => [ASK, ...commands.map(({ name }) => name)].find((name) => name === argv[0]) ?? "help";
}
