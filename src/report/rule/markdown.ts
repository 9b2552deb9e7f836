/** Outside of `code`: what Markdown would take for emphasis or a tag. */
const SPECIAL = /\*(?=\S)|(?<=\S)\*|<(?=[a-z/!?])/gi;
/** What begins a heading, list or quote at the start of a line. */
const LINE_START = /^(\s*\d*)(#|[-+*>.](?=\s))/gm;

/** Prose that Markdown shows as it is written; `code` stays code. */
export function markdownText(text: string): string {
  const parts = text.split(/(`[^`\n]+`)/);
  const shown = parts.map((part, at) => (at % 2 === 1 ? part : part.replaceAll(SPECIAL, "\\$&")));
  return shown.join("").replaceAll(LINE_START, "$1\\$2");
}

/** The same in the cell of a table, where a bar ends the cell even inside of code. */
export function markdownCell(text: string): string {
  return markdownText(text.replaceAll(/\s+/g, " ")).replaceAll("|", "\\|");
}
