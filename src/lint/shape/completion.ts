import type { SurfaceKey } from "../../generated/surface.ts";
import { type KeyWords, surfaceWords } from "../../generated/surface-words.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { defaultOf, isRead, keyAt, memberNames } from "../../start/keys.ts";

/** One key that may be written at a place. */
export interface Completion {
  readonly key: string;
  readonly path: string;
  /** True where braces follow. */
  readonly isSection: boolean;
  /** What may stand behind the equals sign: words, or the default with its unit. */
  readonly values: readonly string[];
  readonly words: KeyWords;
}

function valuesOf(key: SurfaceKey, version: NanomqVersion): readonly string[] {
  if (key.words !== undefined) return key.words.map(String);
  if (key.reader === "flag") return ["true", "false"];
  const value = defaultOf(key, version);
  const suffix = key.reader.endsWith("seconds") ? (key.unit ?? "") : "";
  return typeof value === "number" && value > 0 ? [`${value}${suffix}`] : [];
}

/** Keys and sections that the release reads right below a pattern path; "" is the top level. */
export function completionsAt(pattern: string, version: NanomqVersion): readonly Completion[] {
  return memberNames(pattern, version).map((name) => {
    const path = pattern === "" ? name : `${pattern}.${name}`;
    const key = keyAt(path);
    const isKey = key !== undefined && isRead(key, version) && key.reader !== "section";
    return {
      key: name,
      path,
      isSection: !isKey,
      values: isKey ? valuesOf(key, version) : [],
      words: surfaceWords[path] ?? {},
    };
  });
}
