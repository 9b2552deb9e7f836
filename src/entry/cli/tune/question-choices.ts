import { profileNames } from "../../../advise/wizard/profiles.ts";
import type { Question } from "../../../advise/wizard/questions.ts";
import type { Language } from "../../../lint/language.ts";
import { wizardWords } from "../../../report/tune/wizard.ts";
import { networks } from "../../../timing/network.ts";
import type { AskedChoice } from "./asker.ts";

/** How the choices of a question read. */
export function choicesOf({ key, choices }: Question, language: Language): readonly AskedChoice[] {
  const words = wizardWords[language];
  if (key === "profile") return profileNames.map((value) => ({ value, ...words.profile[value] }));
  if (key === "network") {
    return Object.entries(networks).map(([value, { rttMs, loss, outagesPerHour }]) => ({
      value,
      label: value,
      hint: words.network(String(rttMs), String(loss * 100), String(outagesPerHour)),
    }));
  }
  return choices.map((value) => ({ value, label: value === "yes" ? words.yes : words.no }));
}
