// Threads of the built command: the output is that of one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nanotune-jobs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = Array.from({ length: 20 }, (_, at) => {
  writeFileSync(join(folder, `${at}.conf`), `mqtt { retry_interval = ${(at % 6) + 1}s }\n`);
  return `${at}.conf`;
});

function lint(jobs: string) {
  const argv = [cli, "lint", ...files, "missing.conf", "--keepalive", "5s", "-f", "json", "--jobs", jobs];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

it("--jobs 4 writes the bytes of --jobs 1, and says what could not be read", () => {
  const one = lint("1");
  expect(one.status).toBe(2);
  expect(one.stderr).toContain("missing.conf");
  expect(JSON.parse(one.stdout).findings.length).toBeGreaterThan(20);
  expect(lint("4")).toEqual(one);
});
