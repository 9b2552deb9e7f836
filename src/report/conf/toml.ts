import type { TomlProblem } from "../../facts/facts-problem.ts";
import type { Language } from "../../lint/language.ts";

/** Sentences about text that is no TOML. */
interface TomlWords {
  readonly endsEarly: string;
  /** `found` is quoted. */
  readonly unexpected: (found: string) => string;
  /** `detail`: the parser's own words. */
  readonly syntax: (detail: string) => string;
}

export const tomlWords: Readonly<Record<Language, TomlWords>> = {
  en: {
    endsEarly: "not TOML: the file ends too early.",
    unexpected: (found) => `not TOML: ${found} cannot stand here.`,
    syntax: (detail) => `not TOML: ${detail}`,
  },
  zh: {
    endsEarly: "不是 TOML：文件过早结束。",
    unexpected: (found) => `不是 TOML：此处不能写 ${found}。`,
    syntax: (detail) => `不是 TOML：${detail}`,
  },
};

/** Why a nanotune.toml or a rule file is no TOML. */
export function tomlProblemText(problem: TomlProblem, language: Language): string {
  const words = tomlWords[language];
  if (problem.kind === "syntax") return words.syntax(problem.detail);
  return problem.found === "" ? words.endsEarly : words.unexpected(JSON.stringify(problem.found));
}
