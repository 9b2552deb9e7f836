// --fix and --diff on real files, with the real patch programs.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { World } from "../../src/entry/cli/io.ts";
import { main } from "../../src/entry/cli/main.ts";
import { nodeIo } from "../../src/entry/cli/node-io.ts";
import { describeWith } from "../parts.ts";

const base = mkdtempSync(join(tmpdir(), "nanotune-fixes-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folder = base;
beforeEach(() => {
  folder = mkdtempSync(join(base, "case-"));
});
const at = (name: string) => join(folder, name);
const asked = ["--no-config", "--keepalive", "5s", "--nanomq", "0.22.10"];

async function lint(argv: readonly string[], change: (io: World) => Partial<World> = () => ({})) {
  let [out, err] = ["", ""];
  const node = nodeIo();
  const io: World = {
    ...node,
    readFile: (path, limit) => node.readFile(resolve(folder, path), limit),
    listFolder: (path) => node.listFolder(resolve(folder, path)),
    writeFiles: (writes) =>
      node.writeFiles(writes.map(({ path, ...rest }) => ({ path: resolve(folder, path), ...rest }))),
    cwd: folder,
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  const code = await main(["lint", ...argv, ...asked], { ...io, ...change(io) });
  return { code, out, err };
}

const slow = "# kept\nmqtt {\n\tretry_interval = 10s\t# why\n}\n";

describeWith("patch", "--diff applies, and comes to what --fix writes", () => {
  const crlf = slow.replaceAll("\n", "\r\n");
  const shapes: readonly (readonly [string, string])[] = [
    ["tabs and comments", slow],
    ["CRLF", crlf],
    [
      "CRLF, where a setting is added",
      "auth {\r\n  allow_anonymous = false\r\n}\r\nmqtt {\r\n  max_packet_size = 1MB\r\n}\r\n",
    ],
    ["byte order mark", `\uFEFF${slow}`],
    ["no line end at the end", "mqtt { retry_interval = 10s }"],
    [
      "several fixes",
      'mqtt {\n  retry_interval = 10s\n  keepalive_multiplier = "1.25"\n}\nlog { level = warn, }\n',
    ],
  ];

  test.each(shapes)("%s", async (_, text) => {
    for (const apply of [
      ["patch", "-p1", "-i", "fix.patch"],
      ["git", "apply", "fix.patch"],
    ]) {
      writeFileSync(at("a.conf"), text);
      const { out, code } = await lint(["a.conf", "--unsafe-fixes", "--diff"]);
      expect(code).toBe(1);
      writeFileSync(at("fix.patch"), out);
      const [program = "", ...args] = apply;
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
      expect([program, status, status === 0 ? "" : stdout + stderr]).toEqual([program, 0, ""]);
      const patched = readFileSync(at("a.conf"), "utf8");
      writeFileSync(at("a.conf"), text);
      await lint(["a.conf", "--fix", "--unsafe-fixes"]);
      expect(readFileSync(at("a.conf"), "utf8")).toBe(patched);
      if (text.includes("\r\n")) expect(patched.replaceAll("\r\n", "")).not.toContain("\n");
      expect((await lint(["a.conf", "--unsafe-fixes", "--diff"])).out).toBe("");
    }
  });

  test("an include of two confs stands in the patch once, as --fix writes it once", async () => {
    const shared = 'rotation { size = "10MB", }\n';
    const confs = ["a.conf", "b.conf"];
    const lay = () => {
      for (const name of confs) writeFileSync(at(name), `log { include "${at("shared.conf")}" }\n`);
      writeFileSync(at("shared.conf"), shared);
    };
    lay();
    const { out } = await lint([...confs, "--unsafe-fixes", "--diff"]);
    expect(out.match(/^--- .*shared\.conf$/gm)).toHaveLength(1);
    expect(readFileSync(at("shared.conf"), "utf8")).toBe(shared);
    writeFileSync(at("fix.patch"), out);
    const { status } = spawnSync("patch", ["-p1", "-i", "fix.patch"], { cwd: folder });
    expect(status).toBe(0);
    const patched = ["shared.conf", ...confs].map((name) => readFileSync(at(name), "utf8"));
    lay();
    await lint([...confs, "--unsafe-fixes", "--fix"]);
    expect(["shared.conf", ...confs].map((name) => readFileSync(at(name), "utf8"))).toEqual(patched);
  });

  test("what is no UTF-8 has no patch, and it is said; --fix changes it", async () => {
    const bytes = Buffer.from("# caf\xe9\nlog { level = warn, }\n", "latin1");
    writeFileSync(at("a.conf"), bytes);
    const { out, err, code } = await lint(["a.conf", "--diff"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("a.conf is not UTF-8, so there is no patch for it");
    await lint(["a.conf", "--fix"]);
    expect(readFileSync(at("a.conf"), "latin1")).toMatch(/^# caf\xe9\nlog \{ level = warn \}\n/);
  });

  test("a file named by its absolute path is named from the working directory", async () => {
    writeFileSync(at("a.conf"), slow);
    expect((await lint([at("a.conf"), "--diff"])).out).toContain("--- a/a.conf\n");
  });
});

describe("--fix writes", () => {
  test("what a link leads to, and keeps mode and link", async () => {
    writeFileSync(at("real.conf"), slow);
    chmodSync(at("real.conf"), 0o640);
    symlinkSync("real.conf", at("a.conf"));
    await lint(["a.conf", "--fix"]);
    expect(lstatSync(at("a.conf")).isSymbolicLink()).toBe(true);
    expect(readFileSync(at("real.conf"), "utf8")).toContain("retry_interval = 1s\t# why");
    expect(statSync(at("real.conf")).mode & 0o777).toBe(0o640);
  });

  test("an include below --root, never the file of this machine", async () => {
    mkdirSync(at("rootfs/etc"), { recursive: true });
    writeFileSync(at("rootfs/etc/t.conf"), "mqtt { retry_interval = 10s }\n");
    writeFileSync(at("a.conf"), 'include "/etc/t.conf"\n');
    await lint(["a.conf", "--fix", "--root", at("rootfs")]);
    expect(readFileSync(at("rootfs/etc/t.conf"), "utf8")).toContain("retry_interval = 1s");
  });

  test("nothing where the file changed meanwhile", async () => {
    writeFileSync(at("a.conf"), slow);
    const { code, err } = await lint(["a.conf", "--fix"], (io) => {
      let reads = 0;
      return {
        readFile: (path, limit) => {
          const result = io.readFile(path, limit);
          if (limit > 0 && path === "a.conf" && reads++ === 0)
            writeFileSync(at("a.conf"), `${slow}# other\n`);
          return result;
        },
      };
    });
    expect(code).toBe(2);
    expect(err).toContain("a.conf was changed meanwhile");
    expect(readFileSync(at("a.conf"), "utf8")).toBe(`${slow}# other\n`);
  });

  test("nothing where it may not, and says so", async () => {
    writeFileSync(at("a.conf"), slow);
    const { code, err } = await lint(["a.conf", "--fix"], () => ({
      writeFiles: () => {
        throw new Error("EACCES: permission denied");
      },
    }));
    expect(code).toBe(2);
    expect(err).toContain("a.conf cannot be written: EACCES");
  });
});
