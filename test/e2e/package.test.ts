// What a user installs is what runs here: packed, installed into an empty folder without network, on every Node it names.
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type NodeBuild, programOf, supportedNodes, tooOldNode } from "../../build/nodes.ts";
import { describeWhere } from "../parts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const LIMIT_MS = 120_000;
/** Debian's package libc6-arm64-cross lays it down. */
const ARM_LIBRARIES = "/usr/aarch64-linux-gnu";

/** Everything that is made: `app` has the installed package, `work` is the working directory. */
let made = "";
const at = (...names: readonly string[]) => join(made, ...names);
const installed = (...names: readonly string[]) => at("app", "node_modules", "nanotune", ...names);

/** How a Node is started here: a foreign processor needs an emulator. */
function startOf(node: NodeBuild): readonly string[] {
  const program = programOf(root, node);
  return node.arch === "arm64" ? ["qemu-aarch64-static", "-L", ARM_LIBRARIES, program] : [program];
}

function isThere(node: NodeBuild): boolean {
  if (process.platform !== "linux" || process.arch !== "x64" || !existsSync(programOf(root, node)))
    return false;
  return (
    node.arch === "x64" ||
    (existsSync(ARM_LIBRARIES) && spawnSync("qemu-aarch64-static", ["-version"]).status === 0)
  );
}

function describeOn(node: NodeBuild, tests: () => void): void {
  const need =
    node.arch === "arm64"
      ? "npm run nodes, apt-get install qemu-user-static libstdc++6-arm64-cross"
      : "npm run nodes";
  describeWhere(isThere(node), need, `Node ${node.version} on ${node.arch}`, tests);
}

interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

const environment = (env: Environment) => ({
  PATH: process.env["PATH"] ?? "",
  LANG: "en_US.UTF-8",
  NO_COLOR: "1",
  HOME: at("home"),
  ...env,
});

const ranOf = ({ status, signal, stdout, stderr }: SpawnSyncReturns<string>): Ran => ({
  code: status,
  signal,
  out: stdout,
  err: stderr,
});

function run(
  start: readonly string[],
  args: readonly string[],
  env: Environment = {},
  cwd = at("work"),
): Ran {
  const [program = "", ...before] = start;
  const options = { cwd, env: environment(env), encoding: "utf8" } as const;
  return ranOf(spawnSync(program, [...before, ...args], options));
}

const cacheOf = (home: string) => join(home, ".cache", "nanotune");
const cached = (home: string) => (existsSync(cacheOf(home)) ? readdirSync(cacheOf(home)).toSorted() : []);
/** What was said of confs; without it a lint has to run. */
function forgetAnswers(home: string): void {
  for (const one of cached(home)) if (one.startsWith("answer-")) rmSync(join(cacheOf(home), one));
}

/** Runs, whatever was said before. */
function nanotune(start: readonly string[], args: readonly string[], env: Environment = {}): Ran {
  forgetAnswers(env["HOME"] ?? at("home"));
  return run(start, [installed("dist", "cli.cjs"), ...args], env);
}

const own = [process.execPath];
/** What the Node of this test prints, without a cache. */
const outputs = new Map<readonly string[], Ran>();
function expected(args: readonly string[]): Ran {
  const known = outputs.get(args) ?? nanotune(own, args, { NANOTUNE_NO_CACHE: "1" });
  outputs.set(args, known);
  return known;
}

const lint = ["lint", "nanomq.conf"];
/** Commands, how they end, and what they say. */
const commands: readonly (readonly [args: readonly string[], code: number, said: string])[] = [
  [lint, 0, "timing/retry-interval-too-coarse"],
  [["replay", "nanomq.conf"], 0, "10 s to 20 s"],
  [["show", "nanomq.conf", "--all"], 0, "mqtt.retry_interval"],
  [["tune", "nanomq.conf", "--detect-within", "9s"], 1, "retry_interval = 1s"],
  [["explain", "timing/retry-interval-too-coarse", "nanomq.conf"], 0, "retry_interval"],
  [["--help"], 0, "nanotune lint"],
];
const library = 'console.log(JSON.stringify(readTree({ text: "a = b = 1" }, { nanomq: "0.24.14" }).tree))';
const uses = [
  ["import", ["--input-type=module", "-e", `import { readTree } from "nanotune"; ${library}`]],
  ["require", ["-e", `const { readTree } = require("nanotune"); ${library}`]],
] as const;

