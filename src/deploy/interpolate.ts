/** Compose's variables: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME?message}`, `${NAME:+other}`, `$$`. */

interface Interpolated {
  readonly text: string;
  /** Names without value and default: nothing stands for them, or the writing itself where no values are known. */
  readonly unset: readonly string[];
}

/** Deepest `${A:-${B:-…}}` followed. */
const DEPTH_LIMIT = 16;

type Variables = Readonly<Record<string, string>> | undefined;

/** Every shell has them, and no file of variables tells them: they stay as they are written. */
const OF_THE_SHELL: ReadonlySet<string> = new Set(["HOME", "PWD", "USER"]);

/** Index behind the brace that closes the one before `from`. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "{" && text[at - 1] === "$") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Longest text that comes of one: names that stand for each other double it with each line. */
const MOST_LETTERS = 256 * 1024;

class Interpolation {
  readonly unset: string[] = [];
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  resolve(text: string, depth: number): string {
    if (depth > DEPTH_LIMIT) return text;
    let out = "";
    let at = 0;
    for (let dollar = text.indexOf("$"); dollar !== -1; dollar = text.indexOf("$", at)) {
      out += text.slice(at, dollar);
      if (out.length > MOST_LETTERS) return out;
      const next = text[dollar + 1] ?? "";
      if (next === "$") {
        out += "$";
        at = dollar + 2;
      } else if (next === "{") {
        at = closing(text, dollar + 2);
        out += this.#braced(text.slice(dollar, at), depth);
      } else {
        const name = /^[A-Za-z_]\w*/.exec(text.slice(dollar + 1, dollar + 256))?.[0] ?? "";
        out += name === "" ? "$" : this.#value(name, `$${name}`);
        at = dollar + 1 + name.length;
      }
    }
    return out + text.slice(at);
  }

  #value(name: string, writing: string): string {
    const value = this.#variables?.[name];
    if (value !== undefined) return value;
    if (OF_THE_SHELL.has(name)) return writing;
    this.unset.push(name);
    return this.#variables === undefined ? writing : "";
  }

  /** @param writing from `${` to `}`. */
  #braced(writing: string, depth: number): string {
    const [, name, colon, operator, rest] =
      /^\$\{([A-Za-z_]\w*)(?:(:?)([-?+])([\s\S]*))?\}$/.exec(writing) ?? [];
    if (name === undefined) return writing;
    const value = this.#variables?.[name];
    const isSet = value !== undefined && (colon !== ":" || value !== "");
    switch (operator) {
      case "-":
        return isSet ? value : this.resolve(rest ?? "", depth + 1);
      case "+":
        return isSet ? this.resolve(rest ?? "", depth + 1) : "";
      default:
        return this.#value(name, writing);
    }
  }
}

/** @param variables left out, names without a default stay as they are written. */
export function interpolate(text: string, variables: Variables): Interpolated {
  if (!text.includes("$")) return { text, unset: [] };
  const interpolation = new Interpolation(variables);
  return { text: interpolation.resolve(text, 0), unset: interpolation.unset };
}
