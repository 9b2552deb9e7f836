import { describe, expect, test } from "vitest";
import { documented, long, RULE, rule } from "./documented-pack.ts";
import { run } from "./fake-io.ts";

const files = { ...documented, "a.conf": long };

function withRule(change: (text: string) => string, conf = long) {
  return { ...files, "a.conf": conf, [RULE]: change(rule) };
}

describe("packs", () => {
  test.each(["pretty", "concise", "json", "sarif", "github", "gitlab", "junit"])(
    "the documented rule reports in %s with its words, parameter and severity",
    async (format) => {
      const { code, out } = await run(["lint", "a.conf", "-f", format], { files });
      expect(code).toBe(1);
      expect(out).toContain("1500 messages may wait for one client");
      expect(out).toContain("acme/queue-too-long");
    },
  );

  test("without the setting the rule has its own severity and parameter", async () => {
    const plain = 'nanomq = "0.24.14"\n[[packs]]\npath = "policy/*.toml"\n';
    const { out } = await run(["lint", "a.conf", "-f", "concise"], {
      files: { ...files, "nanotune.toml": plain },
    });
    expect(out).not.toContain("acme/");
  });

  test("suppressions silence a pack's finding", async () => {
    const conf = `# nanotune-ignore acme/queue-too-long -- lab\n${long}`;
    const { out } = await run(["lint", "a.conf", "-f", "concise"], { files: { ...files, "a.conf": conf } });
    expect(out).not.toContain("acme/");
    expect(out).not.toContain("suppression/unused");
  });

  test("paths are relative to nanotune.toml, wherever the lint is started", async () => {
    const below = Object.fromEntries(Object.entries(files).map(([name, text]) => [`etc/${name}`, text]));
    const { out } = await run(["lint", "etc/a.conf", "-f", "concise"], { files: below });
    expect(out).toContain("etc/a.conf:1:23: error acme/queue-too-long");
  });

  test.each<[string, (text: string) => string, string]>([
    [
      "typo in a condition",
      (text) => text.replace("conf.mqtt.max_mqueue_len >", "conf.mqtt.max_mqueu_len >"),
      `${RULE}:3:19: when: no such key: max_mqueu_len (did you mean max_mqueue_len?)`,
    ],
    [
      "unknown key",
      (text) => text.replace("severity =", "severty ="),
      `${RULE}:2:1: unknown key severty (did you mean severity?)`,
    ],
    ["TOML that ends too early", () => 'id = "acme/x"\nseverity =', "not TOML: the file ends too early"],
    ["not TOML", (text) => `${text}\n= 1\n`, `${RULE}:28:1: not TOML`],
    [
      "list macros",
      (text) =>
        text.replace(/when = .*/, `when = "raw.a.exists(a, raw.a.exists(b, raw.a.exists(c, a == c)))"`),
      "too expensive",
    ],
    ["type", (text) => text.replace(/when = .*/, `when = "1 + 1"`), "must be bool"],
    ["never matches", (text) => text.replace("= 4096", "= 5"), "reports on none of its examples"],
    [
      "no example that reports",
      (text) => text.replace("expect = [1]", "expect = []"),
      "no example that reports",
    ],
    [
      "taken id",
      (text) => text.replace("acme/queue-too-long", "auth/anonymous-access"),
      `${RULE}:1:1: id: auth/anonymous-access`,
    ],
  ])("does not load: %s", async (_, change, message) => {
    const { code, out, err } = await run(["lint", "a.conf"], { files: withRule(change) });
    expect(err).toContain(message);
    expect(err).toMatch(/policy\/queue-too-long\.toml:\d+:\d+: /);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test.each<[string, (text: string) => string]>([
    ["typo", (text) => text.replace("conf.mqtt.max_mqueue_len >", "conf.mqtt.max_mqueu_len >")],
    ["unknown variable", (text) => text.replace(/when = .*/, 'when = "nope > 1"')],
    ["types", (text) => text.replace(/when = .*/, `when = "conf.mqtt.max_mqueue_len == 'a'"`)],
    ["unfinished", (text) => text.replace(/when = .*/, 'when = "1 <"')],
    ["quote", (text) => text.replace(/when = .*/, `when = "'a"`)],
    [
      "pattern",
      (text) => text.replace(/when = .*/, `when = "conf.mqtt.max_mqueue_len > 1 && 'a'.matches('(')"`),
    ],
    ["section", (text) => text.replace(/when = .*/, 'when = "size(conf.mqtt) > 1"')],
    ["severity", (text) => text.replace('"warning"', '"bad"')],
    ["missing words", (text) => text.replace(/zh = "每个.*/, "")],
    ["empty words", (text) => text.replace(/zh = "每个.*/, 'zh = ""')],
    [
      "placeholder",
      (text) =>
        text.replace(/zh = "每个\{length\}|zh = "每个客户端可排队 \{length\}/, 'zh = "可排队 {lenght}'),
    ],
    ["target", (text) => text.replace('mqtt.max_mqueue_len"\n\n[params]', 'mqtt.max_queue"\n\n[params]')],
    ["list", (text) => text.replace("severity", 'for = "c in client"\nseverity')],
    ["fact", (text) => text.replace("severity", 'requires = ["objective.x"]\nseverity')],
    ["unknown key", (text) => text.replace("severity =", "severty =")],
    ["TOML", (text) => `${text}\n= 1\n`],
    ["no condition", (text) => text.replace(/when = .*\n/, "")],
    [
      "nested lists",
      (text) =>
        text.replace(/when = .*/, 'when = "raw.a.exists(a, raw.a.exists(b, raw.a.exists(c, a == c)))"'),
    ],
  ])("in Chinese it says why a rule does not load: %s", async (_, change) => {
    const broken = change(rule);
    expect(broken).not.toBe(rule);
    const { code, err } = await run(["lint", "a.conf", "--lang", "zh-CN"], {
      files: { ...files, [RULE]: broken },
    });
    expect(code).toBe(2);
    for (const line of err.trimEnd().split("\n")) {
      const said = line.replace(/^nanotune：|^nanotune: /, "").replace(/^policy\/\S+: /, "");
      expect(said).toMatch(/\p{Script=Han}/u);
      // Names, types, symbols and TOML may stay; a sentence of English may not.
      expect(said).not.toMatch(/[A-Za-z]+ [A-Za-z]+ [A-Za-z]+/);
    }
  });

  test("two rules with one id", async () => {
    const { code, err } = await run(["lint", "a.conf"], { files: { ...files, "policy/z.toml": rule } });
    expect(code).toBe(2);
    expect(err).toContain("policy/z.toml:1:1: id: acme/queue-too-long is the id of a rule already");
  });

  test("a pattern without files is said", async () => {
    const { code, err } = await run(["lint", "a.conf"], {
      files: { "a.conf": long, "nanotune.toml": documented["nanotune.toml"] ?? "" },
    });
    expect(code).toBe(2);
    expect(err).toContain("policy/*.toml: no rule file there.");
  });

  test.each([
    ['"acme/queue-to-long" = "off"', "There is no rule acme/queue-to-long."],
    ['"acme/queue-too-long" = { mots = 1 }', "mots must be severity | most. Did you mean most?"],
    ['"acme/queue-too-long" = { most = "x" }', "most must be a number such as 2000"],
  ])("[rules] %s does not fit", async (entry, message) => {
    const toml = `nanomq = "0.24.14"\n[[packs]]\npath = "policy/*.toml"\n[rules]\n${entry}\n`;
    const { code, err } = await run(["lint", "a.conf"], { files: { ...files, "nanotune.toml": toml } });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain("nanotune.toml:5:");
  });

  test("a condition that costs too much on a conf ends its lint, with its place", async () => {
    const bomb = (text: string) =>
      text.replace(
        /when = .*/,
        'when = "raw.x.exists(a, raw.x.all(b, b != a)) || conf.mqtt.max_mqueue_len > params.most"',
      );
    const conf = `x = [${Array.from({ length: 3000 }, (_, at) => at).join(", ")}]\n`;
    const { code, err } = await run(["lint", "a.conf"], { files: withRule(bomb, conf) });
    expect(err).toContain(`${RULE}:3:1: the condition is too expensive`);
    expect(code).toBe(2);
  });

  test("a pattern that makes others backtrack is no harder than any other", async () => {
    const redos = (text: string) =>
      text.replace(
        /when = .*/,
        () => `when = "has(raw.x) && raw.x.matches('^(a+)+$') || conf.mqtt.max_mqueue_len > params.most"`,
      );
    const { out, err } = await run(["lint", "a.conf", "-f", "concise"], {
      files: withRule(redos, `x = "${"a".repeat(5000)}!"\n`),
    });
    expect(out).not.toContain("acme/");
    expect(err).not.toContain("expensive");
  });
});

describe("rules test", () => {
  test("says what ran", async () => {
    const { code, out } = await run(["rules", "test", "policy/*.toml"], { files });
    expect({ code, out }).toEqual({ code: 0, out: "1 rule(s), 2 example(s), 0 failed\n" });
  });

  test("an example that reports elsewhere fails", async () => {
    const { code, out } = await run(["rules", "test", RULE], {
      files: withRule((text) => text.replace("expect = [1]", "expect = [7]")),
    });
    expect(code).toBe(1);
    expect(out).toContain(`${RULE}: example 1: reports on line 1, expected 7`);
  });

  test("a pack that does not load is exit code 2", async () => {
    const { code, err } = await run(["rules", "test", "nothing/*.toml"], { files });
    expect(code).toBe(2);
    expect(err).toContain("nothing/*.toml");
  });

  test("the built-in rules hold to their own examples", async () => {
    const { code, out } = await run(["rules", "test"]);
    expect(out).toMatch(/^\d+ rule\(s\), \d+ example\(s\), 0 failed\n$/);
    expect(code).toBe(0);
  });

  test("any other word is a mistake", async () => {
    expect((await run(["rules", "tset"])).code).toBe(2);
  });
});
