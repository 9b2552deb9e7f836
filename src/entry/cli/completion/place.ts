import type { CommandSpec, Offer, OptionSpec } from "../command.ts";

/** What may stand at the end of a line. */
export type Place =
  | { readonly kind: "command" }
  /** `given`: options that stand in the line already. */
  | { readonly kind: "option"; readonly command: CommandSpec; readonly given: ReadonlySet<string> }
  /** `before` is the part of the word that stays: `--format=`. */
  | { readonly kind: "value"; readonly offer: Offer; readonly before: string };

const nothing: Place = { kind: "value", offer: "nothing", before: "" };

function valueOfOption({ choices, offers }: OptionSpec, before: string): Place {
  return { kind: "value", offer: choices ?? offers ?? "nothing", before };
}

/** True where its value may be the next word. */
function takesNext({ kind }: OptionSpec): boolean {
  return kind === "value" || kind === "values";
}

/**
 * Reads the words of a line behind `nanotune`, the last of which is being typed ("" where none is begun). Never asks what the
 * words mean for a command: nothing runs.
 */
export function placeOf(words: readonly string[], commands: readonly CommandSpec[]): Place {
  const [first = "", ...rest] = words;
  if (words.length <= 1) return { kind: "command" };
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) return nothing;
  const optionOf = (word: string) =>
    command.options.find(
      ({ name, alias }) => word === `--${name}` || (alias !== undefined && word === `-${alias}`),
    );
  const typed = rest.at(-1) ?? "";
  const given = new Set<string>();
  let [positionals, ended] = [0, false];
  let wanting: OptionSpec | undefined;
  for (const word of rest.slice(0, -1)) {
    const option = ended ? undefined : optionOf(word.split("=", 1)[0] ?? "");
    if (wanting !== undefined) wanting = undefined;
    else if (word === "--") ended = true;
    else if (option !== undefined) {
      given.add(option.name);
      if (takesNext(option) && !word.includes("=")) wanting = option;
    } else if (ended || word === "-" || !word.startsWith("-")) positionals += 1;
  }
  if (wanting !== undefined) return valueOfOption(wanting, "");
  if (!ended && typed.startsWith("-")) {
    const equals = typed.indexOf("=");
    if (equals === -1) return { kind: "option", command, given };
    const option = optionOf(typed.slice(0, equals));
    return option === undefined || option.kind === "flag"
      ? nothing
      : valueOfOption(option, typed.slice(0, equals + 1));
  }
  if (positionals >= command.maxPositionals) return nothing;
  return {
    kind: "value",
    offer: command.offers[positionals] ?? command.offers.at(-1) ?? "nothing",
    before: "",
  };
}
