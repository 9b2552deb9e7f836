import type { Settings } from "../../start/effective.ts";
import type { NodeEffect } from "../../start/setting.ts";
import type { LoadHazard } from "../../start/value.ts";
import type { Span } from "../../text/source.ts";
import type { Note } from "../rules/element.ts";
import { keyAt } from "../rules/locate.ts";

export function spanText({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}

/** A section is pointed at by its key, which fits a line. */
function shownSpan(found: NodeEffect | undefined, span: Span): Span {
  const isSection = found?.node?.kind === "object" || found?.node?.kind === "array";
  return found !== undefined && isSection ? found.keySpan : span;
}

/** Where the loader dies or damages memory, as the rules take it. What the environment does has no place in the conf. */
export function hazardNotes({ tree, hazards, effects }: Settings): readonly Note[] {
  if (hazards.length === 0) return [];
  const byPlace = new Map(effects.map((effect) => [spanText(effect.span), effect]));
  const noteOf = ({ code, missing = "", fatal }: LoadHazard, span: Span): Note => {
    const found = byPlace.get(spanText(span));
    const path = found?.path ?? (tree && keyAt(tree, span)) ?? "";
    const name = path.slice(path.lastIndexOf(".") + 1);
    const args = { path, name, missing, fatal };
    return { code, key: path, span: shownSpan(found, span), args, related: [], proposals: [] };
  };
  return hazards.flatMap((hazard) => (hazard.span === undefined ? [] : [noteOf(hazard, hazard.span)]));
}
