export type Language = "en" | "zh";

/** A sentence in every language: a missing one does not compile. */
export type LocalText = Readonly<Record<Language, string>>;

/** A text that may be the same for every reader. */
export function localText(text: string | LocalText, language: Language): string {
  return typeof text === "string" ? text : text[language];
}

/** "zh-CN", "zh_CN.UTF-8", "zh" are Chinese; everything else is English. */
export function languageOf(name: string): Language {
  return /^zh\b|^zh[-_]/i.test(name) ? "zh" : "en";
}
