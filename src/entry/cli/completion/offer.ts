// What a shell may offer, as lines that its script reads: "word TAB summary", or one line that leaves it to the shell's own
// completion of files, ":files conf yaml" or ":folders".

import type { Language } from "../../../lint/language.ts";
import { confReleases } from "../../../nanomq/behaviour.ts";
import { checksById } from "../../../preflight/codes.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { preflightWords } from "../../../report/preflight/words.ts";
import { gist } from "../../../report/rule/rule-list.ts";
import { keysBelow } from "../../../start/keys.ts";
import { builtInListed } from "../../open/known-rules.ts";
import type { CommandSpec, Offer } from "../command.ts";
import { type Place, placeOf } from "./place.ts";

interface Word {
  readonly word: string;
  readonly summary?: string | undefined;
}

function linesOf(words: readonly Word[], before = ""): string {
  return words
    .map(({ word, summary }) => `${before}${word}${summary === undefined ? "" : `\t${summary}`}\n`)
    .join("");
}

const plain = (words: readonly string[]): readonly Word[] => words.map((word) => ({ word }));

function rules(language: Language): readonly Word[] {
  const { areas } = preflightWords[language];
  return [
    ...builtInListed().map(({ rule, page }) => ({ word: rule.id, summary: gist(page, language) })),
    ...[...checksById].map(([word, { area }]) => ({ word, summary: areas[area] })),
  ];
}

function valueLines(asked: Offer, before: string, language: Language): string {
  if (typeof asked !== "string") return linesOf(plain(asked), before);
  switch (asked) {
    case "releases":
      return linesOf(plain(confReleases()), before);
    case "rules":
      return linesOf(rules(language), before);
    case "sections":
      return linesOf(plain(keysBelow("").map(({ path }) => path)), before);
    case "confs":
      return ":files conf yaml yml\n";
    case "toml files":
      return ":files toml\n";
    case "traces":
      return ":files jsonl\n";
    case "files":
      return ":files\n";
    case "folders":
      return ":folders\n";
    case "nothing":
      return "";
  }
}

function optionLines({ command, given }: Place & { kind: "option" }, language: Language): string {
  const left = command.options.filter(({ name, kind }) => kind === "values" || !given.has(name));
  const words = left.flatMap(({ name, alias, summary }) =>
    [`--${name}`, ...(alias === undefined ? [] : [`-${alias}`])].map((word) => ({
      word,
      summary: summary[language],
    })),
  );
  return linesOf([...words, { word: "--help", summary: cliWords[language].givesHelp }]);
}

/** What may stand in place of the last of these words, which follow `nanotune` on the line. */
export function offer(
  words: readonly string[],
  commands: readonly CommandSpec[],
  language: Language,
): string {
  const place = placeOf(words, commands);
  switch (place.kind) {
    case "command":
      return linesOf([
        ...commands.map(({ name, summary }) => ({ word: name, summary: summary[language] })),
        { word: "--help", summary: cliWords[language].givesHelp },
        { word: "--version", summary: cliWords[language].givesVersion },
      ]);
    case "option":
      return optionLines(place, language);
    case "value":
      return valueLines(place.offer, place.before, language);
  }
}
