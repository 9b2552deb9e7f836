import { describe, expect, test } from "vitest";
import { factsOf, noFacts } from "../../src/facts/facts.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { validateFacts } from "../../src/generated/validate-facts.js";
import { fixConf } from "../../src/lint/fix-conf.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { parseVersion } from "../../src/nanomq/version.ts";

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const version = (text: string) => parseVersion(text) ?? expect.fail(text);
const clients = [{ name: "sensors", keepaliveMs: 5000 }];

test("the gateway's retry interval, everything else byte for byte", () => {
  const text = "# keep me\r\nmqtt {\r\n\tretry_interval = 10s   # and me\r\n}\r\n";
  const input = { conf: { text }, version: version("0.22.10"), facts: { ...noFacts, clients } };
  const { changed, applied, lint } = fixConf(input, ["safe"]);
  expect(applied).toBe(1);
  expect(decode(changed.get("nanomq.conf"))).toBe(text.replace("10s", "1s"));
  expect(lint.findings.map(({ rule }) => rule)).not.toContain("timing/retry-interval-too-coarse");
});

test("unsafe fixes wait to be asked for", () => {
  const input = {
    conf: { text: "mqtt { retry_intervall = 2s }\n" },
    version: version("0.24.14"),
    facts: noFacts,
  };
  expect(fixConf(input, ["safe"]).applied).toBe(0);
  expect(decode(fixConf(input, ["safe", "unsafe"]).changed.get("nanomq.conf"))).toBe(
    "mqtt { retry_interval = 2s }\n",
  );
});

test("fixes in an included file change that file", () => {
  const conf = {
    text: 'include "timing.conf"\n',
    files: { "timing.conf": "mqtt { retry_interval = 10s }\n" },
  };
  const { changed } = fixConf({ conf, version: version("0.22.10"), facts: { ...noFacts, clients } }, [
    "safe",
  ]);
  expect([...changed.keys()]).toEqual(["timing.conf"]);
});

describe("on every example of every rule", () => {
  test.each(
    rulePages.flatMap(({ id, examples }) =>
      examples
        .filter(({ kind }) => kind === "conf")
        .map((example, at) => [`${id} ${at + 1}`, example] as const),
    ),
  )("%s: fixed once is fixed", (_, { text, files, facts, nanomq }) => {
    if (!validateFacts(facts)) return expect.fail("facts");
    const input = { conf: { text, files }, version: version(nanomq ?? newestRelease), facts: factsOf(facts) };
    const all = ["safe", "unsafe"] as const;
    const first = fixConf(input, all);
    const again = fixConf(
      {
        ...input,
        conf: {
          text: first.changed.get("nanomq.conf") ?? text,
          files: { ...files, ...Object.fromEntries(first.changed) },
        },
      },
      all,
    );
    expect(again.applied).toBe(0);
    expect(again.changed.size).toBe(0);
  });
});
