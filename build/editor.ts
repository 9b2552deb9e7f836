// What an editor waits for: a key is typed in a conf of a thousand lines; when is the list there, when are the findings?
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type LongConf, longConfs } from "./editor-confs.ts";

const KEYS = 60;
/** A quick typist. */
const BETWEEN_KEYS_MS = 90;
/** Nobody types at once: a conf that was opened is looked at first. */
const LOOKS_FIRST_MS = 2000;

function figures(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `  ${name} median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`;
}

/** What the thread that answers had of its processor so far, whoever else is on the machine; 0 where the system does not tell. */
function workedMs({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/task/${pid}/schedstat`;
  if (!existsSync(file)) return 0;
  return Number(readFileSync(file, "utf8").split(" ", 1)[0]) / 1e6;
}

/** Types a key after the other in one conf, and says how long answers took. */
async function typing({ name, lines, typed }: LongConf): Promise<readonly string[]> {
  const cli = join(fileURLToPath(new URL("../..", import.meta.url)), "dist", "cli.cjs");
  const server = spawn(process.execPath, [...process.execArgv, cli, "lsp"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let tell: () => void = () => {};
  connection.onNotification("textDocument/publishDiagnostics", () => tell());
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const uri = "file:///bench/nanomq.conf";
  const textDocument = { uri, languageId: "nanomq", version: 1, text: lines.join("\n") };
  const took = {
    completion: [] as number[],
    hover: [] as number[],
    findings: [] as number[],
    work: [] as number[],
  };
  const first = new Promise<void>((resolve) => (tell = resolve));
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  await first;
  await setTimeout(LOOKS_FIRST_MS);
  let before = lines[typed] ?? "";
  for (let version = 2; version < KEYS + 2; version += 1) {
    // Every key makes or mends a finding, so that the findings are told anew.
    const line = version % 2 === 0 ? "  keepalive_multiplier = 0" : "  keepalive_multiplier = 1.25";
    const range = { start: { line: typed, character: 0 }, end: { line: typed, character: before.length } };
    before = line;
    const worked = workedMs(server);
    const start = performance.now();
    const since = () => performance.now() - start;
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range, text: line }],
    });
    const position = { line: typed - 1, character: 6 };
    await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
    took.completion.push(since());
    await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    took.hover.push(since());
    // What could be done is known once the findings are; most keys change none.
    const context = { diagnostics: [], only: ["source.nothing"] };
    await connection.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context });
    took.findings.push(since());
    took.work.push(workedMs(server) - worked);
    await setTimeout(BETWEEN_KEYS_MS);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  return [
    `${name}: ${lines.length} lines`,
    figures("completion", took.completion),
    figures("hover     ", took.hover),
    figures("findings  ", took.findings),
    ...(took.work.some((ms) => ms > 0) ? [figures("processor ", took.work)] : []),
  ];
}

/** What is told after a key in each of the long confs, or in those whose name holds a text. */
export async function editor(wanted = ""): Promise<readonly string[]> {
  const found: string[] = [];
  for (const conf of longConfs) if (conf.name.includes(wanted)) found.push(...(await typing(conf)));
  return found;
}
