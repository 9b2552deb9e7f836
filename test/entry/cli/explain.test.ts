import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const COARSE = "timing/retry-interval-too-coarse";
const slow = "mqtt {\n  retry_interval = 10s\n}\n";
const quick = ["--keepalive", "5s", "--nanomq", "0.22.10"];
const explain = (rule: string, conf: string, ...more: readonly string[]) =>
  run(["explain", rule, "a.conf", ...more], { files: { "a.conf": conf } });

describe("explain RULE", () => {
  test.each([
    ["en", "Why", "Fix", "Examples"],
    ["zh-CN", "原因", "修改", "示例"],
  ])("as Markdown in %s, with everything a rule has", async (language, ...titles) => {
    const { code, out } = await run(["explain", COARSE, "--format", "md", "--lang", language]);
    expect(code).toBe(0);
    for (const title of titles) expect(out).toContain(`\n## ${title}\n`);
    expect(out).toContain("[nanomq/nanomq#1897](https://github.com/nanomq/nanomq/issues/1897)");
    expect(out).toContain('# nanotune.toml: clients = [{ name = "sensors", keepalive = "5s" }]');
  });

  test("as JSON", async () => {
    const { out } = await run(["explain", COARSE, "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      id: COARSE,
      requires: ["clients"],
      params: { ratio: 0.3 },
      fix: { safety: "safe" },
    });
  });

  test("a name that no rule has is told what was meant", async () => {
    const { code, err } = await run(["explain", "timing/retry-interval-to-coarse"]);
    expect(code).toBe(2);
    expect(err).toContain(`Did you mean ${COARSE}?`);
  });
});

