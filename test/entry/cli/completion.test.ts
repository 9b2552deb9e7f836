// What a shell is told; that real shells make of it what was typed, test/e2e/completion.test.ts shows.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/entry/cli/commands.ts";
import { ASK, shells } from "../../../src/entry/cli/completion/shells.ts";
import { builtInListed } from "../../../src/entry/open/known-rules.ts";
import { confReleases } from "../../../src/nanomq/behaviour.ts";
import { checksById } from "../../../src/preflight/codes.ts";
import { run } from "./fake-io.ts";

/** The words offered for the last one of a line. */
async function offered(...line: readonly string[]): Promise<readonly string[]> {
  const { out } = await run([ASK, ...line]);
  return out.split("\n").flatMap((one) => (one === "" ? [] : [one.split("\t")[0] ?? ""]));
}

const lint = commands.find(({ name }) => name === "lint");

describe("what may stand in place of the last word", () => {
  test("commands, with what they do in the language of the user", async () => {
    for (const line of [[], [""], ["li"]])
      expect(await offered(...line)).toEqual([...commands.map(({ name }) => name), "--help", "--version"]);
    const { out } = await run([ASK, ""], { env: { LANG: "zh_CN.UTF-8" } });
    expect(out).toContain(`lint\t${lint?.summary.zh}\n`);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    "options of %s",
    async (name, command) => {
      const words = await offered(name, "--");
      for (const option of command.options) expect(words).toContain(`--${option.name}`);
      expect(words).toContain("--help");
    },
  );

  test.each(
    commands.flatMap(({ name, options }) =>
      options.flatMap(({ name: option, choices }) =>
        choices === undefined ? [] : [[name, option, choices] as const],
      ),
    ),
  )("choices of %s --%s, in both forms", async (name, option, choices) => {
    expect(await offered(name, `--${option}`, "")).toEqual(choices);
    expect(await offered(name, `--${option}=`)).toEqual(choices.map((choice) => `--${option}=${choice}`));
  });

  test("rules, releases, sections", async () => {
    const rules = builtInListed().map(({ rule }) => rule.id);
    expect(await offered("explain", "")).toEqual([...rules, ...checksById.keys()]);
    const releases = confReleases();
    expect(await offered("lint", "--nanomq", "")).toEqual(releases);
    expect(await offered("upgrade", "--from=")).toEqual(releases.map((release) => `--from=${release}`));
    expect(await offered("show", "--section", "")).toContain("mqtt");
  });

  const places: readonly (readonly [line: readonly string[], said: string])[] = [
    [["lint", ""], ":files conf yaml yml"],
    [["lint", "a.conf", "b.conf", ""], ":files conf yaml yml"],
    [["lint", "-f", "json", ""], ":files conf yaml yml"],
    [["lint", "--", "-"], ":files conf yaml yml"],
    [["lint", "--config", ""], ":files toml"],
    [["lint", "--config=nano"], ":files toml"],
    [["lint", "--config", "--", ""], ":files conf yaml yml"],
    [["lint", "--workdir", ""], ":folders"],
    [["explain", "timing/retry-interval-zero", ""], ":files conf yaml yml"],
    [["probe", "mqtt://127.0.0.1:1883", ""], ":files conf yaml yml"],
    [["rules", ""], "test"],
    [["rules", "test", ""], ":files toml"],
    [["replay", "--trace", ""], ":files jsonl"],
    [["completion", ""], "bash zsh fish"],
  ];
  test.each(places)("%j", async (line, said) => {
    expect((await offered(...line)).join(" ")).toBe(said);
  });

  test.each([
    [["lint", "--keepalive", ""]],
    [["lint", "--quiet="]],
    [["show", "a.conf", ""]],
    [["probe", ""]],
    [["lnit", ""]],
    [["lnit", "--"]],
    [["schema", ""]],
    [["lint", "--nothing=x"]],
  ])("nothing: %j", async (line) => {
    expect(await offered(...line)).toEqual([]);
  });

  test("an option that counts once is offered once", async () => {
    const words = await offered("lint", "--fix", "-o", "out.json", "--keepalive", "5s", "--");
    for (const gone of ["--fix", "--output-file", "-o"]) expect(words).not.toContain(gone);
    expect(words).toContain("--keepalive");
  });
});

test("whatever is typed: nothing is written, nothing is wrong", async () => {
  const words = fc.oneof(
    fc.constantFrom(
      ...commands.map(({ name }) => name),
      "",
      "-",
      "--",
      "--fix",
      "--write",
      "--force",
      "a.conf",
    ),
    fc.constantFrom(...commands.flatMap(({ options }) => options.map(({ name }) => `--${name}`))),
    fc.string(),
  );
  const files = { "a.conf": "mqtt.retry_interval = 1.5s\n" };
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 6 }), async (line) => {
      expect(await run([ASK, ...line], { files })).toMatchObject({ code: 0, err: "", files });
    }),
  );
});

describe("the script", () => {
  test.each(shells)("of %s, asked for by name or by $SHELL", async (shell) => {
    const named = await run(["completion", shell]);
    expect(named).toMatchObject({ code: 0, err: "" });
    expect(named.out).toContain(`nanotune ${ASK}`);
    expect(await run(["completion"], { env: { SHELL: `/usr/bin/${shell}` } })).toEqual(named);
  });

  test.each([
    [
      ["completion", "tcsh"],
      {},
      "There is no completion for tcsh. Name a shell: nanotune completion bash | zsh | fish",
    ],
    [["completion"], { SHELL: "/bin/csh" }, "There is no completion for csh."],
    [["completion"], {}, "Say which shell: nanotune completion bash | zsh | fish"],
    [["completion", "--lang", "zh"], {}, "请给出 shell"],
  ])("%j %j: there is none", async (argv, env, said) => {
    const { code, out, err } = await run(argv, { env });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(said);
  });
});

describe("yargs' own completion, which runs what is typed", () => {
  test.each([
    ["--get-yargs-completions", "nanotune", "init", ""],
    ["init", "--get-yargs-completions"],
    ["lint", "--fix", "a.conf", "--get-yargs-completions=1"],
    ["init", "-get-yargs-completions"],
  ])("is not there: %s %s", async (...argv) => {
    const files = { "a.conf": "mqtt.retry_interval = 1.5s\n" };
    const ran = await run(argv, { files });
    expect(ran).toMatchObject({ code: 2, out: "", files });
    expect(ran.err).toContain("get-yargs-completions");
  });
});
