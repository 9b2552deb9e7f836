// The language server on standard input and output, a bundle of its own: no other command loads it.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { docsFolder } from "../cli/beside.ts";
import { nodeIo } from "../cli/node-io.ts";
import { version } from "../cli/package-version.ts";
import { protocolStreams } from "../cli/standard-streams.ts";
import { serve } from "./server.ts";
import type { EditorSettings } from "./settings.ts";

/** The folder that holds `docs` with the pages of the rules. */
function pagesFolder(): string | undefined {
  const docs = docsFolder();
  const folder = docs && dirname(fileURLToPath(docs));
  return folder !== undefined && existsSync(join(folder, "docs", "rules")) ? folder : undefined;
}

/** Answers until the editor says `exit`, or is gone. */
export function serveEditor(settings: EditorSettings): Promise<void> {
  const { input, output } = protocolStreams();
  const reader = new StreamMessageReader(input);
  const connection = createConnection(reader, new StreamMessageWriter(output));
  const ended = new Promise<void>((resolve) => reader.onClose(resolve));
  serve(connection, { world: nodeIo(), pages: pagesFolder(), settings, version });
  return ended;
}
