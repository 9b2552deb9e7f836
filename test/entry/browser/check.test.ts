// The pure part of nanotune in one script for a page: nothing of Node in it, and the same findings as the command.
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import type * as Browser from "../../../src/entry/browser/check.ts";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { builtInRules } from "../../../src/generated/rules.ts";
import type { RuleExample } from "../../../src/lint/rules/rule.ts";
import { run } from "../cli/fake-io.ts";

/** Bytes, minified, with evidence in both languages; a page loads a fifth of it compressed. */
const MOST_BYTES = 1_512_000;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL("../../../src/entry/browser/check.ts", import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    // An import of `node:` is an error here.
    platform: "browser",
    format: "iife",
    globalName: "nanotune",
    target: "es2023",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

function tomlText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)} = ${tomlText(inner)}`,
  );
  return `{ ${members.join(", ")} }`;
}

interface Case {
  readonly name: string;
  readonly facts: string;
  readonly example: RuleExample;
}

/** Every example that a page can be asked: it has no look at a host. */
const cases = rulePages.flatMap(({ id, examples }): readonly Case[] => {
  const [preset] = builtInRules.find((rule) => rule.id === id)?.presets ?? [];
  return examples.flatMap((example, at) => {
    if (example.kind !== "conf" || Object.keys(example.host).length > 0) return [];
    const facts = Object.entries({ preset, ...example.facts }).map(
      ([name, value]) => `${name} = ${tomlText(value)}\n`,
    );
    return [{ name: `${id} #${at + 1}`, facts: facts.join(""), example }];
  });
});

function isReport(value: unknown): value is { readonly findings: readonly Record<string, unknown>[] } {
  return typeof value === "object" && value !== null && "findings" in value;
}

/** What `nanotune lint -f json` says. */
async function commanded({
  facts,
  example: { text, files, nanomq, today },
}: Case): Promise<readonly unknown[]> {
  const argv = ["lint", "nanomq.conf", "-f", "json", "--config", "nanotune.toml", "--fail-on", "never"];
  const release = nanomq === undefined ? [] : ["--nanomq", nanomq];
  const day = today === undefined ? [] : ["--today", today];
  const { out, err } = await run([...argv, ...release, ...day], {
    files: { "nanomq.conf": text, "nanotune.toml": facts, ...files },
  });
  // A release whose dialect is not known is refused in both places.
  if (out === "") return [err.replace(/^nanotune: /, "").trimEnd()];
  const report: unknown = JSON.parse(out);
  if (!isReport(report)) throw new Error(out);
  return report.findings.map(({ rule, severity, message, line, column, related }) => {
    return { rule, severity, message, line, column, related: Array.isArray(related) ? related.length : 0 };
  });
}

describe("in a browser", async () => {
  const script = await bundled();
  // A page has these, and no `process`, `Buffer` or `require`.
  const page: typeof Browser = runInNewContext(`${script}\nnanotune`, { TextEncoder, TextDecoder });

  async function checked({
    facts,
    example: { text, files, nanomq, today },
  }: Case): Promise<readonly unknown[]> {
    const result = await page.check({ conf: text, files, facts, nanomq, today: today ?? "2026-01-01" });
    if (!result.ok) return result.problems;
    return result.findings.map(({ finding: { rule, severity }, said: { message, related }, start }) => {
      return { rule, severity, message, ...start, related: related.length };
    });
  }

  test("is not larger than it was", () => {
    expect(script.length).toBeLessThan(MOST_BYTES);
  });

  test("every example gets the findings of the command, in the same words", async () => {
    expect(cases.length).toBeGreaterThan(500);
    for (const one of cases) {
      const found = JSON.parse(JSON.stringify(await checked(one)));
      expect([one.name, found]).toEqual([one.name, await commanded(one)]);
    }
  }, 300_000);

  test("settings, outcome and windows come with them", async () => {
    const conf = "mqtt.retry_interval = 10s\nhttp_server.password = hunter2\n";
    const facts = 'nanomq = "0.22.10"\nclients = [{ name = "sensors", keepalive = "5s" }]\n';
    const result = await page.check({ conf, facts, language: "zh" });
    if (!result.ok) throw new Error(result.problems.join("\n"));
    expect(result.outcome).toBe("runs");
    expect(JSON.parse(JSON.stringify(result.settings))).toEqual([
      { path: "http_server.enable", value: true, origin: "nanomq.conf:2" },
      { path: "http_server.password", value: "********", origin: "nanomq.conf:2" },
      { path: "mqtt.retry_interval", value: 10, origin: "nanomq.conf:1" },
    ]);
    expect(result.windows.map(({ name, windowMs }) => [name, windowMs?.latest])).toEqual([
      ["sensors", 20_000],
    ]);
    expect(result.findings.some(({ said: { message } }) => /\p{Script=Han}/u.test(message))).toBe(true);
  });

  test("what is wrong with the facts is said", async () => {
    const result = await page.check({ conf: "", facts: "clents = []" });
    expect(JSON.parse(JSON.stringify(result))).toMatchObject({ ok: false });
    expect(JSON.stringify(await page.check({ conf: "", nanomq: "x" }))).toContain("x");
  });
});
