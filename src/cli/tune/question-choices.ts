import { networks } from "../../replay/network.ts";
import { profileNames } from "../../wizard/profiles.ts";
import type { Question } from "../../wizard/questions.ts";
import type { Language } from "../../words/language.ts";
import { wizardWords } from "../../words/wizard.ts";
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
