// The built command, asked the same again: what it said before holds until something it saw has changed.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "nanotune-again-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const MARK = "as it was said before\n";
/** What changed less than two seconds before is not kept. */
const GRAIN_MS = 2200;

interface Line {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A project of its own, and what is done to it between two lints. */
interface Case {
  /** What is asked, before and after; `asked` where it is another line then. */
  readonly line?: Line;
  readonly change?: (at: (name: string) => string) => void;
  readonly asked?: Line;
}

const lint = (name: string, { args = [], env = {} }: Line, more: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "lint", "nanomq.conf", ...args], {
    cwd: join(home, name, "deep"),
    encoding: "utf8",
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: join(home, name, "cache"), ...env, ...more },
  });
  return { status, stdout, stderr };
};

const cacheOf = (name: string) => join(home, name, "cache", "nanotune");
const answersOf = (name: string) => readdirSync(cacheOf(name)).filter((one) => one.startsWith("answer-"));

/** Puts a mark into the kept answer: who is answered from it says so. */
function mark(name: string): void {
  for (const one of answersOf(name)) {
    const file = join(cacheOf(name), one);
    const stored = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...stored, said: [["out", MARK]] }));
  }
}

const cases: Readonly<Record<string, Case>> = {
  "a conf with another value of the same length and date": {
    change: (at) => {
      const path = at("deep/nanomq.conf");
      const { atime, mtime } = statSync(path);
      writeFileSync(path, readFileSync(path, "utf8").replace("10s", "20s"));
      utimesSync(path, atime, mtime);
    },
  },
  "a conf put in its place": {
    change: (at) => {
      writeFileSync(at("deep/new"), "listeners.tcp { bind = nonsense }\n");
      renameSync(at("deep/new"), at("deep/nanomq.conf"));
    },
  },
  "a conf that is gone": { change: (at) => rmSync(at("deep/nanomq.conf")) },
  "a link that leads elsewhere": {
    change: (at) => {
      writeFileSync(at("other.conf"), "mqtt { retry_interval = 99s }\n");
      rmSync(at("deep/nanomq.conf"));
      symlinkSync(at("other.conf"), at("deep/nanomq.conf"));
    },
  },
  "an include that changes": {
    change: (at) => writeFileSync(at("deep/more.conf"), "mqtt { keepalive_multiplier = 0.1 }\n"),
  },
  "an include that comes": {
    change: (at) => writeFileSync(at("deep/late.conf"), "mqtt { max_packet_size = 1B }\n"),
  },
  "a nanotune.toml in a folder above": {
    change: (at) => writeFileSync(at("nanotune.toml"), '[nanomq]\nversion = "0.18.2"\n'),
  },
  "a compose file that changes": {
    line: { args: ["compose.yaml"] },
    change: (at) => {
      const path = at("deep/compose.yaml");
      writeFileSync(path, readFileSync(path, "utf8").replace("0.22.10", "0.24.14"));
    },
  },
  "a conf that a container mounts": {
    line: { args: ["compose.yaml"] },
    change: (at) => writeFileSync(at("deep/mounted.conf"), "mqtt { retry_interval = 0s }\n"),
  },
  "another argument": { asked: { args: ["-f", "json"] } },
  "another language": { asked: { env: { LANG: "zh_CN.UTF-8" } } },
  "a variable with a secret": { asked: { env: { MQTT_PASSWORD: "retry_interval" } } },
};
const names = Object.keys(cases);

beforeAll(async () => {
  for (const name of names) {
    mkdirSync(join(home, name, "deep"), { recursive: true });
    const conf = 'mqtt { retry_interval = 10s }\ninclude "more.conf"\ninclude "late.conf"\n';
    writeFileSync(join(home, name, "deep", "nanomq.conf"), conf);
    writeFileSync(join(home, name, "deep", "more.conf"), "mqtt { max_packet_size = 1MB }\n");
    writeFileSync(join(home, name, "deep", "mounted.conf"), "mqtt { retry_interval = 20s }\n");
    const image = "image: emqx/nanomq:0.22.10, volumes: ['./mounted.conf:/etc/nanomq.conf']";
    writeFileSync(join(home, name, "deep", "compose.yaml"), `services: { broker: { ${image} } }\n`);
  }
  await new Promise((done) => setTimeout(done, GRAIN_MS));
});

describe("the same lint again", () => {
  test.each(names)("%s: known before, anew after", (name) => {
    const { line = {}, change, asked = line } = cases[name] ?? {};
    const anew = (one: Line) => lint(name, one, { NANOTUNE_NO_CACHE: "1" });
    const first = lint(name, line);
    expect(first).toEqual(anew(line));
    expect(lint(name, line)).toEqual(first);
    mark(name);
    expect(lint(name, line)).toEqual({ ...first, stdout: MARK, stderr: "" });
    change?.((one) => join(home, name, one));
    const after = lint(name, asked);
    expect(after).toEqual(anew(asked));
    expect(after.stdout).not.toBe(MARK);
  });

  test("what wrote is not answered from what was said", () => {
    const name = names[0] ?? "";
    cpSync(join(home, name), join(home, "fix"), { recursive: true });
    rmSync(cacheOf("fix"), { recursive: true });
    lint("fix", { args: ["--fix"] });
    expect(answersOf("fix")).toEqual([]);
  });

  test("files are its owner's alone, and none lies beside the conf", () => {
    const name = names.at(-1) ?? "";
    expect(readdirSync(join(home, name, "deep")).toSorted()).toEqual([
      "compose.yaml",
      "more.conf",
      "mounted.conf",
      "nanomq.conf",
    ]);
    for (const one of answersOf(name)) expect(statSync(join(cacheOf(name), one)).mode & 0o777).toBe(0o600);
  });
});
