import type { Reported, Severity } from "../../lint/finding/finding.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";
import { reportWords } from "./words.ts";

/** Annotations of one kind that GitHub shows for a step; it drops the others without a word (actions/toolkit#734). */
const SHOWN_PER_KIND = 10;
const kinds: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function commandOf(finding: Reported, report: Report): string {
  const { start, end } = regionOf(finding.span, report);
  // GitHub refuses columns on an annotation of several lines.
  const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : "";
  const place = `file=${escapeProperty(finding.span.file)},line=${start.line},endLine=${end.line}${columns}`;
  const title = escapeProperty(finding.rule);
  return `::${kinds[finding.severity]} ${place},title=${title}::${escapeData(saidOf(finding, report).message)}\n`;
}

function commandsOf(severity: Severity, report: Report): readonly string[] {
  const commands = shownFindings(report)
    .filter((finding) => finding.severity === severity)
    .map((finding) => commandOf(finding, report));
  if (commands.length <= SHOWN_PER_KIND) return commands;
  const hidden = commands.length - (SHOWN_PER_KIND - 1);
  const more = escapeData(reportWords[report.language].more(hidden));
  return [...commands.slice(0, SHOWN_PER_KIND - 1), `::${kinds[severity]} title=nanotune::${more}\n`];
}

/** Workflow commands of GitHub Actions: annotations on the lines of a pull request. */
export function github(report: Report): string {
  return (["error", "warning", "info"] as const).flatMap((severity) => commandsOf(severity, report)).join("");
}
