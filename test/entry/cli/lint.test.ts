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

describe("which rules are asked", () => {
  const files = { "a.conf": "mqtt { retry_interval = 10s }\ncolour = red\n" };
  const rulesOf = async (...options: string[]) => {
    const { out } = await run(["lint", "a.conf", ...asked, ...options], { files });
    return [
      ...new Set(out.split("\n").flatMap((line) => /: \w+ (\S+\/\S+) /.exec(line)?.[1] ?? [])),
    ].toSorted();
  };

  test("--select by id, by area, several at once; --ignore wins", async () => {
    const all = await rulesOf();
    expect(all).toEqual(
      expect.arrayContaining(["timing/retry-interval-too-coarse", "auth/anonymous-access"]),
    );
    expect(await rulesOf("--select", "timing/retry-interval-too-coarse")).toEqual([
      "timing/retry-interval-too-coarse",
    ]);
    const timing = all.filter((id) => id.startsWith("timing/"));
    const auth = all.filter((id) => id.startsWith("auth/"));
    for (const word of ["timing", "timing/", "timing/*"])
      expect(await rulesOf("--select", word)).toEqual(timing);
    expect(await rulesOf("--select", "timing,auth")).toEqual([...auth, ...timing]);
    expect(await rulesOf("--select", "timing", "--select=auth", "--ignore", "auth")).toEqual(timing);
    expect(await rulesOf("--ignore", "timing", "--ignore", "auth")).toEqual(
      all.filter((id) => !/^(?:timing|auth)\//.test(id)),
    );
  });

  test("a selected rule speaks whatever the preset, and what nanotune.toml switches off too", async () => {
    const toml = 'preset = "security"\n[rules]\n"timing/retry-interval-too-coarse" = "off"\n';
    const world = { files: { ...files, "nanotune.toml": toml } };
    const { out } = await run(["lint", "a.conf", ...asked, "--select", "timing"], world);
    expect(out).toContain("timing/retry-interval-too-coarse");
    expect(out).not.toContain("auth/");
  });

  test("a suppression of a rule that is not asked is neither unused nor unknown", async () => {
    const text =
      "# nanotune-ignore-file timing/retry-interval-too-coarse -- lab\nmqtt { retry_interval = 10s }\n";
    const { out } = await run(["lint", "a.conf", ...asked, "--ignore", "timing"], {
      files: { "a.conf": text },
    });
    expect(out).not.toContain("suppression/");
  });

  test("a word that means no rule is refused, with what was meant", async () => {
    const { code, err } = await run(["lint", "a.conf", ...asked, "--select", "timin"], { files });
    expect(code).toBe(2);
    expect(err).toContain("Did you mean timing?");
  });
});

describe("how much is said", () => {
  const files = { "a.conf": "mqtt { retry_interval = 10s }\n", "b.conf": "colour = red\n" };
  const lint = (...options: string[]) =>
    run(["lint", "a.conf", "b.conf", "--keepalive", "5s", "--nanomq", "0.22.10", ...options], { files });

  test("--quiet shows errors alone and says what it does not show", async () => {
    const { out, code } = await lint("--quiet", "--ignore", "schema");
    expect(code).toBe(0);
    expect(out).toMatch(/^0 errors \(2 files, \d+ rules\); not shown: [1-9]\d* warnings, \d+ infos?\n$/m);
    expect(out).not.toContain("Nothing to report");
    const json = JSON.parse((await lint("--quiet", "--ignore", "schema", "-f", "json")).out);
    expect(json.summary).toEqual({ errors: 0, warnings: 0, infos: 0 });
    expect(json.notShown.warnings).toBeGreaterThan(0);
  });

  test("--max-warnings", async () => {
    const { warnings } = JSON.parse((await lint("--ignore", "schema", "-f", "json")).out).summary;
    expect((await lint("--ignore", "schema", "--max-warnings", String(warnings))).code).toBe(0);
    const { code, err } = await lint("--ignore", "schema", `--max-warnings=${warnings - 1}`);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`${warnings} warnings; --max-warnings ${warnings - 1}`),
    ]);
    expect((await lint("--max-warnings", "some")).code).toBe(2);
  });

  test("--statistics counts rules in place of findings; in JSON beside them", async () => {
    const { findings, statistics } = JSON.parse((await lint("-f", "json", "--statistics")).out);
    const sum = statistics.reduce((total: number, { count }: { count: number }) => total + count, 0);
    expect(sum).toBe(findings.length);
    expect(statistics[0]).toMatchObject({ count: 2 });
    const { out } = await lint("--statistics");
    expect(out).toContain("1  warning timing/retry-interval-too-coarse (1 with a fix to type)\n");
    expect(out).not.toContain("a.conf:1:25");
  });

  test("JSON tells for each file which release it was checked for", async () => {
    const { brokers } = JSON.parse((await lint("-f", "json")).out);
    expect(brokers).toMatchObject([
      { files: ["a.conf"], nanomq: "0.22.10" },
      { files: ["b.conf"], nanomq: "0.22.10" },
    ]);
  });
});
