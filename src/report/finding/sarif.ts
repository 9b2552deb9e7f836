import type { EvidenceRef, Fix, Reported, Severity } from "../../lint/finding/finding.ts";
import { fingerprints } from "../../lint/finding/fingerprint.ts";
import type { RulePage } from "../../lint/rules/rule.ts";
import type { Span } from "../../text/source.ts";
import { refText } from "../rule/evidence.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** A relative path as a URI reference; an absolute one becomes a file URI. */
function uriOf(file: string): string {
  const encoded = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return encoded.startsWith("/") ? `file://${encoded}` : encoded;
}

function sarifRegion(span: Span, report: Report): Record<string, number> {
  const { start, end } = regionOf(span, report);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function sarifLocation(span: Span, report: Report): object {
  const physicalLocation = { artifactLocation: { uri: uriOf(span.file) }, region: sarifRegion(span, report) };
  return { physicalLocation };
}

function sarifFix({ text, edits }: Fix, report: Report): object {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return {
    description: { text },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits
        .filter(({ span }) => span.file === file)
        .map((edit) => ({
          deletedRegion: sarifRegion(edit.span, report),
          insertedContent: { text: edit.text },
        })),
    })),
  };
}

function sarifRule(page: RulePage, { language, pageAddress }: Report): object {
  const address = pageAddress?.(page.id);
  const why = page.why[language].replaceAll(/\s+/g, " ");
  return {
    id: page.id,
    shortDescription: { text: /^.*?(?:\.(?=\s|$)|。|$)/.exec(why)?.[0] ?? why },
    fullDescription: { text: why },
    help: { text: page.why[language] },
    ...(address === undefined ? {} : { helpUri: address }),
    defaultConfiguration: { level: levels[page.severity] },
  };
}

function evidenceText(evidence: EvidenceRef, { language }: Report): string {
  return `${evidence.kind}: ${refText(evidence, language)}`;
}

function sarifResult(finding: Reported, fingerprint: string, ruleIndex: number, report: Report): object {
  const { message, related } = saidOf(finding, report);
  const { rule, severity, span, fixes, evidence, replay, key } = finding;
  const edited = fixes.filter(({ edits }) => edits.length > 0);
  return {
    ruleId: rule,
    ...(ruleIndex === -1 ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [sarifLocation(span, report)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            ...sarifLocation(one.span, report),
            message: { text: one.message },
          })),
        }),
    partialFingerprints: { "nanotune/v1": fingerprint },
    ...(edited.length === 0 ? {} : { fixes: edited.map((fix) => sarifFix(fix, report)) }),
    properties: {
      ...(key === undefined ? {} : { key }),
      evidence: evidence.map((one) => evidenceText(one, report)),
      ...(replay && { replay }),
    },
  };
}

/** SARIF 2.1.0 for code scanning; only the rules that reported are described. */
export function sarif(report: Report): string {
  const { pages } = report;
  const findings = shownFindings(report);
  const ids = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const known = ids.flatMap((id) => pages.get(id) ?? []);
  const prints = fingerprints(findings);
  const driver = {
    name: "nanotune",
    rules: known.map((page) => sarifRule(page, report)),
  };
  const results = findings.map((finding, at) => {
    return sarifResult(
      finding,
      prints[at] ?? "",
      known.findIndex(({ id }) => id === finding.rule),
      report,
    );
  });
  const run = { tool: { driver }, columnKind: "unicodeCodePoints", results };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}
