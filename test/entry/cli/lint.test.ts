import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const slow = "mqtt { retry_interval = 10s }\n";
const asked = ["--keepalive", "5s", "--nanomq", "0.22.10", "-f", "concise"];

describe("lint", () => {
  test("a file that may not be read is one clear error, the others go on", async () => {
    const { code, out, err } = await run(["lint", "a.conf", "b.conf", ...asked], {
      files: { "b.conf": slow },
      unreadable: ["a.conf"],
    });
    expect(code).toBe(2);
    expect(err).toContain("a.conf: no permission to read it.");
    expect(out).toContain("b.conf:1:25: warning timing/retry-interval-too-coarse");
  });

  test.each([
    ["--lang", ["--lang", "zh-CN"], {}],
    ["LANG", [], { LANG: "zh_CN.UTF-8" }],
  ])("speaks Chinese when %s asks for it", async (_, args, env) => {
    const { out } = await run(["lint", "a.conf", ...asked, ...args], { files: { "a.conf": slow }, env });
    expect(out).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each([
    ["always", ["--color", "always"], {}, true],
    ["FORCE_COLOR", [], { FORCE_COLOR: "1" }, true],
    ["never beats FORCE_COLOR", ["--color", "never"], { FORCE_COLOR: "1" }, false],
    ["no terminal", [], {}, false],
  ])("colour: %s", async (_, args, env, coloured) => {
    const argv = ["lint", "a.conf", "--keepalive", "5s", "--nanomq", "0.22.10", ...args];
    const { out } = await run(argv, { files: { "a.conf": slow }, env });
    expect(out.includes("\u001b[")).toBe(coloured);
  });
});

describe("suppressions", () => {
  const silenced =
    "mqtt {\n  # nanotune-ignore timing/retry-interval-too-coarse -- lab until=2026-06-01\n  retry_interval = 10s\n}\n";
  const files = { "a.conf": silenced };

  test("hold until their day", async () => {
    expect((await run(["lint", "a.conf", ...asked], { files })).out).not.toContain("too-coarse");
  });

  test("are reported when they have expired, and hold no more", async () => {
    const { out } = await run(["lint", "a.conf", ...asked, "--today", "2026-07-01"], { files });
    expect(out).toContain("a.conf:3:20: warning timing/retry-interval-too-coarse");
    expect(out).toContain("warning suppression/expired");
  });

  test("--no-suppressions looks behind them", async () => {
    const { out } = await run(["lint", "a.conf", ...asked, "--no-suppressions"], { files });
    expect(out).toContain("too-coarse");
  });
});

describe("--fix and --diff", () => {
  test("--diff prints a patch, writes nothing, ends with 1", async () => {
    const { code, out, files } = await run(["lint", "a.conf", ...asked, "--diff"], {
      files: { "a.conf": slow },
    });
    expect(code).toBe(1);
    expect(out).toContain("-mqtt { retry_interval = 10s }\n+mqtt { retry_interval = 1s }\n");
    expect(files["a.conf"]).toBe(slow);
  });

  const secret = '  password = "hunter2-very-secret"\n';
  const bridge = (between: string) =>
    `bridges.mqtt.cloud {\n  server = "mqtt-tcp://10.0.0.9:1883"\n${secret}}\n${between}${slow}`;

  test.each([
    ["", " }"],
    ["# one\n", " # one"],
  ])("--diff leaves a secret out of the context where it can (%j between)", async (between, context) => {
    const { out } = await run(["lint", "a.conf", ...asked, "--diff"], {
      files: { "a.conf": bridge(between) },
    });
    expect(out).toContain("+mqtt { retry_interval = 1s }\n");
    expect(out).toContain(`\n${context}\n`);
    expect(out).not.toContain("hunter2");
  });

  test("--diff keeps three lines of context where they hold no secret", async () => {
    const { out } = await run(["lint", "a.conf", ...asked, "--diff"], {
      files: { "a.conf": bridge("# one\n# two\n# three\n") },
    });
    expect(out).toContain(" # one\n # two\n # three\n-mqtt");
  });

  test("--fix writes the file, and the next run has nothing to fix", async () => {
    const { files } = await run(["lint", "a.conf", ...asked, "--fix"], { files: { "a.conf": slow } });
    expect(files["a.conf"]).toBe("mqtt { retry_interval = 1s }\n");
    expect((await run(["lint", "a.conf", ...asked, "--diff"], { files })).code).toBe(0);
  });

  test("standard input cannot be fixed in place", async () => {
    const { code, err } = await run(["lint", "-", ...asked, "--fix"], { stdin: slow });
    expect(code).toBe(2);
    expect(err).toContain("--diff");
  });
});

describe("presets and severities", () => {
  test("a rule can be switched off or made an error", async () => {
    const facts = (entry: string) =>
      `nanomq = "0.22.10"\n[[clients]]\nkeepalive = "5s"\n[rules]\n"timing/retry-interval-too-coarse" = ${entry}\n`;
    const lint = (entry: string) =>
      run(["lint", "a.conf", "-f", "concise"], { files: { "a.conf": slow, "nanotune.toml": facts(entry) } });
    expect((await lint('"off"')).out).not.toContain("too-coarse");
    expect((await lint('"error"')).code).toBe(1);
    expect((await lint("{ ratio = 3 }")).out).not.toContain("too-coarse");
  });
});

describe("a file that nanotune itself fails at", () => {
  const files = { "a.conf": "mqtt.retry_interval = 0s\n", "b.conf": "mqtt.max_packet_size = {toString=1}\n" };

  test("sections with keys that JavaScript knows are no such file", async () => {
    const { code, err } = await run(["lint", "b.conf"], { files });
    expect([code, err.includes("failed")]).toEqual([0, false]);
  });

  test("does not cost the others their findings", async () => {
    const { code, out, err } = await run(["lint", "broken.conf", "a.conf", "-f", "concise"], {
      files,
      failing: ["broken.conf"],
    });
    expect(code).toBe(3);
    expect(out).toContain("a.conf:1:");
    expect(err).toContain("broken.conf: nanotune failed: out of order");
  });
});
