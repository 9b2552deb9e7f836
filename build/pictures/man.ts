// The manual page as `man` sets it, one screen of it.
import { marked } from "../../src/report/output/roles.ts";
import { cutTo, wrap } from "../../src/report/text-layout.ts";
import { COLUMNS, terminal } from "./terminal.ts";

const ROWS = 40;
/** Columns that text stands in from the left, what explains a name, and the name of a command. */
const [TEXT, TOLD, NAME] = [7, 14, 3];

/** Signs of man's language to those that they stand for. */
function shown(text: string): string {
  return text
    .replaceAll(/\\f[BIR]/g, "")
    .replaceAll("\\:", "")
    .replaceAll("\\-", "-")
    .replaceAll("\\(ga", "`")
    .replaceAll("\\&", "")
    .replaceAll("\\e", "\\");
}

function indented(text: string, columns: number): readonly string[] {
  return wrap(shown(text), COLUMNS - columns).map((line) => " ".repeat(columns) + line);
}

/** A line of names: bold up to where the last one ends. */
function named(text: string): string {
  const bold = shown(text.slice(0, text.indexOf("\\fR", text.lastIndexOf("\\fB"))));
  const whole = cutTo(shown(text), COLUMNS - TEXT, "…");
  return " ".repeat(TEXT) + marked("strong", whole.slice(0, bold.length)) + whole.slice(bold.length);
}

/** Of what `manPage` writes. */
function typeset(page: string): readonly string[] {
  const set: string[] = [];
  let place: "text" | "name" | "told" = "text";
  for (const line of page.trimEnd().split("\n").slice(1)) {
    const [, macro, title = ""] = /^\.(S[HS]) "(.*)"$/.exec(line) ?? [];
    if (macro !== undefined) {
      const indent = " ".repeat(macro === "SS" ? NAME : 0);
      set.push(...(set.length > 0 ? [""] : []), indent + marked("strong", shown(title)));
      place = "text";
    } else if (line === ".br") place = "name";
    else if (line === ".TP") {
      set.push("");
      place = "name";
    } else if (place === "name") {
      set.push(named(line));
      place = "told";
    } else if (!line.startsWith(".")) set.push(...indented(line, place === "told" ? TOLD : TEXT));
  }
  return set;
}

/** @param page of man(7) */
export function manPicture(page: string): string {
  return terminal("man nanotune", typeset(page).slice(0, ROWS));
}
