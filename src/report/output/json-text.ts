const LITERAL = /"(?:[^"\\\n]|\\.)*"/g;
const NO_JSON = /[^\s{}[\],:\d.eE+\-truefalsn]/;

/** True for a JSON text, or lines of them; told without building it, since it may be nested thousands deep. */
export function isJson(text: string): boolean {
  const start = text.trimStart()[0];
  if (start !== "{" && start !== "[") return false;
  return !NO_JSON.test(text.replaceAll(LITERAL, ""));
}

function decoded(literal: string): string {
  const value: unknown = JSON.parse(literal);
  return String(value);
}

/** Changes the strings of a JSON text and leaves it one. */
export function withJsonStrings(text: string, change: (text: string) => string): string {
  return text.replaceAll(LITERAL, (literal) => {
    const before = decoded(literal);
    const after = change(before);
    return after === before ? literal : JSON.stringify(after);
  });
}

const ESCAPE = /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/g;
const CONTROLS: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  e: "\u001B",
  0: "\0",
};

/** Strings in double quotes that hold an escaped character, of JSON, TOML or YAML, as they are meant. */
export function escapedStrings(text: string): readonly string[] {
  return [...text.matchAll(LITERAL)].flatMap(([literal]) => {
    if (!literal.includes("\\")) return [];
    const meant = literal
      .slice(1, -1)
      .replaceAll(ESCAPE, (_whole, four?: string, two?: string, one?: string) => {
        const digits = four ?? two;
        return digits === undefined
          ? (CONTROLS[one ?? ""] ?? one ?? "")
          : String.fromCharCode(Number.parseInt(digits, 16));
      });
    return [meant];
  });
}
