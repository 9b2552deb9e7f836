// The built bundle as a user has it: dist/cli.cjs in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { documented, long } from "../entry/cli/documented-pack.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist", "cli.cjs");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nanotune-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function nanotune(
  args: readonly string[],
  options: { input?: string | Uint8Array; cwd?: string; node?: readonly string[] } = {},
): Run {
  const { input = "", cwd = root, node = [] } = options;
  const env = { ...process.env, NO_COLOR: "1", LANG: "en_US.UTF-8", LC_ALL: "", COLUMNS: "100" };
  const result = spawnSync(process.execPath, [...node, cli, ...args], { cwd, input, env, encoding: "utf8" });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return name;
}

const here = (args: readonly string[], options = {}) => nanotune(args, { cwd: folder, ...options });

describe("the case of the gateway", () => {
  const gateway = ["lint", "fixtures/gateway/nanomq.conf"];

  test("lint names the line, the windows and what to type", () => {
    const { code, out } = nanotune(gateway);
    expect(code).toBe(0);
    for (const said of [
      "fixtures/gateway/nanomq.conf:12:20",
      "10 s to 20 s",
      "25 s",
      "8 s to 9 s",
      "6 s to 7 s",
      "7.5 s",
      "retry_interval = 1s",
    ]) {
      expect(out).toContain(said);
    }
  });

  test("--fail-on warning ends with 1, --quiet shows errors only", () => {
    expect(nanotune([...gateway, "--fail-on", "warning"]).code).toBe(1);
    expect(nanotune([...gateway, "--quiet"]).out).toMatch(/^0 errors .*not shown: \d+ warnings/m);
  });

  test("replay as JSON has the figures of the measured broker", () => {
    const { code, out } = nanotune(["replay", "fixtures/gateway/nanomq.conf", "-f", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      nanomq: "0.22.10",
      settings: { retryIntervalMs: 10_000, multiplier: 1.5 },
      clients: [
        {
          name: "sensors",
          keepaliveMs: 5000,
          limitMs: 7500,
          windowMs: { earliest: 10_000, p50: 15_000, p95: 19_500, latest: 20_000 },
          afterConnectMs: { earliest: 25_000, p50: 25_000, p95: 25_000, latest: 25_000 },
          mqttLimitMs: 7500,
        },
      ],
    });
  });

  test("same input, same bytes", () => {
    for (const format of ["pretty", "concise", "json", "sarif"]) {
      expect(nanotune([...gateway, "-f", format])).toEqual(nanotune([...gateway, "-f", format]));
    }
  });
});

