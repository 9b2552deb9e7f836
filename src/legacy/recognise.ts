/** Tells an old key=value file from HOCON; NanoMQ itself never does (--conf always reads HOCON, --old_conf the old form). */

import { createSource } from "../source/source.ts";
import { readLegacy } from "./legacy-file.ts";
import { matchKey } from "./match.ts";

export interface Recognition {
  readonly isLegacy: boolean;
  /** Settings whose key only the old parser knows. */
  readonly oldKeys: number;
  /** Lines that only HOCON has: braces, brackets, includes, `//` comments. */
  readonly hoconLines: number;
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

export function recogniseLegacy(text: string): Recognition {
  let oldKeys = 0;
  let hoconLines = 0;
  let otherKeys = 0;
  let firstLine = 0;
  for (const line of readLegacy(createSource("", text))) {
    if (line.kind === "junk" && isHocon(line.text)) hoconLines += 1;
    if (line.kind !== "setting") continue;
    if (isHocon(`${line.key}=${line.value}`) && !line.value.startsWith("{")) hoconLines += 1;
    else if (isOldKey(line.key)) {
      oldKeys += 1;
      if (firstLine === 0) firstLine = line.line;
    } else if (matchKey(line.key) === undefined) otherKeys += 1;
  }
  return { isLegacy: oldKeys > 2 * hoconLines && oldKeys > otherKeys, oldKeys, hoconLines, firstLine };
}

/** True where the text is an old file: loaded with --conf it is a syntax error at its first address. */
export function isLegacy(text: string): boolean {
  return recogniseLegacy(text).isLegacy;
}
