// Pieces that the pages' forms are made of.
import { type Attributes, element, escapeHtml } from "../../src/report/html/markup.ts";

export function option(value: string, text: string, isChosen = false): string {
  return element("option", { value, ...(isChosen && { selected: true }) }, escapeHtml(text));
}

export function button(id: string, text: string, attributes: Attributes = {}): string {
  return element("button", { type: "button", id, ...attributes }, escapeHtml(text));
}

/** A control with its name in front of it. */
export function labelled(text: string, control: string): string {
  return element("label", { class: "field" }, element("span", {}, escapeHtml(text)), control);
}

export function input(id: string, attributes: Attributes): string {
  return element("input", { id, ...attributes }).replace("</input>", "");
}

export function heading(text: string): string {
  return element("h2", {}, escapeHtml(text));
}

export function lead(text: string): string {
  return element("p", { class: "lead" }, escapeHtml(text));
}

/** What stands above the first section. */
export function intro(title: string, text: string): string {
  return element("div", { class: "intro" }, element("h1", {}, escapeHtml(title)), lead(text));
}

/** A section that its script fills. */
export function told(id: string, title: string, ...content: readonly string[]): string {
  return element("section", { id }, heading(title), ...content, element("div", { id: `${id}-result` }, ""));
}
