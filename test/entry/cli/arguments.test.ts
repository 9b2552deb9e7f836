import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/entry/cli/commands.ts";
import { parseFast } from "../../../src/entry/cli/fast-arguments.ts";
import { parseWithYargs } from "../../../src/entry/cli/yargs-arguments.ts";

const word = fc.constantFrom("nanomq.conf", "-", "etc/a.conf", "0.22.10", "5s", "json", "error", "x y", "ö");

/** Words of a command line: known options in both forms, values that fit and that do not, noise. */
const lineWord = fc.oneof(
  word,
  ...commands.flatMap(({ options }) =>
    options.flatMap(({ name, alias, choices }) => {
      const values = fc.constantFrom(...(choices ?? ["0.22.10", "5s"]));
      return [
        fc.constant(`--${name}`),
        values.map((value) => `--${name}=${value}`),
        ...(alias === undefined ? [] : [fc.constant(`-${alias}`)]),
      ];
    }),
  ),
);

const line = fc.tuple(
  fc.constantFrom(...commands.map(({ name }) => name)),
  fc.array(lineWord, { maxLength: 6 }),
);

describe("two ways to read a command line", () => {
  test("the fast one gives what yargs gives, or leaves the line to yargs", async () => {
    let parsed = 0;
    await fc.assert(
      fc.asyncProperty(line, async ([name, words]) => {
        const argv = [name, ...words];
        const fast = parseFast(argv, commands);
        if (fast.kind === "doubt") return;
        parsed += 1;
        const slow = await parseWithYargs(argv, commands, "en", "0.0.0");
        expect(slow).toMatchObject({ kind: "parsed", command: { name } });
        if (slow.kind !== "parsed") return;
        expect(slow.args.positionals).toEqual(fast.args.positionals);
        expect(new Map(slow.args.options)).toEqual(new Map(fast.args.options));
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(parsed).toBeGreaterThan(30);
  });

  test.each([
    ["lint", "nanomq.conf"],
    ["lint", "-", "--stdin-filename", "a.conf", "-f", "json"],
    ["lint", "a.conf", "--keepalive", "5s", "--keepalive=60s", "--quiet"],
    ["show", "a.conf", "--tree", "--nanomq", "0.20.8"],
  ])("common lines are fast: %s %s", (...argv) => {
    expect(parseFast(argv, commands).kind).toBe("parsed");
  });
});

test("words behind -- are files", async () => {
  const slow = await parseWithYargs(["lint", "a.conf", "--", "-f"], commands, "en", "0.0.0");
  expect(slow).toMatchObject({ kind: "parsed", args: { positionals: ["a.conf", "-f"] } });
});

describe("what is wrong is said", () => {
  test.each([
    [["lint", "a.conf", "--fail-on", "warn"], "Did you mean warning?"],
    [["lint", "a.conf", "-f", "jsno"], "Did you mean json?"],
    [["lint", "a.conf", "--fromat", "json"], "Did you mean --format?"],
    [["lnit", "a.conf"], "There is no lnit. Did you mean nanotune lint?"],
    [["lint", "a.conf", "--nanomq"], "--nanomq needs a value"],
    [["schema", "--", "more"], "There is no place for more"],
    [["lint", "a.conf", "--format", "yaml"], "yaml"],
    [["show", "a.conf", "b.conf"], "There is no place for b.conf"],
    [[], "Say what to do"],
  ])("%j", async (argv, said) => {
    const result = await parseWithYargs(argv, commands, "en", "0.0.0");
    expect(result.kind).toBe("wrong");
    if (result.kind === "wrong") expect(result.message).toContain(said);
  });
});

describe("help", () => {
  test.each(commands.map(({ name }) => name))("%s --help shows its options and an example", async (name) => {
    const result = await parseWithYargs([name, "--help"], commands, "en", "0.0.0");
    expect(result.kind).toBe("help");
    if (result.kind !== "help") return;
    for (const option of commands.find((command) => command.name === name)?.options ?? []) {
      expect(result.text).toContain(`--${option.name}`);
    }
    expect(result.text).toContain(`nanotune ${name}`);
  });
});
