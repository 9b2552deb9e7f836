/** Tells an old key=value file from HOCON; NanoMQ itself never does (--conf always reads HOCON, --old_conf the old form). */

import { createSource } from "../source.ts";
import { readLegacy } from "./legacy-file.ts";
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

export function recogniseLegacy(content: string | Uint8Array): Recognition {
  const lines = readLegacy(createSource("", content));
  const settings = lines.flatMap((line) => (line.kind === "setting" ? [line] : []));
  const others = settings.filter(({ key, value }) => !isHocon(`${key}=${value}`) || value.startsWith("{"));
  const junk = lines.filter((line) => line.kind === "junk" && isHocon(line.text));
  const hoconLines = junk.length + settings.length - others.length;
  // Most confs of today end here, before the table of old keys is made.
  if (others.length <= 2 * hoconLines)
    return { isLegacy: false, oldKeys: 0, hoconLines, settings: settings.length, firstLine: 0 };
  const old = others.filter(({ key }) => isOldKey(key));
  const otherKeys = others.filter(({ key }) => matchKey(key) === undefined).length;
  return {
    isLegacy: old.length > 2 * hoconLines && old.length > otherKeys,
    oldKeys: old.length,
    hoconLines,
    settings: settings.length,
    firstLine: old[0]?.line ?? 0,
  };
}
