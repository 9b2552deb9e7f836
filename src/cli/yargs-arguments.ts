// The slow path: yargs words help, completion and what is wrong with a command line. Loaded on any doubt only.
import yargs, { type Argv } from "yargs";
import { nearestName } from "../spelling/nearest-name.ts";
import { cliWords } from "../words/cli.ts";
import type { Language } from "../words/language.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandSpec, OptionSpec } from "./command.ts";

export type SlowResult =
  | { readonly kind: "parsed"; readonly command: CommandSpec; readonly args: Arguments }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "wrong"; readonly message: string };

/** yargs' own settings: words stay words, `--no-config` is an option of ours and no negation. */
const PARSER = {
  "boolean-negation": false,
  "camel-case-expansion": false,
  "dot-notation": false,
  "parse-numbers": false,
  "parse-positional-numbers": false,
  "short-option-groups": false,
};

function declare(parser: Argv, option: OptionSpec, language: Language): Argv {
  const { name, alias, kind, choices, placeholder } = option;
  const summary =
    placeholder === undefined ? option.summary[language] : `${option.summary[language]} ${placeholder}`;
  return parser.option(name, {
    ...(alias === undefined ? {} : { alias }),
    ...(choices === undefined ? {} : { choices: [...choices] }),
    describe: summary,
    ...(kind === "flag" ? { type: "boolean" } : { type: "string", requiresArg: true }),
    ...(kind === "values" ? { array: true, nargs: 1 } : {}),
  });
}

function declareCommand(parser: Argv, command: CommandSpec, language: Language): Argv {
  return parser.command(
    `${command.name} ${command.positionals}`.trim(),
    command.summary[language],
    (inner) => {
      const withOptions = command.options.reduce((made, option) => declare(made, option, language), inner);
      return command.examples.reduce((made, example) => made.example(`nanotune ${example}`, ""), withOptions);
    },
  );
}

function valuesOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function argumentsOf(command: CommandSpec, parsed: Readonly<Record<string, unknown>>): Arguments {
  const options = new Map<string, readonly string[]>();
  for (const { name } of command.options) {
    const values = valuesOf(parsed[name]);
    if (values !== undefined) options.set(name, values);
  }
  const positional = command.positionals.match(/\w+/)?.[0];
  return { positionals: valuesOf(positional && parsed[positional]) ?? [], options };
}

/** Options of `command`, or of every command, that the line names but nobody knows. */
function hintFor(argv: readonly string[], commands: readonly CommandSpec[], language: Language): string {
  const command = commands.find(({ name }) => name === argv[0]);
  if (command === undefined) {
    const meant = nearestName(
      argv[0] ?? "",
      commands.map(({ name }) => name),
    );
    return meant === undefined ? "" : cliWords[language].didYouMean(`nanotune ${meant}`);
  }
  const known = [...command.options.map(({ name }) => `--${name}`), "--help"];
  for (const word of argv.slice(1)) {
    const name = word.split("=")[0] ?? word;
    if (!name.startsWith("--") || known.includes(name)) continue;
    const meant = nearestName(name, known);
    if (meant !== undefined) return cliWords[language].didYouMean(meant);
  }
  return "";
}

function parserOf(commands: readonly CommandSpec[], language: Language, version: string): Argv {
  const words = cliWords[language];
  const parser = yargs()
    .scriptName("nanotune")
    .parserConfiguration(PARSER)
    .locale("en")
    .updateStrings(words.yargs)
    .usage(words.usage)
    .version(version)
    .help()
    .alias("help", "h")
    .strict()
    .demandCommand(1, words.commandMissing)
    .recommendCommands()
    .completion("completion", words.completion)
    .exitProcess(false);
  return commands.reduce((made, command) => declareCommand(made, command, language), parser);
}

export async function parseWithYargs(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  language: Language,
  version: string,
): Promise<SlowResult> {
  let wrong: string | undefined;
  let output = "";
  const parser = parserOf(commands, language, version).fail((message, error) => {
    wrong ??= message ?? error?.message ?? "";
  });
  const parsed = await parser.parseAsync([...argv], {}, (_error: unknown, _parsed: unknown, text: string) => {
    output = text;
  });
  if (wrong !== undefined) {
    const hint = hintFor(argv, commands, language);
    return { kind: "wrong", message: hint === "" ? wrong : `${wrong}\n${hint}` };
  }
  const command = commands.find(({ name }) => name === parsed._[0]);
  if (output !== "" || command === undefined) return { kind: "help", text: output };
  return { kind: "parsed", command, args: argumentsOf(command, parsed) };
}
