import type { Language } from "../../lint/language.ts";

/**
 * Where the page of a rule is read without a net: a file URI of `docs/rules`, which has a page for each area.
 * @param docsFolder file URI of the folder `docs`, with a slash at its end
 */
export function pageAddressIn(docsFolder: string, rule: string, language: Language): string {
  const [area = "", name = ""] = rule.split("/");
  return `${docsFolder}rules/${language === "zh" ? "zh-CN/" : ""}${area}.md#${name}`;
}
