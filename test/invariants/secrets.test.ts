// Invariant 8: no format, patch or error of a reading command holds a secret, in any language.
// `migrate` writes the conf itself, and `broker` and `probe` say nothing about it.
import { describe, expect, test } from "vitest";
import { type World, worlds } from "./secret-places.ts";
import { run } from "./subject.ts";

interface Command {
  readonly name: string;
  readonly argv: (path: string) => readonly string[];
  /** False where it is not told what the broker is started with. */
  readonly takesStart?: false;
}

function formats(
  name: string,
  argv: (path: string) => readonly string[],
  all: readonly string[],
): readonly Command[] {
  return all.map((format) => ({
    name: `${name} -f ${format}`,
    argv: (path) => [...argv(path), "-f", format],
  }));
}

const OTHER = "other.conf";
const asked = ["--keepalive", "60s"];
const strict = ["--config", "strict.toml"];

const commands: readonly Command[] = [
  ...formats("lint", (path) => ["lint", path, ...strict], [
    "pretty",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
  ]),
  { name: "lint --diff", argv: (path) => ["lint", path, "--diff", "--unsafe-fixes"] },
  ...formats("show", (path) => ["show", path, "--all"], ["pretty", "json"]),
  ...formats("show --tree", (path) => ["show", path, "--tree"], ["pretty", "json"]),
  ...formats("replay", (path) => ["replay", path, ...asked], ["pretty"]).map(
    (one): Command => ({ ...one, takesStart: false }),
  ),
  ...formats("tune", (path) => ["tune", path, ...asked, "--detect-within", "80s"], ["pretty", "json"]),
  { name: "tune --diff", argv: (path) => ["tune", path, "--diff", ...asked, "--detect-within", "80s"] },
  ...formats("explain", (path) => ["explain", "schema/unknown-key", path], ["pretty", "md", "json"]),
  ...formats("upgrade", (path) => ["upgrade", path, "--from", "0.20.6", "--to", "0.25.3"], [
    "pretty",
    "json",
  ]),
  ...formats("diff", (path) => ["diff", path, OTHER], ["pretty", "json"]),
  ...formats("preflight", (path) => ["preflight", path], ["pretty", "json"]),
];

/** What also holds secrets of its own: nothing. */
const beside = {
  [OTHER]: "mqtt.retry_interval = 7s\n",
  "strict.toml": 'preset = "strict"\n',
};

async function leaksOf({ path, files, words, marks }: World, command: Command, language: string) {
  const argv = [...command.argv(path), ...(command.takesStart === false ? [] : words), "--lang", language];
  const { out, err } = await run(argv, { files: { ...files, ...beside } });
  return [...marks].filter(([mark]) => out.includes(mark) || err.includes(mark)).map(([, place]) => place);
}

/** Command -> places that leak today. */
/** People read both languages; of the other formats each world is told in one, to save time. */
function languagesOf({ name }: Command, at: number): readonly string[] {
  if (name.endsWith("pretty")) return ["en", "zh-CN"];
  return [at % 2 === 0 ? "en" : "zh-CN"];
}

async function allLeaks(command: Command): Promise<readonly string[]> {
  const leaks = new Set<string>();
  for (const [at, world] of worlds.entries())
    for (const language of languagesOf(command, at))
      for (const place of await leaksOf(world, command, language)) leaks.add(place);
  return [...leaks];
}

describe("no secret comes out", () => {
  test.each(commands.map((command) => [command.name, command] as const))("%s", async (_, command) => {
    expect(await allLeaks(command)).toEqual([]);
  });
});
