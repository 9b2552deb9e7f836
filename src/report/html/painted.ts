import { marked, replaceMarks } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { escapeHtml } from "./markup.ts";

/** What is drawn with characters: wide enough for a line of a conf. */
export const PAGE_VIEW: View = { columns: 96, unicode: true, paint: marked };

/** Lines drawn for {@link PAGE_VIEW}, as markup: roles have classes. */
export function painted(lines: readonly string[]): string {
  return replaceMarks(escapeHtml(lines.join("\n")), (role) => `<b class="${role}">`, "</b>");
}
