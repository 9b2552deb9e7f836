/**
 * Splits a command line as a shell or Docker does: blanks separate, quotes and backslashes keep together.
 * `;`, `&&`, `||`, `|` and `&` come out as words of their own, and so do `>>` and `2>&1`; nothing is expanded.
 */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  const token =
    /\s+|((?:\d+|&)?(?:>>|>\||<<<|[<>])(?:&(?:\d+|-))?|&&|\|\||[;|&])|((?:[^\s;|&"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+)|\\$/gy;
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

const REDIRECTION = /^(?:\d+|&)?(?:>>|>\||<<<|[<>])(&(?:\d+|-))?$/;

/** What is left of the words of a command once a shell has led its streams elsewhere: `>> file`, `2>&1`. */
export function withoutRedirections<T>(words: readonly T[], textOf: (word: T) => string): readonly T[] {
  let isTarget = false;
  return words.filter((word) => {
    const redirection = REDIRECTION.exec(textOf(word));
    const isLeft = redirection === null && !isTarget;
    // `2>&1` names its target itself.
    isTarget = redirection !== null && redirection[1] === undefined;
    return isLeft;
  });
}
