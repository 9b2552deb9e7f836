/**
 * Splits a command line as a shell or Docker does: blanks separate, quotes and backslashes keep together.
 * `;`, `&&`, `||`, `|` and `&` come out as words of their own; nothing is expanded.
 */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  const token = /\s+|(&&|\|\||[;|&])|((?:[^\s;|&"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+)|\\$/gy;
  for (const match of line.matchAll(token)) {
    const [, operator, word] = match;
    if (operator !== undefined) words.push(operator);
    else if (word !== undefined) words.push(unquoted(word));
  }
  return words;
}

function unquoted(word: string): string {
  return word.replace(/\\([\s\S])|"((?:[^"\\]|\\[\s\S])*)"?|'([^']*)'?/g, (_, escaped, double, single) => {
    if (typeof escaped === "string") return escaped;
    if (typeof double === "string") return double.replace(/\\(["\\$`])/g, "$1");
    return typeof single === "string" ? single : "";
  });
}
