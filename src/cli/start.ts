import { exitCode } from "./exit-code.ts";
import { main } from "./main.ts";
import { nodeIo } from "./node-io.ts";

/** A reader that closes early (`nanotune lint | head`) is no error; a full disk is. */
function unwritten(error: Error & { readonly code?: string }): void {
  if (error.code === "EPIPE") return;
  process.stderr.write(`nanotune: the output could not be written: ${error.message}\n`, () => {
    process.exit(exitCode.internal);
  });
}

process.stdout.on("error", unwritten);
process.stderr.on("error", () => undefined);

void main(process.argv.slice(2), nodeIo()).then((code) => {
  process.exitCode = code;
});
