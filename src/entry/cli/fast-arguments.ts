import type { Arguments } from "./arguments.ts";
import type { CommandSpec, OptionSpec } from "./command.ts";

/** `doubt` leaves the line to yargs, which words what is wrong with it. */
export type FastResult =
  | { readonly kind: "parsed"; readonly command: CommandSpec; readonly args: Arguments }
  | { readonly kind: "doubt" };

const doubt: FastResult = { kind: "doubt" };

function optionOf(spec: CommandSpec, word: string): OptionSpec | undefined {
  return spec.options.find(
    ({ name, alias }) => word === `--${name}` || (alias !== undefined && word === `-${alias}`),
  );
}

/** The choice in a value: of `sarif=out.sarif` what stands before the file. */
export function choiceIn({ intoFile }: OptionSpec, value: string): string {
  const equals = intoFile === true ? value.indexOf("=") : -1;
  return equals === -1 || equals === value.length - 1 ? value : value.slice(0, equals);
}

function accepts(option: OptionSpec, value: string): boolean {
  const { choices } = option;
  return choices === undefined || choices.includes(choiceIn(option, value));
}

/**
 * Parses the common forms of a command line without yargs, whose import costs more than a lint. Whatever is not plainly
 * right is a doubt: unknown words, `--help`, clustered short options, values that look like options.
 */
export function parseFast(argv: readonly string[], commands: readonly CommandSpec[]): FastResult {
  const command = commands.find(({ name }) => name === argv[0]);
  if (command === undefined) return doubt;
  const positionals: string[] = [];
  const options = new Map<string, readonly string[]>();
  for (let at = 1; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    if (word === "-" || !word.startsWith("-")) {
      positionals.push(word);
      continue;
    }
    const equals = word.startsWith("--") ? word.indexOf("=") : -1;
    const option = optionOf(command, equals === -1 ? word : word.slice(0, equals));
    if (option === undefined) return doubt;
    if (option.kind === "flag" || (option.kind === "optional" && equals === -1)) {
      if (equals !== -1 || options.has(option.name)) return doubt;
      options.set(option.name, []);
      continue;
    }
    if (equals === -1) at += 1;
    const value = equals === -1 ? argv[at] : word.slice(equals + 1);
    const before = options.get(option.name) ?? [];
    if (value === undefined || value === "" || value.startsWith("-") || !accepts(option, value)) return doubt;
    if (option.kind !== "values" && options.has(option.name)) return doubt;
    options.set(option.name, [...before, value]);
  }
  const leastPositionals = command.positionals.split("<").length - 1;
  if (positionals.length < leastPositionals || positionals.length > command.maxPositionals) return doubt;
  return { kind: "parsed", command, args: { positionals, options } };
}
