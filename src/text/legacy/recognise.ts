/** Tells an old key=value file from HOCON; NanoMQ itself never does (--conf always reads HOCON, --old_conf the old form). */

import { createSource } from "../source.ts";
import { type LegacySetting, legacyLines, readLegacy } from "./legacy-file.ts";
import { matchKey } from "./match.ts";

export interface Recognition {
  readonly isLegacy: boolean;
  /** Settings whose key only the old parser knows; not counted where HOCON lines outweigh them at once. */
  readonly oldKeys: number;
  /** Lines that only HOCON has: braces, brackets, includes, `//` comments. */
  readonly hoconLines: number;
  /** Lines with a `key=value`, whatever the key. */
  readonly settings: number;
  /** 1-based line of the first old setting; 0 where there is none. */
  readonly firstLine: number;
}

/** Braces outside a JSON value, an include, or a `//` comment. */
function isHocon(text: string): boolean {
  return /^(?:[{}[\]]|include\b|\/\/)|[{[]$/.test(text);
}

/** Keys that both formats spell alike tell nothing by themselves. */
const alike: ReadonlySet<string> = new Set(["daemon", "enable", "parallel"]);

function isOldKey(key: string): boolean {
  const match = matchKey(key);
  if (match === undefined || alike.has(key)) return false;
  const { destination, pattern } = match;
  if (destination.kind === "switch" && `${destination.of}.enable` === pattern) return false;
  return destination.kind !== "setting" || destination.to !== pattern;
}

/** True where a setting may be one of an old file: a section of HOCON with its brace is none. */
function isPlain({ key, value }: LegacySetting): boolean {
  return !isHocon(`${key}=${value}`) || value.startsWith("{");
}

export function recogniseLegacy(content: string | Uint8Array): Recognition {
  const source = createSource("", content);
  let settings = 0;
  let others = 0;
  let junk = 0;
  // A file of today may be long: nothing of it is kept.
  for (const line of legacyLines(source)) {
    if (line.kind === "setting") {
      settings += 1;
      if (isPlain(line)) others += 1;
    } else if (line.kind === "junk" && isHocon(line.text)) junk += 1;
  }
  const hoconLines = junk + settings - others;
  // Most confs of today end here, before the table of old keys is made.
  if (others <= 2 * hoconLines) return { isLegacy: false, oldKeys: 0, hoconLines, settings, firstLine: 0 };
  const plain = readLegacy(source).flatMap((line) =>
    line.kind === "setting" && isPlain(line) ? [line] : [],
  );
  const old = plain.filter(({ key }) => isOldKey(key));
  const otherKeys = plain.filter(({ key }) => matchKey(key) === undefined).length;
  return {
    isLegacy: old.length > 2 * hoconLines && old.length > otherKeys,
    oldKeys: old.length,
    hoconLines,
    settings,
    firstLine: old[0]?.line ?? 0,
  };
}
