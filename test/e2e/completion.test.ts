// Completion in real shells: tmux types a line and presses Tab, the screen shows what became of it.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { shells } from "../../src/entry/cli/completion/shells.ts";
import { describeWith } from "../parts.ts";

const cli = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
/** Without the files of the user, and with a prompt that a test knows. */
const starts = {
  bash: ["bash", "--norc", "--noprofile", "-i"],
  zsh: ["zsh", "-f", "-i"],
  fish: ["fish", "--no-config", "--private", "-i"],
} as const;
const setUps = {
  bash: "PS1='> '; source <(nanotune completion bash)",
  zsh: "PS1='> '; source <(nanotune completion zsh)",
  fish: "function fish_prompt; echo '> '; end; function fish_right_prompt; end; set -g fish_autosuggestion_enabled 0; nanotune completion fish | source",
} as const;

/** What is typed before Tab, and how the line goes on. */
const lines: readonly (readonly [typed: string, completed: string])[] = [
  ["nanotune exp", "nanotune explain"],
  ["nanotune completion fi", "nanotune completion fish"],
  ["nanotune lint nanomq.conf --unsafe", "nanotune lint nanomq.conf --unsafe-fixes"],
  ["nanotune lint nanomq.conf --format sar", "nanotune lint nanomq.conf --format sarif"],
  ["nanotune lint nanomq.conf --format=sar", "nanotune lint nanomq.conf --format=sarif"],
  ["nanotune lint --nanomq 0.1", "nanotune lint --nanomq 0.19."],
  ["nanotune explain timing/retry-interval-too", "nanotune explain timing/retry-interval-too-coarse"],
  ["nanotune show nanomq.conf --section webh", "nanotune show nanomq.conf --section webhook"],
  ["nanotune lint --fix nan", "nanotune lint --fix nanomq.conf"],
  ["nanotune lint --config nan", "nanotune lint --config nanotune.toml"],
  ["nanotune lint --config=nan", "nanotune lint --config=nanotune.toml"],
  ["nanotune probe mqtt://127.0.0.1:1883 nan", "nanotune probe mqtt://127.0.0.1:1883 nanomq.conf"],
  ["nanotune lint -- my", "nanotune lint -- my\\ broker.conf"],
  ["nanotune lint --root et", "nanotune lint --root etc/"],
];
/** Lines that would change files if anything ran. */
const dangerous = [
  "nanotune init ",
  "nanotune lint --fix nanomq.conf ",
  "nanotune tune nanomq.conf --write ",
];

let folder = "";
let socket = "";
let home = "";

function tmux(...args: readonly string[]): string {
  return spawnSync("tmux", ["-L", socket, "-f", "/dev/null", ...args], { encoding: "utf8" }).stdout;
}

/** The lines that are on the screen. */
function screen(): readonly string[] {
  return tmux("capture-pane", "-p", "-J")
    .split("\n")
    .map((line) => line.trimEnd());
}

/** The line that is being typed: the last one with a prompt. */
function typedNow(): string {
  return screen().findLast((line) => line.startsWith(">")) ?? "";
}

async function until(holds: (line: string) => boolean, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 50) {
    if (holds(typedNow())) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never shown: ${what}\n${screen().join("\n")}`);
}

function contents(): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name), "latin1")]));
}

/** A shell in the folder that has just an empty prompt on its screen. */
async function open(shell: (typeof shells)[number]): Promise<void> {
  const path = `${join(home, "bin")}:${process.env["PATH"] ?? ""}`;
  const env = [
    `HOME=${home}`,
    `PATH=${path}`,
    "LANG=C.UTF-8",
    "LC_ALL=",
    "SHELL=/bin/sh",
    "HISTFILE=",
    `XDG_DATA_HOME=${home}`,
  ];
  tmux("new-session", "-d", "-x", "120", "-y", "50", "-c", folder, "env", ...env, ...starts[shell]);
  tmux("send-keys", "-l", setUps[shell]);
  tmux("send-keys", "Enter");
  await until((line) => line === ">", "the prompt");
}

async function clear(): Promise<void> {
  tmux("send-keys", "C-c");
  await until((line) => line === ">", "an empty line");
}

beforeEach(() => {
  socket = `nanotune-${randomUUID()}`;
  folder = mkdtempSync(join(tmpdir(), "nanotune-completion-"));
  home = mkdtempSync(join(tmpdir(), "nanotune-home-"));
  mkdirSync(join(home, "bin"));
  const command = join(home, "bin", "nanotune");
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
  chmodSync(command, 0o755);
  mkdirSync(join(folder, "etc"));
  // --fix writes this one, if it runs.
  writeFileSync(join(folder, "nanomq.conf"), "mqtt {\n  retry_interval = 1.5s\n}\n");
  writeFileSync(join(folder, "my broker.conf"), "");
  writeFileSync(join(folder, "my notes.txt"), "");
});

afterEach(() => {
  tmux("kill-server");
  for (const made of [folder, home]) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
});

describeWith("tmux", "in a terminal", () => {
  for (const shell of shells) {
    describeWith(shell, `Tab in ${shell}`, () => {
      test("completes commands, options, choices, rules, releases and files", {
        timeout: 60_000,
      }, async () => {
        writeFileSync(join(folder, "nanotune.toml"), "");
        await open(shell);
        for (const [typed, completed] of lines) {
          tmux("send-keys", "-l", typed);
          tmux("send-keys", "Tab");
          await until((line) => line.startsWith(`> ${completed}`), `${typed} -> ${completed}`);
          await clear();
        }
      });

      test("runs nothing and says nothing", { timeout: 60_000 }, async () => {
        await open(shell);
        const before = contents();
        for (const typed of dangerous) {
          tmux("send-keys", "-l", typed);
          tmux("send-keys", "Tab", "Tab");
          // Shown once the shell is done with both keys.
          tmux("send-keys", "-l", "#");
          await until((line) => line.startsWith(`> ${typed}`) && line.endsWith("#"), `${typed}#`);
          const said = screen().filter((line) => !line.startsWith("> "));
          expect(said.filter((line) => /nanotune:|rror|denied|Fixed|wr[io]t|signal/.test(line))).toEqual([]);
          await clear();
        }
        expect(contents()).toEqual(before);
      });
    });
  }
});
