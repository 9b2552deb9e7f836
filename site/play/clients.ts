// Who connects: what a conf cannot tell.
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { onDeed, part } from "../dom.ts";
import { type ClientRow, sharedFrom } from "./shared.ts";
import { playWords } from "./words.ts";

const NEW: ClientRow = { name: "", keepaliveS: 60, count: 1, keepsSession: false };

function field(name: string, label: string, attributes: Readonly<Record<string, string | number | true>>) {
  return element(
    "label",
    { class: "field" },
    element("span", {}, escapeHtml(label)),
    `<input data-field="${name}"${Object.entries(attributes)
      .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`))
      .join("")}>`,
  );
}

function rowOf({ name, keepaliveS, count, keepsSession }: ClientRow, at: number, language: Language): string {
  const words = playWords[language].client;
  const number = (value: number, min: number, max: number) => ({ type: "number", value, min, max, step: 1 });
  return element(
    "li",
    { "data-row": at },
    field("name", words.name, { type: "text", value: name, maxlength: 40 }),
    field("keepaliveS", words.keepalive, number(keepaliveS, 0, 65_535)),
    field("count", words.count, number(count, 1, 10_000_000)),
    field("keepsSession", words.keeps, { type: "checkbox", ...(keepsSession && { checked: true }) }),
    element("button", { type: "button", "data-do": "remove", "aria-label": `${words.remove}: ${name}` }, "×"),
  );
}

export interface Clients {
  readonly rows: () => readonly ClientRow[];
  readonly replace: (rows: readonly ClientRow[]) => void;
}

export function clientsForm(language: Language, changed: () => void): Clients {
  const list = part("clients", HTMLElement);
  const fieldsOf = (row: Element) =>
    Object.fromEntries(
      [...row.querySelectorAll("input")].map((input) => [
        input.dataset["field"],
        input.type === "checkbox" ? input.checked : input.value,
      ]),
    );
  // What is being typed, and is no number yet, is left out.
  const rows = () => sharedFrom({ conf: "", clients: [...list.children].map(fieldsOf) })?.clients ?? [];
  const replace = (next: readonly ClientRow[]) => {
    list.innerHTML = next.map((row, at) => rowOf(row, at, language)).join("");
  };
  list.addEventListener("input", changed);
  onDeed(list, "remove", (button) => {
    button.closest("li")?.remove();
    part("add-client", HTMLButtonElement).focus();
    changed();
  });
  part("add-client", HTMLButtonElement).addEventListener("click", () => {
    replace([...rows(), { ...NEW, name: `clients ${list.children.length + 1}` }]);
    const [first] = list.lastElementChild?.getElementsByTagName("input") ?? [];
    first?.focus();
    changed();
  });
  return { rows, replace };
}
