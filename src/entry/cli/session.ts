import type { Facts } from "../../facts/facts.ts";
import { type Language, languageOf } from "../../lint/language.ts";
import type { PackRule } from "../open/packs.ts";
import type { Io } from "./io.ts";
import { languageSetting } from "./language-setting.ts";

/** What every command gets besides its arguments. */
export interface Session {
  readonly io: Io;
  readonly language: Language;
  /** Every nanotune.toml that was read, by path. */
  readonly factsFiles: Map<string, Promise<Facts>>;
  /** Rules of packs, by the nanotune.toml that names them: many confs share one. */
  readonly packs: Map<string, readonly PackRule[]>;
}

export function openSession(argv: readonly string[], io: Io): Session {
  return { io, language: languageOf(languageSetting(argv, io.env)), factsFiles: new Map(), packs: new Map() };
}
