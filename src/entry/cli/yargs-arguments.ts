// The slow path: yargs words help and what is wrong with a command line. Loaded on any doubt only.
import yargs, { type Argv } from "yargs";
import type { Language } from "../../lint/language.ts";
import { cliWords } from "../../report/cli/words.ts";
import { nearestName } from "../../text/nearest-name.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandSpec, OptionSpec } from "./command.ts";
import { choiceIn } from "./fast-arguments.ts";

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

/** Options that yargs brings to every command. */
const everywhere = [
  { name: "help", alias: "h" },
  { name: "version", alias: undefined },
];

/** yargs answers this one by itself, in any spelling that it takes for an option, and gives the command back as one to run. */
const OWN_COMPLETION = /^-+get-yargs-completions(?:=|$)/;

/** What help shows before a command is chosen. */
const mainExamples = [
  "lint nanomq.conf --keepalive 5s",
  "show nanomq.conf",
  "replay nanomq.conf --keepalive 5s",
];

/** Its choices, and those of the line that name a file: yargs compares whole words. */
function choicesOf(option: OptionSpec, argv: readonly string[]): readonly string[] | undefined {
  const { choices, intoFile } = option;
  if (choices === undefined || intoFile !== true) return choices;
  const values = argv.map((word) => (word.startsWith("--") ? word.slice(word.indexOf("=") + 1) : word));
  const isOne = (value: string) =>
    choiceIn(option, value) !== value && choices.includes(choiceIn(option, value));
  return [...choices, ...values.filter(isOne)];
}

function declare(parser: Argv, option: OptionSpec, argv: readonly string[], language: Language): Argv {
  const { name, alias, kind, placeholder } = option;
  const choices = choicesOf(option, argv);
  const summary =
    placeholder === undefined ? option.summary[language] : `${option.summary[language]}: ${placeholder}`;
  return parser.option(name, {
    ...(alias === undefined ? {} : { alias }),
    ...(choices === undefined ? {} : { choices: [...choices] }),
    describe: summary,
    ...(kind === "flag" ? { type: "boolean" } : { type: "string", requiresArg: kind !== "optional" }),
    ...(kind === "values" ? { array: true, nargs: 1 } : {}),
  });
}

function declareCommand(
  parser: Argv,
  command: CommandSpec,
  argv: readonly string[],
  language: Language,
): Argv {
  return parser.command(
    `${command.name} ${command.positionals}`.trim(),
    command.summary[language],
    (inner) => {
      const withOptions = command.options.reduce(
        (made, option) => declare(made, option, argv, language),
        inner,
      );
      return command.examples.reduce((made, example) => made.example(`nanotune ${example}`, ""), withOptions);
    },
  );
}

/** The words of an option and its value as one, where yargs would take them for two options. */
function glued(
  word: string,
  next: string | undefined,
  options: readonly OptionSpec[],
  known: ReadonlySet<string>,
): string | undefined {
  const takesDashes = options.some((option) => option.takesDashes === true && word === `--${option.name}`);
  if (!takesDashes || next?.startsWith("-") !== true || known.has(next.split("=")[0] ?? next))
    return undefined;
  return `${word}=${next}`;
}

/**
 * A line on which no option takes the next word for its value that may stand alone, and one that takes a line of options
 * has it.
 */
function withoutDoubt(argv: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  const command = commands.find(({ name }) => name === argv[0]);
  if (command === undefined) return argv;
  const { options } = command;
  const alone = new Set(options.flatMap(({ name, kind }) => (kind === "optional" ? [`--${name}`] : [])));
  const known = new Set(wordsOf(command));
  const line: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    const whole = glued(word, argv[at + 1], options, known);
    if (whole !== undefined) at += 1;
    line.push(whole ?? (alone.has(word) ? `${word}=` : word));
  }
  return line;
}

function valuesOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true || value === "") return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function argumentsOf(command: CommandSpec, parsed: Readonly<Record<string, unknown>>): Arguments {
  const options = new Map<string, readonly string[]>();
  for (const { name } of command.options) {
    const values = valuesOf(parsed[name]);
    if (values !== undefined) options.set(name, values);
  }
  const places = command.positionals.match(/\w+/g) ?? [];
  const named = places.flatMap((place) => valuesOf(parsed[place]) ?? []);
  // Behind `--` yargs leaves words among the commands.
  const bare = (valuesOf(parsed["_"]) ?? []).slice(1);
  return { positionals: [...named, ...bare], options };
}

