import type { Language } from "../../lint/language.ts";

/** The page of a rule below `docs/`, with its anchor: each area has one, and all rows of the defect table together. */
export function pagePathOf(rule: string, language: Language): string {
  const [area = "", name = ""] = rule.split("/");
  const isChinese = language === "zh";
  if (area === "defects") return `defects${isChinese ? ".zh-CN" : ""}.md#${name}`;
  return `rules/${isChinese ? "zh-CN/" : ""}${area}.md#${name}`;
}

/**
 * Where the page of a rule is read without a net: a file URI.
 * @param docsFolder file URI of the folder `docs`, with a slash at its end
 */
export function pageAddressIn(docsFolder: string, rule: string, language: Language): string {
  return `${docsFolder}${pagePathOf(rule, language)}`;
}
