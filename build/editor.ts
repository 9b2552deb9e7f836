// What an editor waits for: a key is typed in a conf of a thousand lines; when is the list there, when are the findings?
import { spawn } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const LINES = 1000;
const KEYS = 60;
/** A quick typist. */
const BETWEEN_KEYS_MS = 90;
/** Nobody types at once: a conf that was opened is looked at first. */
const LOOKS_FIRST_MS = 1000;

/** A conf as gateways have them: bridges, and a rule of the access list for each device. */
function longConf(): readonly string[] {
  const lines = [
    "# the broker of the plant",
    "mqtt {",
    "  retry_interval = 10s",
    "  keepalive_multiplier = 1.25",
    "}",
    'listeners.tcp { bind = "0.0.0.0:1883" }',
    "http_server { port = 8081, username = ops, password = long-enough-1 }",
  ];
  for (let at = 0; at < 10; at += 1)
    lines.push(
      `bridges.mqtt.b${at} {`,
      `  server = "mqtt-tcp://10.0.0.${at}:1883"`,
      "  proto_ver = 4",
      `  clientid = "gateway-${at}"`,
      "  keepalive = 60s",
      "  max_send_queue_len = 512",
      `  forwards = [{ remote_topic = "", local_topic = "up/${at}/#", qos = 1 }]`,
      `  subscription = [{ remote_topic = "down/${at}/#", local_topic = "", qos = 1 }]`,
      "}",
    );
  lines.push("auth {", "  allow_anonymous = false", "  no_match = deny", "  acl = { rules = [");
  while (lines.length < LINES - 2) {
    lines.push(`    # device ${lines.length}`);
    const topics = `"devices/${lines.length}/#"`;
    lines.push(
      `    { permit = allow, username = "d${lines.length}", action = pubsub, topics = [${topics}] }`,
    );
  }
  return [...lines, "  ] }", "}"];
}

function figures(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`;
}

/** Types a key after the other, and says how long answers took. */
export async function editor(): Promise<readonly string[]> {
  const cli = join(fileURLToPath(new URL("../..", import.meta.url)), "dist", "cli.cjs");
  const server = spawn(process.execPath, [cli, "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let tell: (at: number) => void = () => {};
  connection.onNotification("textDocument/publishDiagnostics", () => tell(performance.now()));
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const conf = longConf();
  const uri = "file:///bench/nanomq.conf";
  const textDocument = { uri, languageId: "nanomq", version: 1, text: conf.join("\n") };
  const [lists, findings, hovers]: number[][] = [[], [], []];
  const first = new Promise((resolve) => (tell = resolve));
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  await first;
  await setTimeout(LOOKS_FIRST_MS);
  for (let version = 2; version < KEYS + 2; version += 1) {
    // Every key makes or mends a finding, so that the findings are told anew.
    const line = version % 2 === 0 ? "  keepalive_multiplier = 0" : "  keepalive_multiplier = 1.25";
    const before = version % 2 === 0 ? "  keepalive_multiplier = 1.25" : "  keepalive_multiplier = 0";
    const range = { start: { line: 3, character: 0 }, end: { line: 3, character: before.length } };
    const told = new Promise<number>((resolve) => (tell = resolve));
    const start = performance.now();
    const contentChanges = [{ range, text: line }];
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
    const position = { line: 2, character: 6 };
    await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
    lists?.push(performance.now() - start);
    await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    hovers?.push(performance.now() - start);
    findings?.push((await told) - start);
    await setTimeout(BETWEEN_KEYS_MS);
  }
  connection.dispose();
  server.kill();
  return [
    `after a key in a conf of ${conf.length} lines`,
    figures("  completion", lists ?? []),
    figures("  hover     ", hovers ?? []),
    figures("  findings  ", findings ?? []),
  ];
}
