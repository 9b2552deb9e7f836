import type { Reported } from "../../lint/finding/finding.ts";
import { byFile, type Report, regionOf, saidOf } from "./reporter.ts";
import { escapeXml } from "./xml.ts";

function errorElement(finding: Reported, report: Report): string {
  const { line, column } = regionOf(finding.span, report).start;
  const message = escapeXml(saidOf(finding, report).message);
  const source = escapeXml(`nanotune.${finding.rule.replaceAll("/", ".")}`);
  return `    <error line="${line}" column="${column}" severity="${finding.severity}" message="${message}" source="${source}"/>\n`;
}

/**
 * Checkstyle's XML report (its checkstyle-report-1.0.0.xsd), which Jenkins, SonarQube and many others read: every file that
 * was read, in that order, with its findings. Rules become names with dots, as classes of checks have them.
 */
export function checkstyle(report: Report): string {
  const files = [...byFile(report)].map(([file, findings]) => {
    const errors = findings.map((finding) => errorElement(finding, report)).join("");
    return `  <file name="${escapeXml(file)}">\n${errors}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n${files.join("")}</checkstyle>\n`;
}
