// Lints that do not look at everything: what Git sees a change behind, what changed while somebody watches, what no cache has.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gitIn } from "../../../src/entry/cli/git.ts";
import { main } from "../../../src/entry/cli/main.ts";
import { nodeIo } from "../../../src/entry/cli/node-io.ts";
import { run } from "./fake-io.ts";

const slow = "mqtt { retry_interval = 10s }\n";

describe("--changed and --staged, with Git", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nanotune-git-")));
  const git = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const lint = async (...line: string[]) => {
    let [out, err] = ["", ""];
    const world = {
      ...nodeIo(),
      cwd: folder,
      git: gitIn(folder),
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
    };
    const argv = ["lint", folder, "--keepalive", "5s", "--nanomq", "0.22.10", "-f", "json", ...line];
    const code = await main(argv, world);
    const names = out === "" ? [] : JSON.parse(out).brokers.map(({ name }: { name: string }) => name);
    return { code, err, names: names.map((name: string) => name.slice(folder.length + 1)), out };
  };

  beforeAll(() => {
    git("init", "-q", "-b", "main");
    write("a/nanomq.conf", slow);
    write("b/nanomq.conf", slow);
    write("c/nanomq.conf", `include "${join(folder, "c/part.conf")}"\n`);
    write("c/part.conf", slow);
    write("d/nanomq.conf", slow);
    write("d/nanotune.toml", '[rules]\n"auth/anonymous-access" = "off"\n');
    git("add", "-A");
    git("commit", "-q", "-m", "one");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("nothing was changed: a report of nothing", async () => {
    const { code, names, out } = await lint("--changed");
    expect([code, names]).toEqual([0, []]);
    expect(JSON.parse(out).findings).toEqual([]);
  });

  test("a conf, an include, a nanotune.toml, a new file", async () => {
    write("a/nanomq.conf", `${slow}# changed\n`);
    expect((await lint("--changed")).names).toEqual(["a/nanomq.conf"]);
    write("c/part.conf", "mqtt { retry_interval = 20s }\n");
    expect((await lint("--changed")).names).toEqual(["a/nanomq.conf", "c/nanomq.conf"]);
    write("d/nanotune.toml", "");
    write("e/nanomq.conf", slow);
    expect((await lint("--changed")).names).toEqual([
      "a/nanomq.conf",
      "c/nanomq.conf",
      "d/nanomq.conf",
      "e/nanomq.conf",
    ]);
  });

  test("--staged reads what is staged, not what the working tree has", async () => {
    expect((await lint("--staged")).names).toEqual([]);
    git("add", "a/nanomq.conf");
    write("a/nanomq.conf", "mqtt { retry_interval = 1s }\n");
    const { names, out } = await lint("--staged");
    expect(names).toEqual(["a/nanomq.conf"]);
    expect(out).toContain("timing/retry-interval-too-coarse");
    expect((await lint("--staged", "--fix")).code).toBe(2);
    expect((await lint("--staged", "--changed")).code).toBe(2);
  });

  test("=REF: since the branch began", async () => {
    git("commit", "-q", "-m", "two");
    git("checkout", "-q", "--", ".");
    git("clean", "-qfd");
    expect((await lint("--changed")).names).toEqual([]);
    expect((await lint("--changed=HEAD~1")).names).toEqual(["a/nanomq.conf"]);
    const { code, err } = await lint("--changed=nowhere");
    expect([code, err]).toEqual([2, expect.stringContaining("Git cannot say what was changed")]);
  });
});

test("a word behind --changed is a file, whoever parses the line", async () => {
  const git = () => ({ ok: true, out: new TextEncoder().encode("") }) as const;
  for (const more of [[], ["--"]]) {
    const { code, err } = await run(["lint", "--changed", "a.conf", ...more], {
      files: { "a.conf": slow },
      git,
    });
    expect([code, err]).toEqual([0, expect.not.stringContaining("a.conf")]);
  }
});

describe("--watch", () => {
  const line = ["lint", "a.conf", "--keepalive", "5s", "--nanomq", "0.22.10", "-f", "concise", "--watch"];

  test("lints after every change, and looks at all that was read", async () => {
    const watched = new Set<string>();
    const ran = await run(line, {
      files: { "a.conf": "mqtt {}\n" },
      changes: [
        { "a.conf": slow },
        { "nanotune.toml": "nonsense" },
        { "nanotune.toml": "", "a.conf": "mqtt {}\n" },
      ],
      watched,
    });
    expect(ran.code).toBe(0);
    expect(ran.out.match(/timing\/retry-interval-too-coarse/g)).toHaveLength(1);
    expect(ran.err).toContain("nanotune.toml:1:");
    expect([...watched]).toEqual(expect.arrayContaining(["/somewhere/a.conf", "/somewhere/nanotune.toml"]));
  });

  test("standard input cannot be watched", async () => {
    expect((await run(["lint", "-", "--watch"], { stdin: slow })).code).toBe(2);
  });
});

describe("--cache", () => {
  const line = ["lint", "a.conf", "b.conf", "--keepalive", "5s", "--nanomq", "0.22.10", "-f", "json"];
  const files = {
    "a.conf": slow,
    "b.conf": 'include "b.part.conf"\n',
    "nanotune.toml": "",
    "b.part.conf": slow,
  };
  const cached = [...line, "--cache", "--workdir", "."];
  // The fake files are texts, and a cache is none: the real writer and reader keep its bytes.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nanotune-cache-")));
  const location = join(folder, "cache");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const lint = (given: Readonly<Record<string, string>>, ...more: string[]) =>
    run([...cached, "--cache-location", location, ...more], { files: given, kept: nodeIo() });

  test("gives the same bytes, and sees a change of conf, include, facts, line", async () => {
    const plain = async (given: Readonly<Record<string, string>>, ...more: string[]) =>
      (await run([...line, "--workdir", ".", ...more], { files: given })).out;
    const changes: Readonly<Record<string, string>>[] = [
      files,
      files,
      { ...files, "a.conf": "mqtt { retry_interval = 20s }\n" },
      { ...files, "b.part.conf": "colour = red\n" },
      { ...files, "nanotune.toml": '[rules]\n"timing/retry-interval-too-coarse" = "error"\n' },
      files,
    ];
    for (const given of changes) expect((await lint(given)).out).toBe(await plain(given));
    const { ["nanotune.toml"]: _, ...without } = files;
    await lint(without);
    expect((await lint({ ...without, "nanotune.toml": 'preset = "security"\n' })).out).toBe(
      await plain({ ...without, "nanotune.toml": 'preset = "security"\n' }),
    );
    expect((await lint(files, "--ignore", "timing")).out).toBe(await plain(files, "--ignore", "timing"));
  });

  test("what is unchanged is taken from it: no rule runs", async () => {
    await lint(files);
    const store = nodeIo().readFile(location, 2 ** 26);
    expect(store.ok).toBe(true);
    const again = await lint(files);
    expect(again.code).toBe(0);
    const same = nodeIo().readFile(location, 2 ** 26);
    expect(same).toEqual(store);
  });

  test("a file that is none of ours is passed over; a secret is not in it", async () => {
    writeFileSync(location, "nonsense");
    const secret = {
      ...files,
      "a.conf": 'bridges.mqtt.x { server = "mqtt-tcp://h:1", password = "hunter2-very" }\n',
    };
    const { code } = await lint(secret);
    expect(code).not.toBe(3);
    const store = nodeIo().readFile(location, 2 ** 26);
    expect(store.ok && Buffer.from(store.bytes).includes("hunter2")).toBe(false);
  });
});