describe("explain RULE FILE", () => {
  test("place, words with the figures, frame, window, timeline, fix, reason", async () => {
    const { code, out } = await explain(COARSE, slow, ...quick);
    expect(code).toBe(0);
    expect(out).toContain(`a.conf:2:20 warning ${COARSE}`);
    expect(out).toContain("clients (5 s keepalive): a dead client is noticed 10 s to 20 s");
    expect(out).toContain(" 2 │   retry_interval = 10s");
    expect(out).toContain("now  ");
    expect(out).toMatch(/35 s {2}✕ broker closes the connection, 20 s after the last packet/);
    expect(out).toContain("help: retry_interval = 1s");
    expect(out).toContain("`nanotune lint --fix` writes it");
    expect(out).toContain("WHY\n");
  });

  test("in Chinese, with no English sentence left", async () => {
    const { out } = await explain(COARSE, slow, ...quick, "--lang", "zh-CN");
    expect(out).toContain("a.conf:2:20 警告");
    expect(out).toContain("代理关闭连接");
    const prose = out.split("\n").filter((line) => !/依据|0\.24\.14/.test(line));
    expect(prose.filter((line) => /[a-z]{3,} [a-z]+ [a-z]{2,}/.test(line))).toEqual([]);
  });

  test("as JSON: the finding as lint has it, the rule, the replay", async () => {
    const { out } = await explain(COARSE, slow, ...quick, "--format", "json");
    const lint = await run(["lint", "a.conf", ...quick, "-f", "json"], { files: { "a.conf": slow } });
    const { findings, rule } = JSON.parse(out);
    const mine = JSON.parse(lint.out).findings.find((one: { rule: string }) => one.rule === COARSE);
    expect(findings).toEqual([{ ...mine, silenced: false }]);
    expect(mine.timeline.entries.length).toBeGreaterThan(5);
    expect(rule.id).toBe(COARSE);
  });

  test("as Markdown: prose, and the pictures as code", async () => {
    const { out } = await explain(COARSE, slow, ...quick, "--format", "md");
    expect(out).toContain("## a.conf:2:20 (warning)");
    expect(out.match(/^```$/gm)).toHaveLength(2);
  });

  test("the parameters are those of nanotune.toml", async () => {
    const toml = `nanomq = "0.22.10"\n[[clients]]\nname = "sensors"\nkeepalive = "5s"\n[rules]\n"${COARSE}" = { ratio = 0.5 }\n`;
    const files = { "a.conf": slow, "nanotune.toml": toml };
    const { out } = await run(["explain", COARSE, "a.conf"], { files });
    expect(out).toContain("- ratio = 0.5");
    expect(out).toContain("`retry_interval = 2s`");
  });

  test("a secret is not shown", async () => {
    const conf = 'http_server { username = "admin", password = 12345678 }\n';
    const { out } = await explain("api/numeric-password", conf, "--nanomq", "0.24.14");
    expect(out).toContain("api/numeric-password");
    expect(out).not.toContain("12345678");
  });

  test("a silenced finding is explained, and said to be silenced", async () => {
    const conf = `# nanotune-ignore-file ${COARSE} -- lab\n${slow}`;
    const { out } = await explain(COARSE, conf, ...quick);
    expect(out).toContain(`a.conf:3:20 warning ${COARSE}`);
    expect(out).toContain("silenced by a `# nanotune-ignore` comment");
  });

  test("from standard input", async () => {
    const { out } = await run(["explain", COARSE, "-", ...quick], { stdin: slow });
    expect(out).toContain(`nanomq.conf:2:20 warning ${COARSE}`);
  });

  test("of a compose file", async () => {
    const text =
      'services:\n  b:\n    image: emqx/nanomq:0.24.14\n    environment:\n      - NANOMQ_BROKER_URL="x"\n';
    const { out } = await run(["explain", "deploy/env-quoted", "compose.yaml"], {
      files: { "compose.yaml": text },
    });
    expect(out).toContain("compose.yaml:5:");
    const other = await run(["explain", "deploy/env-duplicate", "compose.yaml", "-f", "json"], {
      files: { "compose.yaml": text },
    });
    expect(JSON.parse(other.out)).toMatchObject({ findings: [], absence: { kind: "nothing-found" } });
  });
});

describe("a rule that reports nothing says why", () => {
  const facts = (rules: string, preset = "recommended") => ({
    "a.conf": slow,
    "nanotune.toml": `nanomq = "0.22.10"\npreset = "${preset}"\n[rules]\n${rules}\n`,
  });

  test.each([
    ["facts are missing", COARSE, { "a.conf": slow }, "clients in nanotune.toml. `--keepalive 5s`", "facts"],
    [
      "another release",
      "timing/multiplier-times-thousand",
      { "a.conf": slow },
      "NanoMQ 0.19.0 to 0.21.1",
      "other-release",
    ],
    ["nobody looked at files", "tls/certificate-expired", { "a.conf": slow }, "--check-files", "host-files"],
    [
      "nothing is wrong",
      "timing/retry-interval-without-unit",
      { "a.conf": slow },
      "mqtt.retry_interval = 10 s (a.conf:2)",
      "nothing-found",
    ],
    ["it is off", COARSE, facts(`"${COARSE}" = "off"`), '"off" in [rules]', "off"],
    ["another preset", COARSE, facts("", "security"), "The preset security does not have it", "preset"],
  ])("%s", async (_, rule, files, sentence, kind) => {
    const { code, out } = await run(["explain", rule, "a.conf"], { files });
    expect(code).toBe(0);
    expect(out.replaceAll("\n", " ")).toContain(sentence);
    const json = JSON.parse((await run(["explain", rule, "a.conf", "-f", "json"], { files })).out);
    expect(json).toMatchObject({ findings: [], absence: { kind } });
    const { out: zh } = await run(["explain", rule, "a.conf", "--lang", "zh"], { files });
    expect(zh).toContain("没有报告。");
  });

  test("another rule says more", async () => {
    const { out } = await explain("timing/detection-later-than-mqtt", slow, ...quick, "-f", "json");
    expect(JSON.parse(out).absence).toMatchObject({ kind: "replaced", by: [COARSE] });
  });

  test("a file that is not there is exit code 2", async () => {
    expect((await run(["explain", COARSE, "missing.conf"])).code).toBe(2);
  });
});

describe("rules of packs", () => {
  const docs = readFileSync(new URL("../../../docs/packs.md", import.meta.url), "utf8");
  const blocks = docs.matchAll(/```toml file=(\S+)\n([\s\S]*?)```/g);
  const files = {
    ...Object.fromEntries([...blocks].map(([, name = "", text = ""]) => [name, text])),
    "a.conf": "mqtt.max_mqueue_len = 1500\n",
  };

  test("are explained like built-in ones", async () => {
    const { code, out } = await run(["explain", "acme/queue-too-long"], { files });
    expect(code).toBe(0);
    expect(out).toContain("acme/queue-too-long (");
  });

  test("are explained for a file", async () => {
    const { out } = await run(["explain", "acme/queue-too-long", "a.conf"], { files });
    expect(out).toContain("a.conf:1:23 error acme/queue-too-long");
    expect(out).toContain("- most = 1200");
  });

  test.each(["pretty", "md", "json"])("are listed as %s", async (format) => {
    const { out } = await run(["rules", "--format", format], { files });
    expect(out).toContain("acme/queue-too-long");
    expect((await run(["rules", "--format", format, "--no-config"], { files })).out).not.toContain("acme/");
  });

  test("a typo is told what was meant", async () => {
    const { err } = await run(["explain", "acme/queue-to-long"], { files });
    expect(err).toContain("Did you mean acme/queue-too-long?");
  });

  test("one that does not load does not keep a built-in rule from its page", async () => {
    const broken = { ...files, "policy/queue-too-long.toml": "id = 1\n" };
    expect((await run(["explain", COARSE], { files: broken })).code).toBe(0);
    expect((await run(["explain", "acme/queue-too-long"], { files: broken })).code).toBe(2);
  });
});

test("a compose file tells the release: none is assumed", async () => {
  const compose =
    "services:\n  mq:\n    image: emqx/nanomq:0.22.10\n    volumes: [./nanomq.conf:/etc/nanomq.conf]\n";
  const files = { "compose.yaml": compose, "nanomq.conf": "mqtt { retry_interval = 10s }\n" };
  const argv = ["explain", "timing/retry-interval-too-coarse", "compose.yaml", "--keepalive", "5s"];
  const { err, out } = await run(argv, { files });
  expect(err).toBe("");
  expect(out).toContain("nanomq.conf:1");
});

describe("a row of the table of defects", () => {
  test("is explained by its rule, with links to what is known", async () => {
    const { out, code } = await run(["explain", "nqd-006"]);
    expect(code).toBe(0);
    expect(out).toContain("defects/tls-bridge-verifies-nothing");
    expect(out).toContain("https://github.com/nanomq/nanomq/commit/6be4ac67");
  });

  test("by itself where no conf can tell", async () => {
    const { out, code } = await run(["explain", "NQD-116"]);
    expect(code).toBe(0);
    expect(out).toContain("topic filters with a misplaced + or # are refused");
  });
});
