// Releases and outages, before the script has run.
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { siteWords } from "../words.ts";

export function answersBody(language: Language): string {
  const words = siteWords[language].answers;
  return element(
    "div",
    { class: "intro" },
    element("h1", {}, escapeHtml(words.heading)),
    element("p", { class: "lead" }, escapeHtml(words.lead)),
  );
}
