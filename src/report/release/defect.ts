// One row of the table of defects that no rule reports: `nanotune explain NQD-116`.
import type { Language } from "../../lint/language.ts";
import type { Defect } from "../../nanomq/known-defects.ts";
import { evidenceUrl, refText } from "../rule/evidence.ts";
import { explainWords } from "../rule/explain-words.ts";
import { defectWord } from "./defect-words.ts";
import { releaseWords } from "./words.ts";

export function defectText(defect: Defect, language: Language): string {
  const { id, kind, consequence, severity, certainty, since, until = "", except = [] } = defect;
  const { advisories = [], evidence = [], say, remedy, cure } = defect;
  const words = releaseWords[language];
  const refs = [...advisories, ...evidence].map((cited) => {
    const one = typeof cited === "string" ? { ref: cited } : cited;
    const url = evidenceUrl(one.ref);
    return `- ${refText(one, language)}${url === undefined ? "" : ` ${url}`}`;
  });
  const terms = [severity, kind, consequence, certainty].map((name) => defectWord(name, language));
  const { versions, evidence: title, semicolon } = explainWords[language];
  const span = [versions(since, until, ""), ...except.map((release) => `≠ ${release}`)].join(", ");
  return [
    `${id} (${terms.join(", ")})`,
    say[language],
    ...(remedy === undefined ? [] : [remedy[language]]),
    `${span}${semicolon}${cure === undefined ? words.stays : words.ends(cure)}`,
    ...(refs.length === 0 ? [] : [`${title.toUpperCase()}\n${refs.join("\n")}`]),
    "",
  ].join("\n\n");
}
