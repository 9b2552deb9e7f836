// Real pipes, devices and folders, where a file is meant.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../../src/entry/cli/main.ts";
import { nodeIo, readWithin } from "../../../src/entry/cli/node-io.ts";

const folder = mkdtempSync(join(tmpdir(), "nanotune-odd-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LIMIT = 100_000;
/** Long enough for a writer to start on a busy machine. */
const PATIENCE_MS = 5000;

function pipe(name: string): string {
  const path = join(folder, name);
  execFileSync("mkfifo", [path]);
  return path;
}

describe("a file", () => {
  test("that is a pipe which nobody opens to write is given up", () => {
    expect(readWithin(pipe("alone"), LIMIT, 100)).toEqual({ ok: false, why: "silent" });
  });

  test("that is a pipe whose writer says nothing is given up", () => {
    const path = pipe("mute");
    const writer = spawn("bash", ["-c", `exec 3<>"${path}"; sleep 60`]);
    expect(readWithin(path, LIMIT, 100)).toEqual({ ok: false, why: "silent" });
    writer.kill("SIGKILL");
  });

  test("that is a pipe is read once somebody writes", () => {
    const path = pipe("late");
    spawn("bash", ["-c", `sleep 0.3; (echo one; sleep 0.2; echo two) > "${path}"`]);
    const result = readWithin(path, LIMIT, PATIENCE_MS);
    expect(result.ok && new TextDecoder().decode(result.bytes)).toBe("one\ntwo\n");
  });

  test("that has no end is read to the limit", () => {
    expect(readWithin("/dev/zero", LIMIT)).toEqual({ ok: false, why: "too-large" });
  });

  test("of the system, which has no size, is read", () => {
    const result = readWithin("/proc/self/status", LIMIT);
    expect(result.ok && new TextDecoder().decode(result.bytes)).toContain("VmHWM");
  });

  test.runIf(existsSync("/proc/kmsg"))("of the system through which nothing comes is given up", () => {
    expect(readWithin("/proc/kmsg", LIMIT, 100).ok).toBe(false);
  });

  test("is asked for, and not read, where only that it is there counts", () => {
    expect(readWithin(pipe("there"), 0)).toEqual({ ok: false, why: "too-large" });
  });

  test("that is a folder, or is not there", () => {
    expect(readWithin(folder, LIMIT)).toEqual({ ok: false, why: "directory" });
    expect(readWithin(join(folder, "none"), LIMIT)).toEqual({ ok: false, why: "missing" });
  });
});

describe("in place of what a command reads", () => {
  mkdirSync(join(folder, "dir"));
  symlinkSync("/dev/zero", join(folder, "zero"));
  writeFileSync(join(folder, "good.conf"), "mqtt { retry_interval = 10s }\n");

  async function run(...argv: readonly string[]) {
    let [out, err] = ["", ""];
    const code = await main(argv, {
      ...nodeIo(),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      env: {},
      cwd: folder,
    });
    return { code, out, err };
  }

  /** One line that names the path, and exit code 2. */
  async function refused(argv: readonly string[], named: string) {
    const { code, err } = await run(...argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(named) });
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  }

  const odd = [
    { what: "a folder", path: join(folder, "dir") },
    { what: "a device", path: join(folder, "zero") },
  ];
  const good = join(folder, "good.conf");
  test.each(odd)("$what as a conf", async ({ path }) => {
    for (const command of ["lint", "show", "replay", "tune", "migrate"]) await refused([command, path], path);
  });

  test.each(odd)("$what as an include, an env_file, the conf of a container", async ({ what, path }) => {
    const conf = join(folder, "includes.conf");
    writeFileSync(conf, `include "${path}"\n`);
    await refused(["lint", conf], path);
    const compose = join(folder, "compose.yaml");
    const service = "services:\n  broker:\n    image: emqx/nanomq:0.24.5\n";
    writeFileSync(compose, `${service}    env_file: ${path}\n`);
    await refused(["lint", compose], path);
    writeFileSync(compose, `${service}    volumes: [ "${path}:/etc/nanomq.conf" ]\n`);
    if (what === "a device") return refused(["lint", compose], path);
    const { code, out } = await run("lint", compose, "-f", "concise");
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining("mount-source-folder") });
  });

  test.each(odd)("$what as nanotune.toml, a pack, a baseline", async ({ path }) => {
    await refused(["lint", good, "--config", path], path);
    await refused(["lint", good, "--baseline", path], path);
    const config = join(folder, "packs.toml");
    writeFileSync(config, `[[packs]]\npath = "${path}"\n`);
    await refused(["lint", good, "--config", config], path);
  });

  test("a file beyond the limit, and its includes together", async () => {
    await refused(["lint", good, "--max-file-size", "20B"], good);
    await refused(["lint", good, "--max-file-size", "much"], "--max-file-size much");
    expect((await run("lint", good, "--max-file-size", "30")).code).toBe(0);
    const conf = join(folder, "sum.conf");
    writeFileSync(conf, `include "${good}"\n`.repeat(3));
    const { code, out } = await run("lint", conf, "--max-file-size", "80", "-f", "concise");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    const sum = await run("lint", conf, "--max-file-size", "1k", "-f", "concise");
    expect(sum.out).not.toContain("limit-exceeded");
  });
});
