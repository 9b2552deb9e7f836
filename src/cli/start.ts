import { main } from "./main.ts";
import { nodeIo } from "./node-io.ts";

// A reader that closes early (`nanotune lint | head`) is no error.
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

void main(process.argv.slice(2), nodeIo()).then((code) => {
  process.exitCode = code;
});