/** The one file of the cache that holds the code of `lint`. */
function lintCode(home: string): string {
  const [name, ...more] = cached(home).filter((one) => one.startsWith("lint-"));
  if (name === undefined || more.length > 0) throw new Error(`not one file: ${cached(home).join(" ")}`);
  return join(cacheOf(home), name);
}

beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), "nanotune-package-"));
  for (const folder of ["app", "work", "npm"]) mkdirSync(at(folder));
  for (const file of ["nanomq.conf", "nanotune.toml"])
    copyFileSync(join(root, "fixtures", "gateway", file), at("work", file));
  // Without one npm installs into a folder above that has one.
  writeFileSync(at("app", "package.json"), "{}");
  // Another folder of npm's own: nothing that was fetched before can help.
  const npm = { env: { ...process.env, npm_config_cache: at("npm") }, encoding: "utf8" } as const;
  const packed = spawnSync("npm", ["pack", "--ignore-scripts", "--pack-destination", made], {
    ...npm,
    cwd: root,
  });
  const tarball = at(packed.stdout.trim().split("\n").at(-1) ?? "");
  const quiet = ["--offline", "--no-audit", "--no-fund"];
  const done = spawnSync("npm", ["install", ...quiet, tarball], { ...npm, cwd: at("app") });
  if (done.status !== 0) throw new Error(`${packed.stderr}\n${done.stderr}`);
}, LIMIT_MS);

afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  for (const home of [at("home"), at("other")]) {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
  }
});

