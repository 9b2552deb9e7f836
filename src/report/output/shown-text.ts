// The last thing that happens to every text before it is written: no secret of this run, no control character of a
// file, a name or a client. Rooms hand over text and need not think of either.
import type { KnownSecrets } from "../secrets/known-secrets.ts";
import { printable } from "../text-layout.ts";
import { escapedStrings, isJson, withJsonStrings } from "./json-text.ts";
import { coloured, marked, type Paint } from "./roles.ts";

/**
 * `message`: for people and programs. `commands`: the same, of lines that a CI system shall take for its own. `patch`: has to
 * apply, so its bytes stay where no terminal shows them. `file`: what the user has asked to be made of his own file; secrets
 * belong in it.
 */
export type TextKind = "message" | "commands" | "patch" | "file";

/** All but line ends and tabs: C0 and C1 controls, and those that reorder what is read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_OR_BREAK = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** A line that GitHub Actions takes for a command (`::error::`), blanks and marks of roles in front of it or not. */
const COMMAND = /^[ \t\uFDD0-\uFDDF]*(?=::[A-Za-z][\w-]*(?:[ \t][^\n]*?)?::)/gm;

const LINE_ENDS = /[\r\n]+/g;
/** Letters beside a line end by which it is known again, and how few are too few. */
const AROUND_BREAK = 16;
const LEAST_AFTER = 4;

/** What must not reach those who read: the secrets of a run, and names that are no line of text. */
export class Unspeakable {
  readonly secrets: KnownSecrets;
  readonly #names = new Set<string>();
  readonly #texts = new Map<string, string>();
  #paints = false;

  constructor(secrets: KnownSecrets) {
    this.secrets = secrets;
  }

  /** The name of a file, a client, an argument: a line end in it starts no line, where it is cut neither. */
  learnName(name: string): void {
    for (const { index, 0: breaks } of name.matchAll(LINE_ENDS)) {
      const before =
        name
          .slice(Math.max(0, index - AROUND_BREAK), index)
          .split(CONTROL_OR_BREAK)
          .at(-1) ?? "";
      const after =
        name
          .slice(index + breaks.length)
          .split(CONTROL_OR_BREAK)[0]
          ?.slice(0, AROUND_BREAK) ?? "";
      const piece = `${after.length < LEAST_AFTER ? before : ""}${breaks}${after}`;
      if (/\S/.test(piece)) this.#names.add(piece);
    }
  }

  /** A text with strings in it, such as the answer of a broker: names of clients may hold anything. */
  learnStrings(place: string, text: string): void {
    if (text.includes("\\")) this.#texts.set(place, text);
  }

  /** For texts that are to have colours; without it nothing becomes one. */
  paint(): Paint {
    this.#paints = true;
    return marked;
  }

  #named(text: string): string {
    for (const strings of this.#texts.values()) {
      for (const name of escapedStrings(strings)) this.learnName(name);
    }
    this.#texts.clear();
    let shown = text;
    for (const name of this.#names) shown = shown.replaceAll(name, printable(name));
    return shown;
  }

  #masked(text: string): string {
    const masked = this.secrets.mask(text);
    // Cut out of JSON, a secret must not take a backslash along.
    return masked === text || !isJson(text)
      ? masked
      : withJsonStrings(text, (part) => this.secrets.mask(part));
  }

  /** A text as it may be written. */
  shown(text: string, kind: TextKind, toTerminal: boolean): string {
    const masked = kind === "file" ? text : this.#masked(text);
    if (kind === "file" && !toTerminal) return isJson(masked) ? coded(masked) : masked;
    if (kind === "patch" && !toTerminal) return masked;
    const cleaned = kind === "commands" ? this.#cleaned(masked) : withoutCommands(this.#cleaned(masked));
    return this.#paints ? coloured(cleaned) : cleaned;
  }

  #cleaned(text: string): string {
    const named = this.#named(text);
    if (named.search(CONTROL) === -1) return named;
    return isJson(named) ? coded(named) : named.replaceAll(CONTROL, "\uFFFD");
  }
}

/** JSON says the same with its control characters as codes. */
function coded(json: string): string {
  return json.replaceAll(
    CONTROL,
    (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/** A name that begins like a command, or a word of it at which a line was broken, is none. */
function withoutCommands(text: string): string {
  return text.includes("::") ? text.replaceAll(COMMAND, "$&\uFFFD") : text;
}
