// Which files a line stands for, and what nanotune.toml says otherwise for some of them.
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const slow = "mqtt { retry_interval = 10s }\n";

async function lintedBy(files: Readonly<Record<string, string>>, ...line: string[]) {
  const ran = await run(["lint", ...line, "-f", "json"], { files });
  const { brokers = [] } = ran.out === "" ? {} : JSON.parse(ran.out);
  const named: readonly { name: string; nanomq: string; files: readonly string[] }[] = brokers;
  return { ...ran, brokers: named.map(({ name, nanomq }) => `${name} ${nanomq}`) };
}

const compose = (tag: string, conf: string) =>
  `services:\n  broker:\n    image: emqx/nanomq:${tag}\n    volumes:\n      - ./${conf}:/etc/nanomq.conf\n`;

describe("folders", () => {
  const files = {
    "site/compose.yaml": compose("0.22.10", "nanomq.conf"),
    "site/nanomq.conf": slow,
    "site/other.yaml": "kind: nothing\n",
    "site/edge/nanomq.conf": slow,
    "site/edge/.hidden/nanomq.conf": slow,
    "site/a/b/c/d/e/f/nanomq.conf": slow,
    "site/node_modules/x/nanomq.conf": slow,
    "site/README.md": "# NanoMQ\n",
  };

  test("every conf and deployment file; a conf that one starts is linted as a part of it, at its release", async () => {
    const { brokers, err } = await lintedBy(files, "site", "--nanomq", "0.24.14");
    expect(brokers).toHaveLength(3);
    const asked = await lintedBy(files, "site");
    expect(asked.brokers).toEqual([
      expect.stringMatching(/^site\/a\/b\/c\/d\/e\/f\/nanomq\.conf /),
      "site/compose.yaml (broker) 0.22.10",
      expect.stringMatching(/^site\/edge\/nanomq\.conf /),
    ]);
    expect(err).not.toContain("other.yaml");
  });

  test("a finding in the conf of a deployment is told once", async () => {
    const { out } = await run(["lint", "site", "--keepalive", "5s", "-f", "concise"], { files });
    expect(out.match(/^site\/nanomq\.conf.*retry-interval-too-coarse/gm)).toHaveLength(1);
  });

  test("exclude leaves out what was found, not what was named", async () => {
    const facts = { ...files, "site/nanotune.toml": 'exclude = ["edge", "a/**/f/"]\n' };
    expect((await lintedBy(facts, "site")).brokers).toEqual(["site/compose.yaml (broker) 0.22.10"]);
    expect((await lintedBy(facts, "site/edge/nanomq.conf")).brokers).toHaveLength(1);
    expect((await lintedBy(facts, "site/**/nanomq.conf")).brokers).toHaveLength(1);
  });
});

describe("patterns in quotes", () => {
  const files = { "etc/a.conf": slow, "etc/deep/b.conf": slow, "etc/notes.txt": "", "etc/[x].conf": slow };

  test.each([
    ["etc/*.conf", ["etc/[x].conf", "etc/a.conf"]],
    ["./etc/**/*.conf", ["etc/[x].conf", "etc/a.conf", "etc/deep/b.conf"]],
    ["etc/{a,deep/b}.conf", ["etc/a.conf", "etc/deep/b.conf"]],
    ["**/?.conf", ["etc/a.conf", "etc/deep/b.conf"]],
    ["etc/[x].conf", ["etc/[x].conf"]],
  ])("%s", async (pattern, names) => {
    const { brokers } = await lintedBy(files, pattern, "--nanomq", "0.22.10");
    expect(brokers.toSorted()).toEqual(names.map((name) => `${name} 0.22.10`));
  });

  test("one that names nothing is an error that says so", async () => {
    const { code, err } = await lintedBy(files, "etc/*.cnf");
    expect(code).toBe(2);
    expect(err).toContain("etc/*.cnf: no such file, and as a pattern it names no conf");
  });
});

describe("[[overrides]]", () => {
  const toml = `nanomq = "0.24.14"
[[clients]]
keepalive = "60s"
[rules]
"auth/anonymous-access" = "off"
[[overrides]]
files = ["edge-*.conf", "sites/old/"]
nanomq = "0.22.10"
[[overrides.clients]]
keepalive = "5s"
[overrides.rules]
"timing/retry-interval-too-coarse" = "error"
[[overrides]]
files = ["edge-lab.conf"]
[overrides.rules]
"timing/retry-interval-too-coarse" = "off"
`;
  const files = {
    "nanotune.toml": toml,
    "main.conf": slow,
    "deep/edge-1.conf": slow,
    "edge-lab.conf": slow,
    "sites/old/x/nanomq.conf": slow,
  };

  test("release, clients and rules of the files they name; what they do not say stays; the last one counts", async () => {
    const { out } = await run(["lint", ".", "-f", "json"], { files });
    const { brokers, findings } = JSON.parse(out);
    const releases = Object.fromEntries(
      brokers.map(({ name, nanomq }: { name: string; nanomq: string }) => [name, nanomq]),
    );
    expect(releases).toEqual({
      "deep/edge-1.conf": "0.22.10",
      "edge-lab.conf": "0.22.10",
      "main.conf": "0.24.14",
      "sites/old/x/nanomq.conf": "0.22.10",
    });
    const coarse = findings.flatMap(({ rule, file, severity }: Record<string, string>) =>
      rule === "timing/retry-interval-too-coarse" ? [`${file} ${severity}`] : [],
    );
    expect(coarse).toEqual(["deep/edge-1.conf error", "sites/old/x/nanomq.conf error"]);
    expect(out).not.toContain("auth/anonymous-access");
  });

  test("every command that takes a conf takes them", async () => {
    const { out } = await run(["replay", "deep/edge-1.conf", "-f", "json"], { files });
    expect(out).toContain("0.22.10");
  });

  test("mistakes in them are told with their line", async () => {
    const wrong = toml.replace('"0.22.10"', '"banana"').replace('too-coarse" = "off', 'too-corse" = "off');
    const { code, err } = await run(["lint", "main.conf"], { files: { ...files, "nanotune.toml": wrong } });
    expect(code).toBe(2);
    expect(err).toMatch(/^nanotune: nanotune\.toml:8:\d+: /m);
    expect(err).toMatch(/^nanotune\.toml:16:\d+: .*too-coarse/m);
  });
});
