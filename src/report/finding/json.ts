import type { Fix, Outage, Reported } from "../../lint/finding/finding.ts";
import { summarise } from "../../lint/finding/order.ts";
import type { Span } from "../../text/source.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";

function regionJson(span: Span, report: Report): Record<string, string | number> {
  const { start, end } = regionOf(span, report);
  return {
    file: span.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function fixJson({ text, safety, edits }: Fix, report: Report): object {
  return {
    text,
    safety,
    edits: edits.map((edit) => ({ ...regionJson(edit.span, report), text: edit.text })),
  };
}

function outageFacts({ question, answer }: Outage): object {
  const { cut, outageMs, everyMs, qos } = question;
  return { cut, outageMs, everyMs, qos, ...answer };
}

/** One finding of `schemas/report.schema.json`. */
export function findingJson(finding: Reported, report: Report): object {
  const { message, related } = saidOf(finding, report);
  const { rule, severity, span, key, fixes, evidence, replay, outage, alternatives, timeline } = finding;
  return {
    rule,
    severity,
    message,
    ...regionJson(span, report),
    ...(key === undefined ? {} : { key }),
    related: related.map((one) => ({ ...regionJson(one.span, report), message: one.message })),
    fixes: fixes.map((fix) => fixJson(fix, report)),
    evidence,
    ...(replay === undefined ? {} : { replay }),
    ...(outage === undefined ? {} : { outage: outageFacts(outage) }),
    ...(alternatives === undefined ? {} : { alternatives }),
    ...(timeline === undefined ? {} : { timeline }),
  };
}

/** The report of `schemas/report.schema.json`. */
export function json(report: Report): string {
  const findings = shownFindings(report).map((finding) => findingJson(finding, report));
  const summary = summarise(report.findings);
  const brokers = report.started?.map(({ name, run }) => {
    return { name, nanomq: run.start.version.text, outcome: run.outcome };
  });
  const { nanomq } = report;
  return `${JSON.stringify({ version: 1, nanomq, brokers, findings, summary }, null, 2)}\n`;
}
