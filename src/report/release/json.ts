import { type Assessment, advisoriesOf } from "../../advise/release/assess.ts";
import type { Choice } from "../../advise/release/choose.ts";
import type { Language } from "../../lint/language.ts";
import { type Defect, isAvoidable } from "../../nanomq/known-defects.ts";
import { doubtOf } from "../../nanomq/releases.ts";
import { adviceSentences } from "./advice.ts";

function defectJson(defect: Defect, language: Language): object {
  const { id, rule, kind, consequence, severity, certainty, cure, advisories = [], say, remedy } = defect;
  return {
    ...{ id, kind, consequence, severity, certainty, advisories },
    ...(rule === undefined ? {} : { rule }),
    avoidable: isAvoidable(defect),
    message: say[language],
    ...(remedy === undefined ? {} : { remedy: remedy[language] }),
    ...(cure === undefined ? {} : { fixedIn: cure }),
  };
}

function assessmentJson(assessment: Assessment, language: Language): object {
  const { version, outcome, errors, warnings, infos, detection, met, changes } = assessment;
  const doubt = doubtOf(version.text)?.[language];
  return {
    release: version.text,
    outcome,
    findings: { errors, warnings, infos },
    detection: {
      keepaliveMs: detection.keepaliveMs,
      earliestMs: detection.windowMs?.earliest ?? null,
      latestMs: detection.windowMs?.latest ?? null,
    },
    defects: met.map((defect) => defectJson(defect, language)),
    advisories: advisoriesOf(assessment),
    changes,
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** The report of `schemas/release-advice.schema.json`. */
export function releaseAdviceJson(
  assessments: readonly Assessment[],
  choice: Choice,
  language: Language,
): string {
  const { today, recommended, reason, nearest } = choice;
  const report = {
    version: 1,
    today: today.version.text,
    recommended: recommended.version.text,
    reason: reason ?? null,
    nearest: nearest?.version.text ?? null,
    advice: adviceSentences(choice, language),
    releases: assessments.map((assessment) => assessmentJson(assessment, language)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
