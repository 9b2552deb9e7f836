// The last lines of a report: how many findings of how many rules in how many files, and how many can be mended how.
import type { Reported } from "../../lint/finding/finding.ts";
import { summarise } from "../../lint/finding/order.ts";
import type { View } from "../output/view.ts";
import { wrap } from "../text-layout.ts";
import type { Report } from "./reporter.ts";
import { reportWords } from "./words.ts";

function hasEdits({ fixes }: Reported, safety: "safe" | "unsafe"): boolean {
  return fixes.some((fix) => fix.safety === safety && fix.edits.length > 0);
}

/** What can be fixed how, of what is shown. */
function fixableLines({ findings, language }: Report, { columns }: View): readonly string[] {
  const safe = findings.filter((finding) => hasEdits(finding, "safe")).length;
  const unsafe = findings.filter(
    (finding) => !hasEdits(finding, "safe") && hasEdits(finding, "unsafe"),
  ).length;
  return safe + unsafe === 0 ? [] : wrap(reportWords[language].fixable(safe, unsafe), columns);
}

/** How many there are, those that are not shown named as such. */
export function summaryLines(report: Report, view: View): readonly string[] {
  const { findings, sources, hidden, pass, language } = report;
  const words = reportWords[language];
  const { errors, warnings, infos } = summarise(findings);
  const looked = words.looked(sources.size, pass?.rules, pass?.tookMs);
  const isHiding = hidden !== undefined && hidden.warnings + hidden.infos > 0;
  if (findings.length === 0 && !isHiding)
    return wrap(words.clean(looked), view.columns).map((line) => view.paint("good", line));
  const counted = isHiding
    ? `${words.errors(errors, looked)}; ${words.hidden(hidden.warnings, hidden.infos)}`
    : words.summary(errors, warnings, infos, looked);
  const worst = errors > 0 ? "error" : warnings > 0 ? "warning" : "info";
  return [
    ...wrap(counted, view.columns).map((line) => view.paint(worst, line)),
    ...fixableLines(report, view),
  ];
}