describe("a lint that lint.cjs leaves to the whole command finds the same", () => {
  const text = "mqtt { retry_interval = 0s }\n";
  const zero = /nanomq\.conf:1:\d+: \w+: timing\/retry-interval-zero|nanomq\.conf:1:\d+.*retry-interval-zero/;

  test("in a folder", () => {
    mkdirSync(join(folder, "confs"), { recursive: true });
    write("confs/nanomq.conf", text);
    expect(here(["lint", "confs", "-f", "concise"]).out).toMatch(zero);
    expect(here(["lint", "confs/nanomq.conf", "-f", "concise"]).out).toMatch(zero);
  });

  test("with a pack", () => {
    mkdirSync(join(folder, "packed", "policy"), { recursive: true });
    for (const [name, content] of Object.entries(documented)) write(join("packed", name), content);
    write("packed/nanomq.conf", long);
    expect(here(["lint", "packed/nanomq.conf", "-f", "concise"]).out).toContain("acme/queue-too-long");
  });

  test("in a compose file", () => {
    write("compose.yaml", "services:\n  mq:\n    image: emqx/nanomq:latest\n");
    expect(here(["lint", "compose.yaml", "-f", "concise"]).out).toMatch(/compose\.yaml:\d+:\d+/);
  });

  test("a pipe is read once", () => {
    const { stdout } = spawnSync(
      "bash",
      ["-c", '"$0" "$1" lint <(printf "%s" "$2") -f concise', process.execPath, cli, text],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    expect(stdout).toContain("timing/retry-interval-zero");
  });
});

test("the words of every rule lie beside the command", () => {
  const lines = readFileSync(join(root, "dist", "rule-pages.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    rulePages.map((page) => JSON.parse(JSON.stringify(page))),
  );
});

describe("reading commands", () => {
  test("open no socket, start no process and write nothing", () => {
    const node = ["--experimental-permission", "--allow-fs-read=*", "--no-warnings"];
    for (const args of [
      ["lint", "fixtures/gateway/nanomq.conf"],
      ["show", "fixtures/gateway/nanomq.conf"],
      ["rules"],
      ["replay", "--keepalive", "5s"],
      ["explain", "timing/retry-interval-zero"],
    ]) {
      const { code, err } = nanotune(args, { node });
      expect({ code, err: err.includes("ERR_ACCESS_DENIED") }).toEqual({ code: 0, err: false });
    }
  });

  test("leave the folder as it was", () => {
    write("still.conf", "mqtt { retry_interval = 10 }\n");
    const before = readdirSync(folder);
    here(["lint", "still.conf"]);
    here(["show", "still.conf", "--tree"]);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe("bad input: one clear error, exit 2, nothing lost", () => {
  const bad: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    ["missing file", () => ["lint", "none.conf"], /none\.conf: no such file/],
    ["no file", () => ["lint"], /No conf given/],
    [
      "binary",
      () => [
        "lint",
        write(
          "binary.conf",
          new Uint8Array(4096).map((_, at) => at % 7),
        ),
      ],
      /binary file/,
    ],
    [
      "unknown version",
      () => ["lint", write("v.conf", "mqtt.retry_interval = 1s\n"), "--nanomq", "latest"],
      /is no NanoMQ version/,
    ],
    [
      "bad keepalive",
      () => ["lint", write("k.conf", "mqtt.retry_interval = 1s\n"), "--keepalive", "five"],
      /no duration/,
    ],
    ["unknown option", () => ["lint", "a.conf", "--fromat", "json"], /Did you mean --format\?/],
    ["unknown command", () => ["lnit"], /Did you mean nanotune lint\?/],
    [
      "unknown rule",
      () => ["explain", "timing/retry-interval-too-coarce"],
      /Did you mean timing\/retry-interval-too-coarse\?/,
    ],
    [
      "bad nanotune.toml",
      () => [
        "lint",
        write("c.conf", "mqtt.retry_interval = 1s\n"),
        "--config",
        write("bad.toml", '[objective]\ndetect_withn = "8s"\n'),
      ],
      /bad\.toml:2:1: nanotune does not know objective\.detect_withn\. Did you mean detect_within\?/,
    ],
    [
      "folder",
      () => {
        mkdirSync(join(folder, "bare"), { recursive: true });
        return ["lint", "bare"];
      },
      /bare: no nanomq\.conf in this folder or below it/,
    ],
    ["missing nanotune.toml", () => ["lint", "c.conf", "--config", "none.toml"], /none\.toml: no such file/],
    ["unknown section", () => ["show", "c.conf", "--section", "mqqt"], /Did you mean mqtt\?/],
    [
      "version in nanotune.toml",
      () => ["lint", "c.conf", "--config", write("version.toml", '\nnanomq = "new"\n')],
      /version\.toml:2:1: nanomq must be a NanoMQ version/,
    ],
    [
      "broken nanotune.toml",
      () => ["lint", "c.conf", "--config", write("broken.toml", "nanomq = \n")],
      /broken\.toml:1:\d+: not TOML/,
    ],
  ];

  test.each(bad)("%s", (_, args, said) => {
    const { code, out, err } = here(args());
    expect(code).toBe(2);
    expect(err).toMatch(said);
    expect(err).not.toMatch(/^\s+at |assuming|more rules/m);
    expect(out).toBe("");
  });

  test("the other files are linted all the same", () => {
    write("good.conf", "log { to = [file] }\n");
    const { code, out, err } = here(["lint", "none.conf", "good.conf", "-f", "concise"]);
    expect(code).toBe(2);
    expect(err).toContain("none.conf");
    expect(out).toContain("good.conf:1:");
  });

  test("200 MB are refused at once", () => {
    write("big.conf", new Uint8Array(200 * 1024 * 1024).fill(35));
    const { code, err } = here(["lint", "big.conf"]);
    expect(code).toBe(2);
    expect(err).toContain("larger than");
    rmSync(join(folder, "big.conf"));
  });

  test("invalid UTF-8 and 0 bytes are read as NanoMQ reads them", () => {
    write(
      "latin.conf",
      new Uint8Array([0x6d, 0x71, 0x74, 0x74, 0x2e, 0xff, 0x61, 0x20, 0x3d, 0x20, 0x31, 0x0a]),
    );
    expect(here(["lint", "latin.conf"]).code).not.toBe(3);
    const empty = here(["lint", write("empty.conf", ""), "--nanomq", "0.24.14", "-f", "concise"]);
    expect(empty.out).toMatch(/^empty\.conf:1:1: error syntax\/empty-file/m);
    expect(empty.code).toBe(1);
    const shown = here(["show", "empty.conf", "--nanomq", "0.24.14"]);
    expect(shown).toMatchObject({ out: "", err: expect.stringContaining("does not start") });
  });
});

describe("inputs", () => {
  test("standard input with a name", () => {
    const { out } = here(["lint", "-", "--stdin-filename", "etc/nanomq.conf", "-f", "concise"], {
      input: 'mqtt.retry_interval = "10"\n',
    });
    expect(out).toContain("etc/nanomq.conf:1:23: error timing/retry-interval-zero");
  });

  test("standard input is refused beyond the limit", () => {
    const { code, err } = here(["lint", "-"], { input: new Uint8Array(70 * 1024 * 1024).fill(35) });
    expect({ code, refused: err.includes("larger than") }).toEqual({ code: 2, refused: true });
  });

  test("a file named twice is linted once", () => {
    write("once.conf", 'mqtt.retry_interval = "10"\n');
    const once = here(["lint", "once.conf", "-f", "concise"]);
    expect(here(["lint", "once.conf", "once.conf", "-f", "concise"])).toEqual(once);
  });

  test("includes are read relative to the working directory, findings point into them", () => {
    mkdirSync(join(folder, "etc"), { recursive: true });
    write("etc/timing.conf", 'mqtt.retry_interval = "10"\n');
    write("main.conf", 'include "etc/timing.conf"\n');
    expect(here(["lint", "main.conf", "-f", "concise"]).out).toContain(
      "etc/timing.conf:1:23: error timing/retry-interval-zero",
    );
  });

  test("a nanotune.toml beside the conf is found, --no-config leaves it", () => {
    mkdirSync(join(folder, "site"), { recursive: true });
    write("site/nanotune.toml", 'nanomq = "0.22.10"\n[[clients]]\nname = "plc"\nkeepalive = "5s"\n');
    write("site/nanomq.conf", "mqtt { retry_interval = 10s }\n");
    expect(here(["lint", "site/nanomq.conf", "-f", "concise"]).out).toContain("retry-interval-too-coarse");
    expect(here(["lint", "site/nanomq.conf", "-f", "concise", "--no-config"]).out).not.toContain(
      "retry-interval-too-coarse",
    );
  });

  test("a nanotune.toml above the working directory holds too, and for standard input by its name", () => {
    const plant = join(folder, "plant", "line4");
    mkdirSync(plant, { recursive: true });
    write("plant/nanotune.toml", 'nanomq = "0.22.10"\n[[clients]]\nname = "plc"\nkeepalive = "5s"\n');
    write("plant/line4/nanomq.conf", "mqtt { retry_interval = 10s }\n");
    const named = ["lint", "-", "--stdin-filename", "plant/line4/nanomq.conf", "-f", "concise"];
    for (const { out } of [
      nanotune(["lint", "nanomq.conf", "-f", "concise"], { cwd: plant }),
      here(named, { input: "mqtt { retry_interval = 10s }\n" }),
    ]) {
      expect(out).toContain("retry-interval-too-coarse plc");
    }
  });

  test("a closed pipe is no error", () => {
    const result = spawnSync("sh", ["-c", `"${process.execPath}" "${cli}" rules | head -1`], {
      encoding: "utf8",
    });
    expect(result.stderr).toBe("");
    expect(result.stdout.split("\n")).toHaveLength(2);
  });
});

describe("show", () => {
  test("--tree as JSON is what the library's readTree gives", async () => {
    write("tree.conf", "a = b = 1\nc { d = 10s }\n");
    const { readTree } = await import("../../src/text/conf/read-tree.ts");
    const { out } = here(["show", "--tree", "tree.conf", "--nanomq", "0.24.14", "-f", "json"]);
    expect(JSON.parse(out)).toEqual(readTree({ text: "a = b = 1\nc { d = 10s }\n" }, { nanomq: "0.24.14" }));
  });

  test("secrets are masked", () => {
    write(
      "secret-values.conf",
      'http_server { username = "ops", password = "hunter2" }\nauth.password { plc = "hunter3" }\n',
    );
    for (const format of ["pretty", "json"]) {
      const { out } = here(["show", "secret-values.conf", "-f", format, "--nanomq", "0.24.14"]);
      expect(out).toContain("ops");
      expect(out).not.toMatch(/hunter/);
    }
  });
});
