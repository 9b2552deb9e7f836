// What is wrong with a nanotune.toml, in sentences.
import type { FactsProblem } from "../../facts/facts-problem.ts";
import type { Language } from "../../lint/language.ts";
import { cliWords } from "../cli/words.ts";
import { tomlProblemText } from "./toml.ts";

function sentenceOf(problem: FactsProblem, language: Language): string {
  const words = cliWords[language];
  switch (problem.kind) {
    case "syntax":
    case "unexpected":
      return tomlProblemText(problem, language);
    case "unknown-key":
      return words.factsUnknownKey(problem.key);
    case "missing-key":
      return words.factsMissingKey(problem.key);
    case "unknown-rule":
      return words.unknownRule(problem.rule);
    case "value":
      return words.factsValue(problem.key, problem.expected[language]);
  }
}

/** A problem and what was probably meant, on one line. */
export function factsProblemText(problem: FactsProblem, language: Language): string {
  const words = cliWords[language];
  const meant = "meant" in problem ? problem.meant : undefined;
  return [sentenceOf(problem, language), ...(meant ? [words.didYouMean(meant)] : [])].join(" ");
}
