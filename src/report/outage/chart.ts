import type { Outage } from "../../lint/finding/finding.ts";
import type { Language } from "../../lint/language.ts";
import { storyOf } from "../../timing/outage/story.ts";
import type { View } from "../output/view.ts";
import { wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import { outagePicture } from "./picture.ts";
import { rateText } from "./rate.ts";
import { outageWords } from "./words.ts";

/** The little picture of a finding: what was asked, and how it goes. */
export function outageChart({ question, answer }: Outage, view: View, language: Language): readonly string[] {
  const words = outageWords[language];
  const { cut, outageMs, everyMs, qos } = question;
  return [
    ...wrap(words.question(words.cuts[cut], secondsText(outageMs), rateText(everyMs), qos), view.columns),
    ...outagePicture(storyOf(question, answer), view, words),
  ];
}
