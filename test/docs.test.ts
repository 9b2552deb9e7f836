// Docs are executed: what a page shows behind `<!-- run: nanotune … -->` is what the built command prints.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { commands } from "../src/entry/cli/commands.ts";
import { parseFast } from "../src/entry/cli/fast-arguments.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Pages that show runs, and pages that tell what to type. */
const shown = both(["README", "docs/tuning", "docs/outage", "docs/releases", "docs/deployments"]);
const typed = both(
  ["ci", "editors", "monitoring", "packs", "preflight", "probe", "running-broker"].map(
    (name) => `docs/${name}`,
  ),
);
const RUN = /<!-- run: nanotune (.*?) -->\n```\n[\s\S]*?```\n/g;

function both(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [`${name}.md`, `${name}.zh-CN.md`]);
}

function printed(args: string): string {
  const env = { ...process.env, NO_COLOR: "1", COLUMNS: "100", LANG: "en_US.UTF-8", LC_ALL: "" };
  const result = spawnSync(process.execPath, ["dist/cli.cjs", ...args.split(" ")], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (result.stdout === "") throw new Error(`nanotune ${args}: ${result.stderr}`);
  return result.stdout.trimEnd();
}

function textOf(page: string): string {
  return readFileSync(new URL(`../${page}`, import.meta.url), "utf8");
}

describe.each([...shown, ...typed])("%s", (page) => {
  test("its links lead somewhere", () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
    const place = new URL(`../${page}`, import.meta.url);
    for (const link of links) expect(() => readFileSync(new URL(link, place))).not.toThrow();
  });
});

describe.each(shown)("%s", (page) => {
  test("shows what nanotune prints today", async () => {
    const text = textOf(page);
    expect([...text.matchAll(RUN)].length).toBeGreaterThan(0);
    const fresh = text.replaceAll(RUN, (_whole, args: string) => {
      return `<!-- run: nanotune ${args} -->\n\`\`\`\n${printed(args)}\n\`\`\`\n`;
    });
    await expect(fresh).toMatchFileSnapshot(`../${page}`);
  });
});

/** Code with a language: what a page shows without one is output. */
function codeOf(text: string) {
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)];
  return blocks.map(([, language = "", body = ""]) => ({ language, body }));
}

/** The command lines that a page tells to type, also inside a sentence. */
function typedIn(text: string): readonly (readonly string[])[] {
  const code = codeOf(text).map(({ body }) => body.replaceAll("\\\n", " "));
  const inline = [...text.matchAll(/`(nanotune [a-z][^`]*)`/g)].map(([, span = ""]) => span);
  const lines = [...code, ...inline].flatMap((part) => [
    ...part.matchAll(/(?<![\w.-]|etc\/)nanotune [a-z][^>\n#|;]*/g),
  ]);
  const words = lines.map(([line]) => line.trim().split(/\s+/).slice(1));
  return words.filter((line) => !line.includes("..."));
}

describe.each(typed)("%s", (page) => {
  const text = textOf(page);

  test("its command lines are ones that nanotune takes", () => {
    const lines = typedIn(text);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect([line, parseFast(line, commands).kind]).toEqual([line, "parsed"]);
  });

  test("its YAML is YAML", () => {
    const yaml = codeOf(text).filter(({ language }) => language === "yaml");
    for (const { body } of yaml) expect(() => parse(body)).not.toThrow();
  });
});
