// One row of the table of defects that no rule reports: `nanotune explain NQD-116`.
import type { Language } from "../../lint/language.ts";
import type { Defect } from "../../nanomq/known-defects.ts";
import { evidenceUrl } from "../rule/evidence-link.ts";
import { explainWords } from "../rule/explain-words.ts";
import { stepWords } from "./step-words.ts";
import { releaseWords } from "./words.ts";

export function defectText(defect: Defect, language: Language): string {
  const { id, kind, consequence, severity, certainty, since, until = "", except = [] } = defect;
  const { advisories = [], evidence = [], say, remedy, cure } = defect;
  const words = releaseWords[language];
  const grade = stepWords[language].severity[severity] ?? severity;
  const refs = [...advisories, ...evidence].map((ref) => {
    const url = evidenceUrl(ref);
    return `- ${ref}${url === undefined ? "" : ` ${url}`}`;
  });
  const { versions, evidence: title } = explainWords[language];
  const span = [versions(since, until, ""), ...except.map((release) => `≠ ${release}`)].join(", ");
  return [
    `${id} (${grade}, ${kind}, ${consequence}, ${certainty})`,
    say[language],
    ...(remedy === undefined ? [] : [remedy[language]]),
    `${span}; ${cure === undefined ? words.stays : words.ends(cure)}`,
    ...(refs.length === 0 ? [] : [`${title.toUpperCase()}\n${refs.join("\n")}`]),
    "",
  ].join("\n\n");
}
