// The language server in a real editor: Neovim without a screen, with the built command.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeWith } from "../parts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Answers {
  readonly found: boolean;
  readonly lnum: number;
  readonly col: number;
  readonly end_col: number;
  readonly hover: { readonly contents: { readonly value: string } };
  readonly completion: readonly { readonly label: string }[];
  readonly titles: readonly string[];
  readonly fixed: boolean;
  readonly lines: readonly string[];
  readonly symbols: readonly string[];
  readonly links: readonly string[];
  readonly explained: string;
  readonly again: boolean;
  readonly ignored: boolean;
  readonly silenced: readonly string[];
  readonly inside: readonly string[];
  readonly composed: boolean;
  readonly release: string;
  readonly chosen: boolean;
  readonly clean: boolean;
  readonly include: boolean;
  readonly mended: boolean;
}

function session(files: Readonly<Record<string, string>>): Answers {
  const folder = mkdtempSync(join(tmpdir(), "nanotune-neovim-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const answers = join(folder, "answers.json");
    const script = join(root, "fixtures", "editors", "neovim.lua");
    const env = {
      ...process.env,
      HOME: folder,
      XDG_STATE_HOME: folder,
      LC_ALL: "C.UTF-8",
      NANOTUNE: JSON.stringify([process.execPath, join(root, "dist", "cli.cjs"), "lsp"]),
      ANSWERS: answers,
    };
    const args = ["--headless", "--clean", "-n", "-c", `luafile ${script}`];
    const { stderr, stdout } = spawnSync("nvim", args, {
      cwd: folder,
      env,
      encoding: "utf8",
      timeout: 90_000,
    });
    try {
      return JSON.parse(readFileSync(answers, "utf8"));
    } catch {
      throw new Error(`Neovim gave no answers: ${stdout}${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith("neovim", "Neovim", () => {
  test("shows findings, help and keys, applies a fix, and sees an include change on the disk", () => {
    const line = '\tmqtt { # 说明 🚀\n\t\tretry_interval = 0s # "日志"\n}\nlog { include "part.conf" }\n';
    const answers = session({
      "nanomq.conf": line,
      "part.conf": "level = warn\n",
      "compose.yaml":
        "services:\n  mq:\n    image: emqx/nanomq:0.24.14\n    configs: [{ source: mq, target: /etc/nanomq.conf }]\nconfigs:\n  mq:\n    content: |\n      # 说明 🚀\n      log.to = [console]\n",
      "nanotune.toml": 'nanomq = "0.24.14"\n[[clients]]\nname = "sensors"\nkeepalive = "5s"\n',
    });
    expect(answers).toMatchObject({ found: true, fixed: true, clean: true, include: true, mended: true });
    expect(answers).toMatchObject({ again: true, ignored: true, composed: true, chosen: true });
    // Neovim counts bytes.
    expect([answers.lnum, answers.col, answers.end_col]).toEqual([1, 19, 21]);
    expect(answers.hover.contents.value).toContain("nanomq.conf:2");
    expect(answers.completion.map(({ label }) => label)).toContain("retry_interval");
    expect(answers.titles).toContain("Ignore timing/retry-interval-zero here, with a reason");
    expect(answers.symbols).toContain("mqtt");
    expect(answers.links).toEqual([expect.stringMatching(/\/part\.conf$/)]);
    expect(answers.explained).toContain("timing/retry-interval-zero");
    expect(answers.silenced[0]).toContain("\t\t# nanotune-ignore timing/retry-interval-zero -- ");
    expect(answers.inside).toContain("retry_interval");
    expect(answers.release).toBe("0.24.14");
    expect(answers.lines[1]).not.toContain("0s");
    expect(answers.lines[1]).toContain('# "日志"');
  });
});
