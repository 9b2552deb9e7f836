import { describe, expect, test } from "vitest";
import { patchOf } from "../../src/report/patch.ts";
import { run } from "../entry/cli/fake-io.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const patch = (before: string, after: string) => patchOf("a.conf", bytes(before), bytes(after));

const lines = (...parts: readonly string[]) => parts.map((part) => `${part}\n`).join("");

describe("a patch", () => {
  test("has three lines around a change, or fewer where a secret stands near", () => {
    const around = ["a = 1", "b = 2", "c = 3"];
    const far = patch(lines(...around, "x = 1", ...around), lines(...around, "x = 2", ...around));
    expect(far.text).toContain(" a = 1\n b = 2\n c = 3\n-x = 1\n+x = 2\n a = 1\n");
    const secret = 'http_server.password = "s3cr3t"';
    const near = patch(lines(secret, "b = 2", "x = 1", "c = 3"), lines(secret, "b = 2", "x = 2", "c = 3"));
    expect(near.text).toContain("@@ -2,3 +2,3 @@\n b = 2\n-x = 1\n+x = 2\n c = 3\n");
  });

  test.each([
    [lines('password = "s3cr3t"', "x = 1"), lines('password = "s3cr3t"', "x = 2")],
    ['http_server { port = 1, password = "s3cr3t" }\n', 'http_server { port = 2, password = "s3cr3t" }\n'],
    [lines("x = 1"), lines("x = 1", 'password = "s3cr3t"')],
  ])("of %j is not there: a secret would stand in it", (before, after) => {
    expect(patch(before, after)).toEqual({ text: "", leftOut: [1] });
  });

  test("keeps CRLF, a byte-order mark and a missing last line end", () => {
    const made = patch("\uFEFFa = 1\r\nx = 1", "\uFEFFa = 1\r\nx = 2");
    expect(made.text).toContain(
      " \uFEFFa = 1\r\n-x = 1\n\\ No newline at end of file\n+x = 2\n\\ No newline at end of file\n",
    );
  });
});

describe("no command prints a secret with a change", () => {
  const conf = 'http_server {\n  port = 8081\n  password = "s3cr3t-w0rd"\n}\nmqtt { retry_interval = 10s }\n';
  const facts = ["--no-config", "--keepalive", "5s", "--nanomq", "0.24.14"];
  test.each([
    ["tune", "a.conf", "--diff", "--detect-within", "10s"],
    ["tune", "a.conf", "--detect-within", "10s"],
    ["tune", "a.conf", "--detect-within", "10s", "--format", "json"],
    ["lint", "a.conf", "--diff", "--unsafe-fixes"],
    ["lint", "a.conf", "--format", "json"],
  ])("%s %s %s", async (...argv) => {
    const { out, err } = await run([...argv, ...facts], { files: { "a.conf": conf } });
    expect(`${out}${err}`.length).toBeGreaterThan(100);
    expect(`${out}${err}`).not.toContain("s3cr3t-w0rd");
  });
});