/** Every option of a command, as it is typed. */
function wordsOf({ options }: CommandSpec): readonly string[] {
  return [...options, ...everywhere].flatMap(({ name, alias }) => [`--${name}`, `-${alias}`]);
}

interface UnknownWord {
  readonly word: string;
  readonly meant: string | undefined;
}

/** The first word of the line that is no command, or no option of its command. */
function unknownWord(argv: readonly string[], commands: readonly CommandSpec[]): UnknownWord | undefined {
  const [first = "", ...rest] = argv;
  if (first.startsWith("-") || first === "") return undefined;
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) {
    const meant = nearestName(
      first,
      commands.map(({ name }) => name),
    );
    return { word: first, meant: meant && `nanotune ${meant}` };
  }
  const known = wordsOf(command);
  const end = rest.indexOf("--");
  const word = rest
    .slice(0, end === -1 ? undefined : end)
    .map((one) => one.split("=")[0] ?? one)
    .find((one) => one.startsWith("-") && one !== "-" && !known.includes(one));
  return word === undefined ? undefined : { word, meant: nearestName(word, known) };
}

/** The choice that a word of the line was to be: `warning` for `--fail-on warn`. */
function meantChoice(args: Arguments, { options }: CommandSpec): string | undefined {
  for (const { name, choices } of options) {
    const wrong = (args.options.get(name) ?? []).find((value) => choices?.includes(value) === false);
    if (wrong === undefined || choices === undefined || wrong === "") continue;
    const longer = choices.filter((choice) => choice.startsWith(wrong));
    return longer.length === 1 ? longer[0] : nearestName(wrong, choices);
  }
  return undefined;
}

function parserOf(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  language: Language,
  version: string,
): Argv {
  const words = cliWords[language];
  const parser = yargs()
    .scriptName("nanotune")
    .parserConfiguration(PARSER)
    .locale("en")
    .updateStrings(words.yargs)
    .usage(words.usage)
    .version("version", words.givesVersion, version)
    .help("help", words.givesHelp)
    .alias("help", "h")
    .strict()
    .demandCommand(1, words.commandMissing)
    .exitProcess(false);
  for (const example of mainExamples) parser.example(`nanotune ${example}`, "");
  return commands.reduce((made, command) => declareCommand(made, command, argv, language), parser);
}

export async function parseWithYargs(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  language: Language,
  version: string,
): Promise<SlowResult> {
  const words = cliWords[language];
  const own = argv.find((word) => OWN_COMPLETION.test(word));
  if (own !== undefined) return { kind: "wrong", message: words.unknownWord(own) };
  const line = withoutDoubt(argv, commands);
  let wrong: string | undefined;
  let output = "";
  const parser = parserOf(argv, commands, language, version).fail((message, error) => {
    wrong ??= message ?? error?.message ?? "";
  });
  const parsed = await parser.parseAsync([...line], {}, (_error: unknown, _parsed: unknown, text: string) => {
    output = text;
  });
  if (wrong === undefined && output !== "") return { kind: "help", text: output };
  const unknown = unknownWord(line, commands);
  if (unknown !== undefined) {
    const { word, meant } = unknown;
    const hint = meant === undefined ? "" : ` ${words.didYouMean(meant)}`;
    return { kind: "wrong", message: `${words.unknownWord(word)}${hint}` };
  }
  const command = commands.find(({ name }) => name === parsed._[0]);
  if (command === undefined) return { kind: "wrong", message: wrong ?? words.commandMissing };
  const args = argumentsOf(command, parsed);
  const surplus = args.positionals[command.maxPositionals];
  if (surplus !== undefined) return { kind: "wrong", message: words.surplus(surplus) };
  if (wrong === undefined) return { kind: "parsed", command, args };
  const meant = meantChoice(args, command);
  return { kind: "wrong", message: meant === undefined ? wrong : `${wrong} ${words.didYouMean(meant)}` };
}
