import type { Reported, Severity } from "../../lint/finding/finding.ts";
import { bytePositionAt, type Span } from "../../text/source.ts";
import { type Report, saidOf, shownFindings } from "./reporter.ts";

const severities: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/** Columns are bytes of UTF-8; the end is not part of the range. */
function rangeOf(span: Span, { sources }: Report): object | undefined {
  const source = sources.get(span.file);
  if (source === undefined) return undefined;
  return { start: bytePositionAt(source, span.start), end: bytePositionAt(source, span.end) };
}

/** A suggestion is one place of the file of its diagnostic: fixes at several places have no form here. */
function suggestionsOf({ fixes, span }: Reported, report: Report): readonly object[] {
  return fixes.flatMap(({ edits }) => {
    const [edit, ...others] = edits;
    if (edit === undefined || others.length > 0 || edit.span.file !== span.file) return [];
    return [{ range: rangeOf(edit.span, report), text: edit.text }];
  });
}

/** The Reviewdog Diagnostic Format, one DiagnosticResult: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export function rdjson(report: Report): string {
  const diagnostics = shownFindings(report).map((finding) => {
    const suggestions = suggestionsOf(finding, report);
    return {
      message: saidOf(finding, report).message,
      location: { path: finding.span.file, range: rangeOf(finding.span, report) },
      severity: severities[finding.severity],
      code: { value: finding.rule },
      ...(suggestions.length === 0 ? {} : { suggestions }),
    };
  });
  return `${JSON.stringify({ source: { name: "nanotune" }, diagnostics }, null, 2)}\n`;
}