describe("the package", () => {
  test("has what README and docs point to, and nothing that is bound to a machine", () => {
    for (const page of [
      "README.md",
      "README.zh-CN.md",
      ...readdirSync(installed("docs"))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `docs/${name}`),
    ]) {
      const links = [...readFileSync(installed(page), "utf8").matchAll(/\]\((?!https?:)([^)#]+)/g)];
      for (const [, link = ""] of links)
        expect([page, link, existsSync(join(installed(page), "..", link))]).toEqual([page, link, true]);
    }
    expect(existsSync(installed("docs", "monitoring", "alerts.yml"))).toBe(true);
    const files = readdirSync(installed(), { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => /\.(cache|bin|node)$/.test(name))).toEqual([]);
  });

  test("brings no other package", () => {
    expect(readdirSync(at("app", "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "nanotune",
    ]);
  });

  test("is called by its name", () => {
    expect(run([at("app", "node_modules", ".bin", "nanotune")], ["--version"])).toMatchObject({
      code: 0,
      err: "",
    });
  });
});

/** What is worth its time: an emulated Node takes seconds to start. */
const commandsOn = ({ arch }: NodeBuild) =>
  arch === "x64" ? commands : commands.filter(([args]) => args === lint);

for (const node of supportedNodes)
  describeOn(node, () => {
    test("runs every command as this Node does, by import and by require too", { timeout: LIMIT_MS }, () => {
      for (const [args, code, said] of commandsOn(node)) {
        const ran = nanotune(startOf(node), args);
        expect([args, ran]).toEqual([args, expected(args)]);
        expect(ran).toMatchObject({ code, signal: null, out: expect.stringContaining(said) });
      }
      for (const [how, args] of uses) {
        const used = run(startOf(node), args, {}, at("app"));
        expect([how, used.code, used.out]).toEqual([how, 0, '{"a":{"b":1}}\n']);
      }
      expect(readdirSync(at("work")).toSorted()).toEqual(["nanomq.conf", "nanotune.toml"]);
    });

    test("makes its code once, uses it after, and never that of another Node", { timeout: LIMIT_MS }, () => {
      expect(nanotune(startOf(node), lint)).toEqual(expected(lint));
      const code = lintCode(at("home"));
      expect(statSync(code).mode & 0o777).toBe(0o600);
      const mine = readFileSync(code);
      expect(nanotune(startOf(node), lint)).toEqual(expected(lint));
      // What is rejected is made anew, and V8 does not make the same bytes twice.
      expect(readFileSync(code).equals(mine)).toBe(true);
      const other = supportedNodes.find((one) => one !== node && one.arch === "x64" && isThere(one));
      if (other === undefined) return;
      nanotune(startOf(other), lint, { HOME: at("other") });
      const foreign = readFileSync(lintCode(at("other")));
      writeFileSync(code, foreign);
      expect(nanotune(startOf(node), lint)).toEqual(expected(lint));
      expect(readFileSync(code).equals(foreign)).toBe(false);
    });
  });

test("code that is spoilt is not used", { timeout: LIMIT_MS }, () => {
  nanotune(own, lint);
  const code = lintCode(at("home"));
  const mine = readFileSync(code);
  for (const bytes of [
    mine.subarray(0, mine.length / 2),
    Buffer.from(mine).fill(0, 8192, 12_288),
    Buffer.from(mine).fill("x", 100_000, 101_000),
    Buffer.alloc(0),
  ]) {
    writeFileSync(code, bytes);
    expect(nanotune(own, lint)).toEqual(expected(lint));
    expect(readFileSync(code).equals(bytes)).toBe(false);
  }
});

describeOn(tooOldNode, () => {
  test("is told which Node is needed, in one sentence", () => {
    const found = `nanotune needs Node.js 20.19 or later; this is ${tooOldNode.version}.\n`;
    for (const args of [lint, ["--help"], []])
      expect(nanotune(startOf(tooOldNode), args)).toEqual({ code: 2, signal: null, out: "", err: found });
    expect(nanotune(startOf(tooOldNode), lint, { LANG: "zh_CN.UTF-8" }).err).toMatch(/^nanotune 需要 .*\n$/);
    expect(cached(at("home"))).toEqual([]);
  });
});

describe("a home without room for code costs nothing else", () => {
  test("NANOTUNE_NO_CACHE=1 writes nothing", () => {
    expect(nanotune(own, lint, { NANOTUNE_NO_CACHE: "1" })).toMatchObject({ code: 0 });
    expect(readdirSync(at("home"))).toEqual([]);
  });

  test.each([
    ["missing", () => at("other", "none", "home")],
    ["a file", () => at("work", "nanomq.conf")],
    ["a device that is full", () => "/dev/full"],
    ["the kernel's, where nobody may write", () => "/proc"],
  ])("%s", (_, home) => {
    for (let again = 0; again < 2; again += 1)
      expect(nanotune(own, lint, { HOME: home() })).toEqual(expected(lint));
  });

  describeWhere(process.getuid?.() !== 0, "root is refused nothing", "not root", () => {
    test("read-only", () => {
      chmodSync(at("home"), 0o555);
      expect(nanotune(own, lint)).toEqual(expected(lint));
      expect(readdirSync(at("home"))).toEqual([]);
    });
  });

  /** A small file system of its own. @returns whether it could be mounted */
  function mounted(options: string): boolean {
    return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", at("home")]).status === 0;
  }
  const mayMount = process.platform === "linux" && process.getuid?.() === 0 && canMount();

  function canMount(): boolean {
    const folder = mkdtempSync(join(tmpdir(), "nanotune-mount-"));
    const can = spawnSync("mount", ["-t", "tmpfs", "tmpfs", folder]).status === 0;
    if (can) spawnSync("umount", [folder]);
    rmSync(folder, { recursive: true });
    return can;
  }

  describeWhere(mayMount, "no file system can be mounted here", "mounted", () => {
    test.each([
      ["read-only", "ro"],
      ["full", "size=64k"],
    ])("%s", (_, options) => {
      expect(mounted(options)).toBe(true);
      try {
        for (let again = 0; again < 2; again += 1) expect(nanotune(own, lint)).toEqual(expected(lint));
        forgetAnswers(at("home"));
        // Not even a part of a file is left.
        expect(cached(at("home"))).toEqual([]);
      } finally {
        spawnSync("umount", [at("home")]);
      }
    });
  });
});

test("several processes at once leave one whole file", { timeout: LIMIT_MS }, async () => {
  const all = Array.from({ length: 4 }, async () => {
    const child = spawn(process.execPath, [installed("dist", "cli.cjs"), ...lint], {
      cwd: at("work"),
      env: environment({}),
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    return { code, out };
  });
  for (const { code, out } of await Promise.all(all))
    expect({ code, out }).toEqual({ code: 0, out: expected(lint).out });
  const whole = readFileSync(lintCode(at("home")));
  forgetAnswers(at("home"));
  expect(cached(at("home"))).toHaveLength(1);
  expect(nanotune(own, lint)).toEqual(expected(lint));
  expect(readFileSync(lintCode(at("home"))).equals(whole)).toBe(true);
});
