import type { Facts } from "../facts/facts.ts";
import { type Language, languageOf } from "../words/language.ts";
import type { Io } from "./io.ts";
import type { PackRule } from "./packs.ts";

/** What every command gets besides its arguments. */
export interface Session {
  readonly io: Io;
  readonly language: Language;
  /** Every nanotune.toml that was read, by path. */
  readonly factsFiles: Map<string, Promise<Facts>>;
  /** Rules of packs, by the nanotune.toml that names them: many confs share one. */
  readonly packs: Map<string, readonly PackRule[]>;
}

/** `--lang` on the line beats LC_ALL, LC_MESSAGES and LANG; "" counts as not set. */
function languageSetting(argv: readonly string[], env: Io["env"]): string {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const word = argv[at];
  const asked = word === "--lang" ? argv[at + 1] : word?.slice("--lang=".length);
  return asked || env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "en";
}

export function openSession(argv: readonly string[], io: Io): Session {
  return { io, language: languageOf(languageSetting(argv, io.env)), factsFiles: new Map(), packs: new Map() };
}
