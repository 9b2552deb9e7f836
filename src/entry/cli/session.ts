import type { Facts } from "../../facts/facts.ts";
import { type Language, languageOf } from "../../lint/language.ts";
import type { PackRule } from "../open/packs.ts";
import { guardedIo } from "./guarded-io.ts";
import type { Io, World } from "./io.ts";
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

export function openSession(argv: readonly string[], world: World): Session {
  const language = languageOf(languageSetting(argv, world.env));
  return { io: guardedIo(world, argv), language, factsFiles: new Map(), packs: new Map() };
}
