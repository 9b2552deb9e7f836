import { type Language, languageOf } from "../../lint/language.ts";
import { limits } from "../../text/conf/limits.ts";
import type { PackRule } from "../open/pack-rule.ts";
import { guardedIo } from "./guarded-io.ts";
import type { Io, World } from "./io.ts";
import { languageSetting } from "./language-setting.ts";

/** What every command gets besides its arguments. */
export interface Session {
  readonly io: Io;
  readonly language: Language;
  /** Bytes of one file, and of all that a conf includes: `--max-file-size`. */
  readonly fileLimitBytes: number;
  /** Every nanotune.toml that was read. */
  readonly factsFiles: Set<string>;
  /** Rules of packs, by the nanotune.toml that names them: many confs share one. */
  readonly packs: Map<string, readonly PackRule[]>;
}

export function openSession(argv: readonly string[], world: World): Session {
  const language = languageOf(languageSetting(argv, world.env));
  const { fileBytes: fileLimitBytes } = limits;
  return { io: guardedIo(world, argv), language, fileLimitBytes, factsFiles: new Set(), packs: new Map() };
}
