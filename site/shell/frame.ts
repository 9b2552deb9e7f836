// What every page of the set has around its own.
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml, tags } from "../../src/report/html/markup.ts";
import { siteWords } from "../words.ts";

export type PageName = "playground" | "answers" | "docs";

export interface Page {
  readonly language: Language;
  readonly name: PageName;
  readonly title: string;
  /** To the root of the set: "", "../". */
  readonly root: string;
  /** The same page in the other language, from here; undefined where there is none. */
  readonly other: string | undefined;
  readonly body: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

const LOGO =
  '<svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><path d="M4 22V10l8 12V10"/><path d="M16 16h3l2-6 4 12 2-6h2"/></svg>';

/** The set of a language begins in its own folder. */
export function homeOf(language: Language, root: string): string {
  return language === "en" ? root : `${root}zh-CN/`;
}

function navLinks({ language, name, root }: Page): string {
  const words = siteWords[language];
  const home = homeOf(language, root);
  const link = (page: PageName, href: string, carries: boolean) =>
    element(
      "a",
      {
        href,
        ...(carries && { class: "carries" }),
        ...(page === name && { "aria-current": "page" }),
      },
      escapeHtml(words.nav[page]),
    );
  return element(
    "nav",
    { "aria-label": words.pages },
    link("playground", `${home}index.html`, name === "answers"),
    link("answers", `${home}answers.html`, name === "playground"),
    link("docs", `${home}docs.html`, false),
  );
}

function themes(language: Language): string {
  const words = siteWords[language].theme;
  const button = (name: "auto" | "light" | "dark") =>
    element(
      "button",
      { type: "button", "data-theme": name, "aria-pressed": name === "auto" ? "true" : "false" },
      escapeHtml(words[name]),
    );
  return element(
    "div",
    { class: "switch", role: "group", "aria-label": words.label },
    ...(["auto", "light", "dark"] as const).map(button),
  );
}

function top(page: Page): string {
  const { language, other, root, name } = page;
  const words = siteWords[language];
  // Not as the parts of a report have it, of which a page shows those of its own language alone.
  const elsewhere = language === "en" ? "zh" : "en-US";
  const switched =
    other === undefined
      ? ""
      : element(
          "a",
          {
            class: name === "docs" ? "language" : "language carries",
            href: other,
            lang: elsewhere,
            hreflang: elsewhere,
          },
          escapeHtml(words.otherLanguage),
        );
  return element(
    "header",
    { class: "top" },
    element("a", { class: "skip", href: "#main" }, escapeHtml(words.skip)),
    element(
      "a",
      { class: "brand", href: `${homeOf(language, root)}index.html` },
      LOGO,
      element("span", {}, "nanotune"),
    ),
    navLinks(page),
    element("div", { class: "controls" }, switched, themes(language)),
  );
}

/** What a reader without scripts is told where there is nothing without them. */
function noScript({ name, language }: Page): string {
  return name === "docs"
    ? ""
    : element("noscript", {}, element("p", { class: "lead" }, escapeHtml(siteWords[language].noScript)));
}

/** @param hashOf names a style or script, as a Content-Security-Policy does */
export function pageHtml(page: Page, hashOf: (text: string) => string): string {
  const { language, title, body, styles, scripts } = page;
  const named = (texts: readonly string[]) =>
    texts.length === 0 ? "'none'" : texts.map((text) => hashOf(text)).join(" ");
  const policy = `default-src 'none'; style-src ${named(styles)}; script-src ${named(scripts)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    `<!doctype html>\n<html lang="${tags[language]}" data-theme="auto">\n<head>\n<meta charset="utf-8">\n`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n',
    `<title>${escapeHtml(title)}</title>\n`,
    ...styles.map((style) => `<style>${style}</style>\n`),
    `</head>\n<body class="${page.name}">\n${top(page)}\n<main id="main">\n${noScript(page)}${body}\n</main>\n`,
    ...scripts.map((script) => `<script>${script}</script>\n`),
    "</body>\n</html>\n",
  ].join("");
}
