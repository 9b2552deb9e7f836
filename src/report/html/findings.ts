import type { Reported, Severity } from "../../lint/finding/finding.ts";
import { findingFrame, isNowhere } from "../finding/pretty.ts";
import { notOffered } from "../finding/refusals.ts";
import { type Report, regionOf, shownFindings } from "../finding/reporter.ts";
import { said } from "../finding/said.ts";
import { reportWords } from "../finding/words.ts";
import { evidenceUrl, refText } from "../rule/evidence.ts";
import { explainWords } from "../rule/explain-words.ts";
import { both, element, escapeHtml, inBoth, say, sayProse } from "./markup.ts";
import { outageChart } from "./outage-chart.ts";
import { PAGE_VIEW, painted } from "./painted.ts";
import { timelineChart } from "./timeline-chart.ts";
import { windowsChart } from "./windows-chart.ts";
import { pageWords } from "./words.ts";

const order: readonly Severity[] = ["error", "warning", "info"];

function typedOf(finding: Reported, report: Report): string {
  const { proposals } = said(finding, "en", report.pages);
  const lines = proposals.map(({ typed }) =>
    typed === undefined
      ? say(both((language) => reportWords[language].remove))
      : `${say(both((language) => `${reportWords[language].type}:`))} ${element("code", { class: "typed" }, escapeHtml(typed))}`,
  );
  const { refusal } = finding;
  const refused = refusal === undefined ? [] : [say(both((language) => notOffered(refusal, language)))];
  return [...lines, ...refused].map((line) => element("p", { class: "todo" }, line)).join("");
}

function evidenceList({ evidence }: Reported): string {
  const items = evidence.map((one) => {
    const url = evidenceUrl(one.ref);
    const text = say(both((language) => refText(one, language)));
    const shown = url === undefined ? text : element("a", { href: url, rel: "noreferrer" }, text);
    return element("li", {}, `${say(both((language) => explainWords[language].kinds[one.kind]))} ${shown}`);
  });
  return items.length === 0 ? "" : element("ul", { class: "evidence" }, ...items);
}

function whyOf(finding: Reported, report: Report): string {
  const why = both((language) => said(finding, language, report.pages).why.replaceAll(/\s+/g, " ").trim());
  const evidence = evidenceList(finding);
  if (why.en === "" && evidence === "") return "";
  const summary = element("summary", {}, say(both((language) => pageWords[language].why)));
  return element("details", { class: "why" }, summary, element("p", {}, sayProse(why)), evidence);
}

function chartsOf({ replay, alternatives = [], outage, timeline }: Reported): string {
  return [
    replay === undefined ? "" : windowsChart(replay, alternatives),
    timeline === undefined ? "" : timelineChart(timeline),
    outage === undefined ? "" : outageChart(outage),
  ].join("");
}

function card(finding: Reported, report: Report): string {
  const { rule, severity, span } = finding;
  const { line, column } = regionOf(span, report).start;
  const message = both((language) => said(finding, language, report.pages).message);
  const frame = both((language) => painted(findingFrame(finding, { ...report, language }, PAGE_VIEW)));
  const place = isNowhere(finding) ? span.file : `${span.file}:${line}:${column}`;
  return element(
    "article",
    { class: `finding ${severity}`, "data-severity": severity },
    element(
      "p",
      { class: "where" },
      element(
        "span",
        { class: `badge ${severity}` },
        say(both((language) => reportWords[language].severity[severity])),
      ),
      element("code", {}, escapeHtml(place)),
      element("code", { class: "rule" }, escapeHtml(rule)),
    ),
    element("h3", {}, sayProse(message)),
    frame.en === "" ? "" : element("pre", { class: "frame", tabindex: 0 }, inBoth(frame)),
    typedOf(finding, report),
    chartsOf(finding),
    whyOf(finding, report),
  );
}

function filters(findings: readonly Reported[]): string {
  const buttons = order.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    if (count === 0) return [];
    const label = say(both((language) => pageWords[language].severities[severity]));
    const attributes = {
      type: "button",
      class: `filter ${severity}`,
      "data-filter": severity,
      "aria-pressed": "true",
    };
    return [element("button", attributes, label, element("b", {}, String(count)))];
  });
  if (buttons.length < 2) return "";
  const label = say(both((language) => pageWords[language].filter));
  return element(
    "div",
    { class: "filters", role: "group" },
    element("span", { class: "soft" }, label),
    ...buttons,
  );
}

/** The findings, the gravest first, each with its frame, its pictures and its reasons; in pieces. */
export function* findingPieces(report: Report): Iterable<string> {
  const findings = shownFindings(report);
  if (findings.length === 0) {
    yield element("p", { class: "clean" }, say(both((language) => pageWords[language].none)));
    return;
  }
  yield filters(findings);
  for (const severity of order)
    for (const finding of findings) if (finding.severity === severity) yield card(finding, report);
}
