// HTML as text. Every sentence stands in it twice, once for each language; the page shows one of them.
import type { Language } from "../../lint/language.ts";

/** A sentence, or what holds sentences, in every language of the page. */
export type Both<Value> = Readonly<Record<Language, Value>>;

export function both<Value>(word: (language: Language) => Value): Both<Value> {
  return { en: word("en"), zh: word("zh") };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);
}

/** Names of languages as HTML has them. */
export const tags: Both<string> = { en: "en", zh: "zh-CN" };

/** Markup in both languages, of which the page shows one; once where they are alike. */
export function inBoth(markup: Both<string>): string {
  const { en, zh } = markup;
  if (en === zh) return en;
  return `<span lang="${tags.en}">${en}</span><span lang="${tags.zh}">${zh}</span>`;
}

/** A sentence of nanotune: what it puts between backticks is code. */
export function sayProse(text: Both<string>): string {
  const prose = (sentence: string) => escapeHtml(sentence).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
  return inBoth({ en: prose(text.en), zh: prose(text.zh) });
}

/** A sentence as text of the page. */
export function say(text: Both<string>): string {
  return inBoth({ en: escapeHtml(text.en), zh: escapeHtml(text.zh) });
}

export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      if (value === undefined) return "";
      return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
    })
    .join("");
}

/** An element with content; `children` are markup. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  return `<${name}${attributesText(attributes)}>${children.join("")}</${name}>`;
}

/** A shape of SVG. */
export function shape(name: string, attributes: Attributes): string {
  return `<${name}${attributesText(attributes)}/>`;
}
