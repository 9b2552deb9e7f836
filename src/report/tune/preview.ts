import type { Advice } from "../../advise/search/advise.ts";
import type { Option } from "../../advise/search/option.ts";
import type { Alternative } from "../../lint/finding/finding.ts";
import type { Language } from "../../lint/language.ts";
import type { View } from "../output/view.ts";
import { windowChart } from "../time/windows.ts";
import { changesText } from "./advice.ts";
import { wizardWords } from "./wizard.ts";

/** Classes drawn at most: a preview has to leave room for the question. */
const MOST_CLASSES = 3;

/** What stands beside today's settings: the recommendation, or what comes nearest. */
function besideToday(
  advice: Advice,
  language: Language,
): { readonly option: Option; readonly text: string } | undefined {
  const words = wizardWords[language];
  if (advice.outcome === "change") {
    const { after } = advice;
    return { option: after, text: words.proposed(changesText(after.changes, language)) };
  }
  const nearest = advice.outcome === "infeasible" ? advice.relaxations[0]?.option : undefined;
  if (nearest === undefined || nearest.changes.length === 0) return undefined;
  return { option: nearest, text: words.nearest(changesText(nearest.changes, language)) };
}

/** The windows as they are and as they would be, for the answers so far. */
export function previewLines(advice: Advice, view: View, language: Language): readonly string[] {
  const beside = besideToday(advice, language);
  const classes = advice.before.figures.clients.slice(0, MOST_CLASSES);
  return classes.flatMap(({ detection }, index) => {
    const replay = beside?.option.figures.clients[index]?.detection;
    const alternatives: readonly Alternative[] =
      beside === undefined || replay === undefined ? [] : [{ text: beside.text, replay }];
    return windowChart(detection, alternatives, view, language);
  });
}
