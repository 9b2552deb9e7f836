// `nanotune completion --install`: where each shell looks, for one user and for everybody.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completionHome } from "../../../src/entry/cli/completion/homes.ts";
import { writeFiles } from "../../../src/entry/cli/file-writer.ts";
import { run } from "./fake-io.ts";

test.each([
  ["bash", { HOME: "/home/a" }, false, "/home/a/.local/share/bash-completion/completions/nanotune"],
  [
    "fish",
    { HOME: "/home/a", XDG_DATA_HOME: "/data" },
    false,
    "/data/fish/vendor_completions.d/nanotune.fish",
  ],
  // A relative folder is to be ignored (XDG Base Directory 0.8).
  [
    "zsh",
    { HOME: "/home/a", XDG_DATA_HOME: "data" },
    false,
    "/home/a/.local/share/zsh/site-functions/_nanotune",
  ],
  ["zsh", { HOME: "/root" }, true, "/usr/local/share/zsh/site-functions/_nanotune"],
] as const)("%s %j", (shell, env, isRoot, file) => {
  expect(completionHome(shell, env, isRoot)).toMatchObject({ file });
});

test("what is written is the script, and zsh hears where it is", async () => {
  const env = { HOME: "/home/a" };
  const script = (await run(["completion", "zsh"], { env })).out;
  const { code, out, err, files } = await run(["completion", "zsh", "--install"], { env });
  expect([code, out]).toEqual([0, ""]);
  const file = "/home/a/.local/share/zsh/site-functions/_nanotune";
  expect(err).toContain(`${file} is written`);
  expect(err).toContain("fpath+=(/home/a/.local/share/zsh/site-functions)");
  expect(files[file]).toBe(script);
});

test("folders on the way are made, and nothing else", () => {
  const home = mkdtempSync(join(tmpdir(), "nanotune-completion-"));
  const path = join(home, "a", "b", "nanotune");
  const write = { path, before: "any", after: Buffer.from("x"), makesFolder: true } as const;
  try {
    writeFiles([write]);
    writeFiles([{ ...write, after: Buffer.from("y") }]);
    expect(readFileSync(path, "utf8")).toBe("y");
    expect(statSync(join(home, "a")).mode & 0o777).toBe(0o755);
    expect(() =>
      writeFiles([{ ...write, path: join(home, "a", "c", "d"), makesFolder: undefined }]),
    ).toThrow();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
