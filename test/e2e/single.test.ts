// The single executables and the Debian packages around them, as `npm run package` made them.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { debianOf, packagesOf, singleOf } from "../../build/package/packages.ts";
import { startOf } from "../../build/package/single.ts";
import manifest from "../../package.json" with { type: "json" };
import { describeWhere } from "../parts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const gateway = join(root, "fixtures", "gateway");
const LIMIT_MS = 120_000;

let made = "";
const at = (...parts: readonly string[]) => join(made, ...parts);
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), "nanotune-single-"));
  for (const name of ["home", "work"]) mkdirSync(at(name));
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
}

/** Without Node, and with a home that nothing may be written to. */
function run(start: readonly string[], args: readonly string[], input = ""): Ran {
  const [program = "", ...before] = start;
  const env = { PATH: "/usr/bin:/bin", HOME: at("home"), LANG: "en_US.UTF-8", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(program, [...before, ...args], {
    cwd: gateway,
    env,
    input,
    encoding: "utf8",
  });
  return { code: status, out: `${stdout}${stderr}` };
}

const cli = [process.execPath, join(root, "dist", "cli.cjs")];
const lines: readonly (readonly string[])[] = [
  ["lint", "nanomq.conf", "-f", "json"],
  ["show", "nanomq.conf"],
  ["replay", "nanomq.conf"],
  ["tune", "nanomq.conf", "--detect-within", "9s"],
  ["explain", "timing/retry-interval-too-coarse"],
  ["lint", "nanomq.conf", "nanomq.conf", "--jobs", "2", "-f", "concise"],
  ["--help"],
];

/** One request of the Language Server Protocol, and the end of the talk. */
const talk = [
  { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } },
  { id: 2, method: "shutdown" },
  { method: "exit" },
]
  .map((message) => JSON.stringify({ jsonrpc: "2.0", ...message }))
  .map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  .join("");

for (const node of packagesOf) {
  const file = singleOf(root, node);
  const isMade = existsSync(file);
  describeWhere(isMade, "npm run package", `linux ${node.arch}`, () => {
    const start = startOf(node, file);
    // What is emulated is slow: it is started, and that is it.
    const asked = node.arch === "x64" ? lines : lines.slice(0, 1);

    test.each(asked.map((line) => [line.join(" "), line] as const))(
      "%s",
      { timeout: LIMIT_MS },
      (_name, line) => {
        // The name of the thing in `--help` and the pages it points to depend on where it lies.
        expect(run(start, line)).toEqual(run([...cli], line));
      },
    );

    test("writes nothing", () =>
      expect(readdirSync(at("home")).filter((name) => name !== ".cache")).toEqual([]));
  });
}

const [own] = packagesOf;
describeWhere(own !== undefined && existsSync(singleOf(root, own)), "npm run package", "inside", () => {
  const start = own === undefined ? [] : startOf(own, singleOf(root, own));

  test("the language server answers", () => {
    const { code, out } = run(start, ["lsp"], talk);
    expect(code).toBe(0);
    expect(out).toContain('"hoverProvider":true');
  });

  test("nothing of a folder with scripts of these names is run", () => {
    writeFileSync(at("work", "nanotune.cjs"), "throw new Error('mine')");
    expect(run(start, ["lint", at("work", "nanotune.cjs"), "-f", "json"]).out).not.toContain("Error: mine");
  });
});

for (const node of packagesOf) {
  const debian = debianOf(root, node, manifest.version);
  const name = `the Debian package for ${node.arch}`;
  describeWhere(existsSync(debian), "npm run package", name, () => {
    const list = spawnSync("dpkg-deb", ["--contents", debian], { encoding: "utf8" }).stdout;

    test.each([
      "./usr/bin/nanotune",
      "./usr/share/man/man1/nanotune.1.gz",
      "./usr/share/man/zh_CN/man1/nanotune.1.gz",
      "./usr/share/bash-completion/completions/nanotune",
      "./usr/share/zsh/vendor-completions/_nanotune",
      "./usr/share/fish/vendor_completions.d/nanotune.fish",
      "./usr/share/doc/nanotune/copyright",
      "./usr/share/doc/nanotune/docs/rules/timing.md",
    ])("has %s, of root, for all to read", (path) => {
      expect(list).toMatch(
        new RegExp(`^-rwx?r-xr-x root/root .* ${path}$|^-rw-r--r-- root/root .* ${path}$`, "m"),
      );
    });

    const hasLintian = spawnSync("lintian", ["--version"]).error === undefined;
    test.skipIf(!hasLintian)("lintian finds no error", { timeout: LIMIT_MS }, () => {
      const { status, stdout } = spawnSync("lintian", ["--allow-root", "--fail-on", "error", debian], {
        encoding: "utf8",
      });
      expect({ status, errors: stdout.match(/^E: .*$/gm) }).toEqual({ status: 0, errors: null });
    });
  });
}

describeWhere(
  own !== undefined && existsSync(debianOf(root, own, manifest.version)),
  "npm run package",
  "unpacked",
  () => {
    test("the command names pages that are there", { timeout: LIMIT_MS }, () => {
      if (own === undefined) throw new Error("no package");
      spawnSync("dpkg-deb", ["--extract", debianOf(root, own, manifest.version), at("unpacked")]);
      const { out } = run([at("unpacked", "usr", "bin", "nanotune")], ["lint", "nanomq.conf", "-f", "sarif"]);
      const pages = [...out.matchAll(/"helpUri": "([^"#]+)/g)].map(([, page = ""]) => page);
      expect(pages).toContainEqual(expect.stringContaining("/usr/share/doc/nanotune/docs/rules/timing.md"));
      expect(pages.filter((page) => !existsSync(new URL(page)))).toEqual([]);
    });
  },
);
