// The extension for VS Code: what its manifest promises is there and holds; the packed one starts its server.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { run } from "../../src/start/run.ts";
import { run as nanotune } from "../entry/cli/fake-io.ts";
import { describeWhere } from "../parts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "editors", "vscode");
const packed = join(root, "build", ".cache", "nanotune.vsix");
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const manifest = json("package.json");

describe("the manifest", () => {
  const { contributes } = manifest;

  test("names files that are there", () => {
    const [language] = contributes.languages;
    const paths = [language.configuration, contributes.grammars[0].path, contributes.snippets[0].path];
    for (const path of paths) expect(existsSync(join(folder, path))).toBe(true);
  });

  test("has every sentence in both languages", () => {
    const named = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, name]) => name);
    for (const file of ["package.nls.json", "package.nls.zh-cn.json"])
      expect(Object.keys(json(file)).toSorted()).toEqual(named.toSorted());
  });

  test("its problem matcher reads what lint prints", async () => {
    const text = "mqtt { retry_interval = 0s }\n";
    const { out } = await nanotune(["lint", "nanomq.conf", "-f", "concise"], {
      files: { "nanomq.conf": text },
    });
    const pattern = new RegExp(contributes.problemMatchers[0].pattern.regexp, "m");
    expect(pattern.exec(out)?.slice(1, 4)).toEqual(["nanomq.conf", "1", expect.stringMatching(/^\d+$/)]);
    expect(out).toMatch(/timing\/retry-interval-zero/);
  });
});

/** A snippet with its own suggestions. */
function expanded(body: readonly string[]): string {
  return body
    .join("\n")
    .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
    .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replaceAll("$0", "");
}

test("every snippet is a conf that NanoMQ reads to its end", () => {
  const snippets: Readonly<Record<string, { readonly body: readonly string[] }>> =
    json("snippets/nanomq.json");
  const version = parseVersion("0.24.14") ?? expect.fail("0.24.14 is a release");
  for (const [name, { body }] of Object.entries(snippets)) {
    const text = name.startsWith("Silence")
      ? `${expanded(body)}mqtt { retry_interval = 1s }\n`
      : expanded(body);
    const { reading } = run({ version, conf: { text } });
    expect([name, reading.outcome, reading.recovered, reading.problems]).toEqual([name, "accept", false, []]);
  }
});

interface Rule {
  readonly match?: string;
  readonly begin?: string;
  readonly patterns?: readonly Rule[];
}

test("the grammar knows keys, values with units, includes and comments", () => {
  const { repository } = json("syntaxes/nanomq.tmLanguage.json");
  const first = (rule: Rule, text: string) => new RegExp(rule.match ?? rule.begin ?? "").exec(text)?.[0];
  expect(first(repository.key, "bridges.mqtt.emqx {")).toBe("bridges.mqtt.emqx");
  expect(first(repository.include, 'include "a.conf"')).toBe('include "a.conf"');
  const numbers = repository.value.patterns.find(({ match = "" }: Rule) => match.includes("us|ms"));
  expect(first(numbers, "= 500ms")).toBe("500ms");
  expect(first(repository.comment.patterns[0], "a = 1 # why")).toBe("#");
  // As NanoMQ has it: without quotes a comment begins here.
  expect(first(repository.comment.patterns[0], "server = mqtt-tcp://a")).toBe("//");
});

describeWhere(existsSync(packed), "npm run vsix", "the packed extension", () => {
  test("holds a server that starts", () => {
    const place = mkdtempSync(join(tmpdir(), "nanotune-vsix-"));
    try {
      spawnSync("unzip", ["-q", packed, "-d", place]);
      const body = JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: { processId: null, rootUri: null, capabilities: {} },
      });
      const input = `Content-Length: ${body.length}\r\n\r\n${body}`;
      const server = join(place, "extension", "dist", "server.cjs");
      const { stdout } = spawnSync(process.execPath, [server, "--stdio"], { input, encoding: "utf8" });
      expect(stdout).toContain('"name":"nanotune"');
      expect(existsSync(join(place, "extension", manifest.main))).toBe(true);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
