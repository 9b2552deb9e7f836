import type { LocalText } from "../../lint/language.ts";

/** What `--verbose` is for, in the help. */
export const verboseSummary: LocalText = {
  en: "show the evidence of each finding",
  zh: "显示每个问题的依据",
};
