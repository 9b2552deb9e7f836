import { main } from "./main.ts";
import { nodeIo } from "./node-io.ts";

/** The whole command. */
export function start(): boolean {
  void main(process.argv.slice(2), nodeIo()).then((code) => {
    process.exitCode = code;
  });
  return true;
}
