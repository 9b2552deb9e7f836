// Docs are executed: what a page shows behind `<!-- run: nanotune … -->` is what the built command prints.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { commands } from "../src/cli/commands.ts";
import { parseFast } from "../src/cli/fast-arguments.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = ["README.md", "README.zh-CN.md", "docs/tuning.md"];
const RUN = /<!-- run: nanotune (.*?) -->\n```\n[\s\S]*?```\n/g;

function printed(args: string): string {
  const env = { ...process.env, NO_COLOR: "1", COLUMNS: "100", LANG: "en_US.UTF-8", LC_ALL: "" };
  const result = spawnSync(process.execPath, ["dist/cli.js", ...args.split(" ")], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (result.stdout === "") throw new Error(`nanotune ${args}: ${result.stderr}`);
  return result.stdout.trimEnd();
}

describe.each(pages)("%s", (page) => {
  test("shows what nanotune prints today", async () => {
    const text = readFileSync(new URL(`../${page}`, import.meta.url), "utf8");
    expect([...text.matchAll(RUN)].length).toBeGreaterThan(0);
    const fresh = text.replaceAll(RUN, (_whole, args: string) => {
      return `<!-- run: nanotune ${args} -->\n\`\`\`\n${printed(args)}\n\`\`\`\n`;
    });
    await expect(fresh).toMatchFileSnapshot(`../${page}`);
  });

  test("its links lead somewhere", () => {
    const text = readFileSync(new URL(`../${page}`, import.meta.url), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
    const place = new URL(`../${page}`, import.meta.url);
    for (const link of links) expect(() => readFileSync(new URL(link, place))).not.toThrow();
  });
});

describe("docs/preflight.md", () => {
  const text = readFileSync(new URL("../docs/preflight.md", import.meta.url), "utf8");
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)];
  const lines = blocks
    .filter(([, language]) => language !== "")
    .flatMap(([, , body = ""]) => [...body.matchAll(/nanotune (?:lint|preflight) [^>\n]*/g)])
    .map(([line]) => line.trim().split(" ").slice(1));

  test("its command lines are ones that nanotune takes", () => {
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect([line, parseFast(line, commands).kind]).toEqual([line, "parsed"]);
  });

  test("its YAML is YAML", () => {
    const yaml = blocks.filter(([, language]) => language === "yaml");
    expect(yaml.length).toBeGreaterThan(2);
    for (const [, , body = ""] of yaml) expect(() => parse(body)).not.toThrow();
  });

  test("its links lead somewhere", () => {
    for (const [, link = ""] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(() => readFileSync(new URL(`../docs/${link}`, import.meta.url))).not.toThrow();
  });
});
