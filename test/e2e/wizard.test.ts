// The wizard in a real pseudo-terminal, as a user has it: tmux types, and shows what stands on the screen.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeWith } from "../parts.ts";

const cli = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
const conf = "mqtt {\n  retry_interval = 10s # the timer\n}\n";

let folder = "";
/** A server of its own for each test: one that is ending takes no new session. */
let socket = "";

function tmux(...args: readonly string[]): string {
  return spawnSync("tmux", ["-L", socket, "-f", "/dev/null", ...args], { encoding: "utf8" }).stdout;
}

function screen(): string {
  return tmux("capture-pane", "-p", "-J", "-S", "-500");
}

/** Waits until the screen's newest part has the text. */
async function until(text: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 15_000; waitedMs += 50) {
    if (screen().includes(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never shown: ${text}\n${screen()}`);
}

/** Runs the wizard; its exit code stands on the screen behind "ended:". */
function start(columns: number, environment = ""): void {
  const command = `cd '${folder}'; ${environment} LANG=en_US.UTF-8 '${process.execPath}' '${cli}' tune nanomq.conf --nanomq 0.24.14; echo "ended: $?"; sleep 60`;
  tmux("new-session", "-d", "-x", String(columns), "-y", "24", command);
}

async function answer(prompt: string, ...keys: readonly string[]): Promise<void> {
  await until(`◆  ${prompt}`);
  tmux("send-keys", ...keys);
}

/** Finance, and a dead client noticed within 8 s. */
async function answerAll(): Promise<void> {
  await answer("What is it like", "Down", "Down", "Down", "Enter");
  await answer("Which keepalive", "Enter");
  await answer("How many clients", "Enter");
  await answer("Over which network", "Enter");
  await answer("A dead client", "8s", "Enter");
  await answer("How often", "Enter");
  await answer("How many QoS", "Enter");
  await answer("May the clients", "Enter");
}

beforeEach(() => {
  socket = `nanotune-${randomUUID()}`;
  folder = mkdtempSync(join(tmpdir(), "nanotune-wizard-"));
  writeFileSync(join(folder, "nanomq.conf"), conf);
});

afterEach(() => {
  tmux("kill-server");
  rmSync(folder, { recursive: true, force: true });
});

describeWith("tmux", "in a terminal", () => {
  test("a conf is tuned from the first question to the file", async () => {
    start(60);
    await answerAll();
    await answer("What now", "Up", "Enter");
    await answer("Save your answers", "Enter");
    await until("ended: 1");
    expect(readFileSync(join(folder, "nanomq.conf"), "utf8")).toBe(
      "mqtt {\n  retry_interval = 1s # the timer\n  keepalive_multiplier = 1.25\n}\n",
    );
    expect(readdirSync(folder).toSorted()).toEqual(["nanomq.conf", "nanotune.toml"]);
    const tooWide = screen()
      .split("\n")
      .filter((line) => line.length > 60);
    expect(tooWide).toEqual([]);
  }, 60_000);

  test("Ctrl-C leaves the conf as it was", async () => {
    start(80, "NO_COLOR=1");
    await answer("What is it like", "Enter");
    await answer("Which keepalive", "C-c");
    await until("ended: 130");
    expect(readFileSync(join(folder, "nanomq.conf"), "utf8")).toBe(conf);
    expect(readdirSync(folder)).toEqual(["nanomq.conf"]);
    // Cursor movements stay, colours go.
    expect(tmux("capture-pane", "-p", "-e", "-S", "-500")).not.toMatch(/\[(?:3|9)[0-7]m/);
  }, 60_000);

  test("a conf that somebody else changed meanwhile is not written over", async () => {
    start(80);
    await until("◆  What is it like");
    const theirs = "mqtt {\n  retry_interval = 5s\n}\n";
    writeFileSync(join(folder, "nanomq.conf"), theirs);
    await answerAll();
    await answer("What now", "Up", "Enter");
    await until("was changed meanwhile");
    expect(readFileSync(join(folder, "nanomq.conf"), "utf8")).toBe(theirs);
  }, 60_000);
});
