import type { Fix, Outage, Reported } from "../../lint/finding/finding.ts";
import { summarise } from "../../lint/finding/order.ts";
import type { Span } from "../../text/source.ts";
import { refText } from "../rule/evidence.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";
import { ruleCounts } from "./rule-counts.ts";
import { drawnOnce } from "./twins.ts";

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
    evidence: evidence.map((one) => ({ kind: one.kind, ref: refText(one, report.language) })),
    ...(replay === undefined ? {} : { replay }),
    ...(outage === undefined ? {} : { outage: outageFacts(outage) }),
    ...(alternatives === undefined ? {} : { alternatives }),
    ...(timeline === undefined ? {} : { timeline }),
  };
}

const INDENT = "    ";
const NO_FINDINGS = '"findings": []';

/** A finding as it stands in the report. */
function findingText(finding: Reported, report: Report): string {
  return JSON.stringify(findingJson(finding, report), null, 2).replaceAll("\n", `\n${INDENT}`);
}

/** The report of `schemas/report.schema.json`, in pieces. */
export function* jsonPieces(report: Report): Iterable<string> {
  const brokers = report.started?.map(({ name, version, outcome, files }) => {
    return { name, nanomq: version.text, outcome, files };
  });
  const { nanomq, hidden, asStatistics } = report;
  const statistics = asStatistics === true ? ruleCounts(report.findings) : undefined;
  const summary = summarise(report.findings);
  const parts = { version: 1, nanomq, brokers, statistics, findings: [], summary, notShown: hidden };
  const frame = JSON.stringify(parts, null, 2);
  const findings = shownFindings(report);
  if (findings.length === 0) return yield `${frame}\n`;
  const [before = "", after = ""] = frame.split(NO_FINDINGS);
  const drawn = drawnOnce(report, (finding) => findingText(finding, report));
  const fileIs = (file: string) => `"file": ${JSON.stringify(file)}`;
  yield `${before}"findings": [\n${INDENT}`;
  for (const [at, finding] of findings.entries()) {
    const { text, finding: first } = drawn(finding);
    const [from, to] = [first.span.file, finding.span.file];
    const own = from === to ? text : text.replaceAll(fileIs(from), () => fileIs(to));
    yield `${own}${at === findings.length - 1 ? `\n  ]${after}\n` : `,\n${INDENT}`}`;
  }
}

export function json(report: Report): string {
  return [...jsonPieces(report)].join("");
}
