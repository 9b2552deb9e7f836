// The map of what is possible, with one field that somebody walks with the arrow keys.
import type { FeasibilityMap } from "../../advise/search/feasibility-map.ts";
import type { Language } from "../../lint/language.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { View } from "../output/view.ts";
import { wrap } from "../text-layout.ts";
import { drawMap, type Field } from "./feasibility.ts";
import { figureSentences, pairText } from "./option-figures.ts";
import { tuneWords } from "./words.ts";

/** The map with its field marked, and below it what the field comes to. */
export function explorerLines(
  map: FeasibilityMap,
  field: Field,
  version: NanomqVersion,
  view: View,
  language: Language,
): readonly string[] {
  const option = map.options[field.row]?.[field.column];
  const state = map.rows[field.row]?.[field.column];
  if (option === undefined || state === undefined) return drawMap(map, view, language);
  const sentences = figureSentences(option, language).join(language === "en" ? " " : "");
  return [
    ...drawMap(map, view, language, field),
    "",
    ...wrap(pairText(option, version, language), view.columns).map((line) => view.paint("strong", line)),
    ...wrap(`${tuneWords[language].cell[state]}${language === "en" ? ". " : "。"}${sentences}`, view.columns),
  ];
}
