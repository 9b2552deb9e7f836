// The one writer, on real files; as root where the tests run as root, and as nobody beside it.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { writeFiles } from "../../../src/entry/cli/file-writer.ts";
import { describeWhere } from "../../parts.ts";

const base = mkdtempSync(join(tmpdir(), "nanotune-writer-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folder = base;
beforeEach(() => {
  folder = mkdtempSync(join(base, "case-"));
});
const at = (name: string) => join(folder, name);
const bytes = (text: string) => new TextEncoder().encode(text);
const change = (name: string, before = "old\n", after = "new\n") => {
  return { path: at(name), before: bytes(before), after: bytes(after) };
};
const text = (name: string) => readFileSync(at(name), "utf8");
const leftovers = () => readdirSync(folder).filter((name) => name.startsWith("."));

describe("a file", () => {
  test("is replaced whole, with its mode, and nothing else is left", () => {
    writeFileSync(at("a.conf"), "old\n");
    chmodSync(at("a.conf"), 0o640);
    expect(writeFiles([change("a.conf")])).toEqual([]);
    expect([text("a.conf"), statSync(at("a.conf")).mode & 0o7777]).toEqual(["new\n", 0o640]);
    expect(readdirSync(folder)).toEqual(["a.conf"]);
  });

  test("that is a link stays one, and what it leads to changes", () => {
    writeFileSync(at("real.conf"), "old\n");
    symlinkSync("real.conf", at("a.conf"));
    writeFiles([change("a.conf")]);
    expect([lstatSync(at("a.conf")).isSymbolicLink(), text("real.conf")]).toEqual([true, "new\n"]);
  });

  test("with several names keeps them; what it held is kept too", () => {
    writeFileSync(at("a.conf"), "old, and longer\n");
    linkSync(at("a.conf"), at("b.conf"));
    const [note] = writeFiles([change("a.conf", "old, and longer\n")]);
    expect([text("a.conf"), text("b.conf"), statSync(at("b.conf")).nlink]).toEqual(["new\n", "new\n", 2]);
    expect(note?.kind).toBe("hard-links");
    expect(readFileSync(note?.backup ?? "", "utf8")).toBe("old, and longer\n");
  });

  test("that is new is made", () => {
    writeFiles([{ path: at("a.toml"), before: undefined, after: bytes("new\n") }]);
    expect([text("a.toml"), statSync(at("a.toml")).mode & 0o777]).toEqual(["new\n", 0o644]);
    writeFiles([{ path: at("secret.yaml"), before: undefined, after: bytes("new\n"), isPrivate: true }]);
    expect(statSync(at("secret.yaml")).mode & 0o777).toBe(0o600);
  });
});

describe("nothing is written", () => {
  const refused = (writes: Parameters<typeof writeFiles>[0]) => {
    try {
      writeFiles(writes);
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
    return "written";
  };

  test("over what came meanwhile", () => {
    writeFileSync(at("a.conf"), "other\n");
    expect(refused([change("a.conf")])).toBe("changed-meanwhile");
    expect(refused([{ ...change("a.conf"), before: undefined }])).toBe("changed-meanwhile");
    expect(refused([change("gone.conf")])).toBe("changed-meanwhile");
    expect([text("a.conf"), leftovers()]).toEqual(["other\n", []]);
  });

  test("of several files where one may not be", () => {
    for (const name of ["a.conf", "b.conf"]) writeFileSync(at(name), "old\n");
    writeFileSync(at("c.conf"), "other\n");
    expect(refused([change("a.conf"), change("b.conf"), change("c.conf")])).toBe("changed-meanwhile");
    expect([text("a.conf"), text("b.conf"), leftovers()]).toEqual(["old\n", "old\n", []]);
  });

  test("over what changes after it was compared, and what was done before is taken back", () => {
    for (const name of ["a.conf", "b.conf", "c.conf"]) writeFileSync(at(name), "old\n");
    linkSync(at("c.conf"), at("d.conf"));
    const meddling = (name: string, victim: string) => ({
      ...change(name),
      /** Asked for when the files before it were compared already. */
      get after() {
        writeFileSync(at(victim), "theirs\n");
        return bytes("new\n");
      },
    });
    const fresh = { path: at("new.toml"), before: undefined, after: bytes("new\n") };
    expect(refused([fresh, change("a.conf"), change("b.conf"), meddling("c.conf", "b.conf")])).toBe(
      "changed-meanwhile",
    );
    expect([text("a.conf"), text("b.conf"), text("c.conf")]).toEqual(["old\n", "theirs\n", "old\n"]);
    writeFileSync(at("b.conf"), "old\n");
    expect(refused([change("c.conf"), meddling("b.conf", "c.conf")])).toBe("changed-meanwhile");
    expect([text("b.conf"), text("d.conf"), existsSync(at("new.toml"))]).toEqual([
      "old\n",
      "theirs\n",
      false,
    ]);
    expect(leftovers()).toEqual([]);
  });

  test("in the place of a new file that somebody else made first", () => {
    writeFileSync(at("b.conf"), "old\n");
    const fresh = { path: at("a.toml"), before: undefined, after: bytes("new\n") };
    const meddling = {
      ...change("b.conf"),
      get after() {
        symlinkSync(at("planted"), at("a.toml"));
        return bytes("new\n");
      },
    };
    expect(refused([fresh, meddling])).toBe("changed-meanwhile");
    expect([lstatSync(at("a.toml")).isSymbolicLink(), existsSync(at("planted"))]).toEqual([true, false]);
    expect([text("b.conf"), leftovers()]).toEqual(["old\n", []]);
  });

  test("through a link to nothing, into a folder or a pipe", () => {
    symlinkSync(at("planted"), at("a.conf"));
    mkdirSync(at("folder"));
    spawnSync("mkfifo", [at("pipe")]);
    expect(refused([{ path: at("a.conf"), before: undefined, after: bytes("new\n") }])).toBe("dangling-link");
    expect(refused([{ ...change("folder"), before: "any" }])).toMatch(/no-regular-file|EISDIR/);
    expect(refused([{ ...change("pipe"), before: "any" }])).toBe("no-regular-file");
    expect(existsSync(at("planted"))).toBe(false);
  });

  test("twice into one file", () => {
    writeFileSync(at("a.conf"), "old\n");
    symlinkSync("a.conf", at("b.conf"));
    expect(refused([change("a.conf"), change("b.conf", "old\n", "third\n")])).toBe("named-twice");
    expect(text("a.conf")).toBe("old\n");
  });
});

test("a name that could be guessed is not used: what is planted beside stays", () => {
  writeFileSync(at("a.conf"), "old\n");
  writeFileSync(at("victim"), "precious\n");
  for (const name of [`a.conf.nanotune-${process.pid}`, `.a.conf.nanotune-${process.pid}`, ".a.conf.new"])
    symlinkSync(at("victim"), at(name));
  writeFiles([change("a.conf")]);
  expect([text("a.conf"), text("victim")]).toEqual(["new\n", "precious\n"]);
});

const isRoot = process.getuid?.() === 0;

describeWhere(isRoot, "only root can be somebody else", "as root", () => {
  test("the owner of the file stays", () => {
    writeFileSync(at("a.conf"), "old\n");
    chownSync(at("a.conf"), 65_534, 65_534);
    writeFiles([change("a.conf")]);
    const { uid, gid } = statSync(at("a.conf"));
    expect([uid, gid, text("a.conf")]).toEqual([65_534, 65_534, "new\n"]);
  });

  test("nobody writes a file of its own in a folder of somebody else's in place, and others not at all", () => {
    chmodSync(base, 0o755);
    chmodSync(folder, 0o755);
    writeFileSync(at("own.conf"), "old\n");
    chownSync(at("own.conf"), 65_534, 65_534);
    writeFileSync(at("root.conf"), "old\n");
    const script = at("write.cjs");
    bundleTo(script);
    const asNobody = (name: string) =>
      spawnSync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "node", script, at(name)], {
        encoding: "utf8",
        env: { ...process.env, TMPDIR: "/tmp" },
      });
    const own = asNobody("own.conf");
    expect([own.status, own.stderr]).toEqual([0, ""]);
    const [note] = JSON.parse(own.stdout);
    expect([text("own.conf"), note.kind, readFileSync(note.backup, "utf8")]).toEqual([
      "new\n",
      "in-place",
      "old\n",
    ]);
    rmSync(note.backup);
    expect([asNobody("root.conf").stdout, text("root.conf")]).toEqual([
      expect.stringContaining("EACCES"),
      "old\n",
    ]);
  });
});

describeWhere(isRoot, "only root can be somebody else", "as root, for somebody else", () => {
  test("where the last file of several cannot be kept, the others are as they were", () => {
    chmodSync(base, 0o755);
    chmodSync(folder, 0o755);
    mkdirSync(at("theirs"));
    writeFileSync(at("theirs/a.conf"), "old\n");
    writeFileSync(at("b.conf"), "old\n");
    for (const name of ["theirs", "theirs/a.conf", "b.conf"]) chownSync(at(name), 65_534, 65_534);
    const script = at("write.cjs");
    bundleTo(script);
    const paths = ["theirs/a.conf", "b.conf"].map(at);
    const { stdout } = spawnSync(
      "setpriv",
      ["--reuid=65534", "--regid=65534", "--clear-groups", "node", script, ...paths],
      { encoding: "utf8", env: { ...process.env, TMPDIR: "/nowhere" } },
    );
    expect(stdout).toContain("ENOENT");
    expect([text("theirs/a.conf"), text("b.conf")]).toEqual(["old\n", "old\n"]);
    expect(readdirSync(at("theirs"))).toEqual(["a.conf"]);
  });
});

const canMount = spawnSync("unshare", ["-m", "mount", "--bind", base, base]).status === 0;

describeWhere(canMount, "no mounts are made here", "with mounts", () => {
  test("a file that is mounted by itself is overwritten, and what it held is kept", () => {
    writeFileSync(at("a.conf"), "old\n");
    writeFileSync(at("host.conf"), "old\n");
    const script = at("write.cjs");
    bundleTo(script);
    const { status, stdout } = spawnSync("unshare", [
      ...["-m", "sh", "-c", 'mount --bind "$1" "$2" && exec node "$3" "$2"', "sh"],
      ...[at("host.conf"), at("a.conf"), script],
    ]);
    expect([status, text("host.conf"), text("a.conf")]).toEqual([0, "new\n", "old\n"]);
    expect(String(stdout)).toContain("in-place");
  });
});

let bundled = "";
await build({
  stdin: {
    contents: `import { writeFiles } from "./src/entry/cli/file-writer.ts";
      const bytes = (text) => new TextEncoder().encode(text);
      try {
        const paths = process.argv.slice(2);
        const notes = writeFiles(paths.map((path) => ({ path, before: bytes("old\\n"), after: bytes("new\\n") })));
        console.log(JSON.stringify(notes));
      } catch (error) {
        console.log(String(error.code ?? error));
      }`,
    resolveDir: new URL("../../../", import.meta.url).pathname,
  },
  bundle: true,
  platform: "node",
  format: "cjs",
  write: false,
}).then(({ outputFiles }) => {
  bundled = outputFiles[0]?.text ?? "";
});

function bundleTo(path: string): void {
  writeFileSync(path, bundled);
  chmodSync(path, 0o644);
}
