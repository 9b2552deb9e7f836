import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const files = { "a.conf": "mqtt { retry_interval = 10s }\n" };
const lint = ["lint", "a.conf", "--keepalive", "5s", "--nanomq", "0.22.10"];

describe("where reports go", () => {
  test("several formats in one run: one to standard output, the others to files", async () => {
    const ran = await run([...lint, "-f", "concise", "-f", "sarif=out.sarif", "-f", "junit=j.xml"], {
      files,
    });
    expect(ran.out).toContain("a.conf:1:25: warning timing");
    expect(JSON.parse(ran.files["out.sarif"] ?? "").version).toBe("2.1.0");
    expect(ran.files["j.xml"]).toContain("<testsuites");
  });

  test("a file has the bytes that standard output would have", async () => {
    const { out } = await run([...lint, "-f", "json"], { files });
    for (const place of [
      ["-f", "json=r.json"],
      ["-f", "json", "-o", "r.json"],
      ["-f=json", "--output-file=r.json"],
    ]) {
      const ran = await run([...lint, ...place], { files });
      expect([ran.out, ran.files["r.json"]]).toEqual(["", out]);
    }
  });

  test("no colour and no secret in a file", async () => {
    const secret =
      'bridges.mqtt.cloud { server = "mqtt-tcp://h:1", password = "hunter2-very-secret", colour = red }\n';
    const ran = await run([...lint, "--color", "always", "-f", "pretty", "-f", "pretty=r.txt"], {
      files: { "a.conf": secret },
    });
    expect(ran.out).toContain("\u001b[");
    for (const gone of ["\u001b", "hunter2"]) expect(ran.files["r.txt"]).not.toContain(gone);
    expect(ran.files["r.txt"]).toContain("colour");
  });

  test.each([
    [["-f", "json", "-f", "pretty"], "standard output"],
    [["-f", "json=r", "-f", "pretty=./r"], "./r"],
    [["-f", "json", "-f", "pretty", "-o", "r"], "r"],
    [["-f", "json=a.conf"], "a.conf was read"],
    [["-f", "sarf=a"], "sarf=a"],
    [["-f", "sarif="], "sarif="],
  ])("%j is refused, and nothing is written", async (line, said) => {
    const ran = await run([...lint, ...line], { files });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(said);
    expect(ran.files).toEqual(files);
  });

  test("the slow parser of lines takes them too", async () => {
    const ran = await run([...lint, "-f", "sarif=out.sarif", "-f", "concise", "--"], { files });
    expect(ran.files["out.sarif"]).toContain("2.1.0");
    expect(ran.out).toContain("a.conf:1:25");
  });
});
