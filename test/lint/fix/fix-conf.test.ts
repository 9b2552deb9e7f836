import { describe, expect, test } from "vitest";
import { factsOf, noFacts } from "../../../src/facts/facts.ts";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { validateFacts } from "../../../src/generated/validate-facts.js";
import type { Finding, Fix, FixSafety } from "../../../src/lint/finding/finding.ts";
import { type FixResult, fixConf } from "../../../src/lint/fix/fix-conf.ts";
import { reported } from "../../../src/lint/fix/reported.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import type { LintInput } from "../../../src/lint/lint-input.ts";
import { onceFor } from "../../../src/lint/once.ts";
import type { RuleExample } from "../../../src/lint/rules/rule.ts";
import { newestRelease } from "../../../src/nanomq/releases.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const version = (text: string) => parseVersion(text) ?? expect.fail(text);
const clients = [{ name: "sensors", keepaliveMs: 5000 }];

test("the gateway's retry interval, everything else byte for byte", () => {
  const text = "# keep me\r\nmqtt {\r\n\tretry_interval = 10s   # and me\r\n}\r\n";
  const input = { conf: { text }, version: version("0.22.10"), facts: { ...noFacts, clients } };
  const { changed, fixed, lint } = fixConf(input, { safeties: ["safe"] });
  expect(fixed).toBe(1);
  expect(decode(changed.get("nanomq.conf"))).toBe(text.replace("10s", "1s"));
  expect(lint.findings.map(({ rule }) => rule)).not.toContain("timing/retry-interval-too-coarse");
});

test("unsafe fixes wait to be asked for", () => {
  const input = {
    conf: { text: "mqtt { retry_intervall = 2s }\n" },
    version: version("0.24.14"),
    facts: noFacts,
  };
  expect(fixConf(input, { safeties: ["safe"] }).fixed).toBe(0);
  expect(decode(fixConf(input, { safeties: ["safe", "unsafe"] }).changed.get("nanomq.conf"))).toBe(
    "mqtt { retry_interval = 2s }\n",
  );
});

test("fixes in an included file change that file", () => {
  const conf = {
    text: 'include "timing.conf"\n',
    files: { "timing.conf": "mqtt { retry_interval = 10s }\n" },
  };
  const { changed } = fixConf(
    { conf, version: version("0.22.10"), facts: { ...noFacts, clients } },
    { safeties: ["safe"] },
  );
  expect([...changed.keys()]).toEqual(["timing.conf"]);
});

const examples = rulePages.flatMap(({ id, examples: of }) =>
  of.filter(({ kind }) => kind === "conf").map((example, at) => [`${id} ${at + 1}`, example] as const),
);

function inputOf({ text, files, facts, nanomq, today, host }: RuleExample): LintInput {
  if (!validateFacts(facts)) return expect.fail("facts");
  return {
    conf: { text, files },
    version: version(nanomq ?? newestRelease),
    facts: factsOf(facts),
    today,
    hostFiles: new Map(Object.entries(host)),
  };
}

/** The input with what the fixes left. */
function fixedInput(input: LintInput, { changed }: FixResult): LintInput {
  const { conf } = input;
  const files = { ...conf.files, ...Object.fromEntries(changed) };
  return { ...input, conf: { text: changed.get("nanomq.conf") ?? conf.text, files } };
}

/** What reports show of a finding, and what it is known by. */
interface Shown {
  readonly name: string;
  readonly fixes: readonly Fix[];
}

/** An example with all that is asked of it, worked out once. */
interface Tried {
  readonly input: LintInput;
  readonly shown: readonly Shown[];
}

const nameOf = ({ rule, key }: Pick<Finding, "rule" | "key">) => `${rule} ${key}`;

const tried = onceFor((example: RuleExample): Tried => {
  const input = inputOf(example);
  const shown = reported({ input, lint: lintConf(input) });
  return { input, shown: shown.map(({ fixes, ...facts }) => ({ name: nameOf(facts), fixes })) };
});

/** Findings that a fix of these safeties takes away, by rule and setting. */
function fixable({ shown }: Tried, safeties: readonly FixSafety[]): ReadonlySet<string> {
  const mine = shown.filter(({ fixes }) =>
    fixes.some(({ safety, edits }) => safeties.includes(safety) && edits.length > 0),
  );
  return new Set(mine.map(({ name }) => name));
}

describe.each([
  ["--fix", ["safe"]],
  ["--unsafe-fixes", ["safe", "unsafe"]],
] as const)("%s on every example of every rule", (_, safeties) => {
  const firstOf = onceFor((example: RuleExample) => fixConf(tried(example).input, { safeties }));

  test.each(examples)("%s: fixed once is fixed, and the findings are gone", (__, example) => {
    const { input } = tried(example);
    const before = fixable(tried(example), safeties);
    const first = firstOf(example);
    const left = first.lint.findings.map(nameOf);
    expect(left.filter((name) => before.has(name))).toEqual([]);
    // What nothing was written into is what it was.
    if (first.changed.size === 0) return expect(first.fixed).toBe(0);
    const again = fixConf(fixedInput(input, first), { safeties });
    expect(again.fixed).toBe(0);
    expect(again.changed.size).toBe(0);
  });

  test.each(examples)("%s: what stands around it stays byte for byte", (__, example) => {
    const { input } = tried(example);
    const { text } = example;
    const head = "# r\u00e9seau \t kept\r\n\r\n";
    const written = ({ changed }: FixResult, before: string) =>
      changed.has("nanomq.conf") ? decode(changed.get("nanomq.conf")) : before;
    const below = fixConf({ ...input, conf: { ...input.conf, text: `${head}${text}` } }, { safeties });
    expect(written(below, `${head}${text}`)).toBe(`${head}${written(firstOf(example), text)}`);
  });
});
