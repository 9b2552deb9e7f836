import type { Fix, Reported } from "../../lint/finding/finding.ts";
import { byWeight } from "../../lint/finding/order.ts";
import type { Refusal } from "../../lint/finding/refusal.ts";
import type { Language } from "../../lint/language.ts";
import { outageChart } from "../outage/chart.ts";
import type { View } from "../output/view.ts";
import { refText } from "../rule/evidence.ts";
import { explainWords } from "../rule/explain-words.ts";
import { widthOf, wrap } from "../text-layout.ts";
import { windowChart } from "../time/windows.ts";
import { codeFrame } from "./code-frame.ts";
import { notOffered } from "./refusals.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";
import type { SaidProposal } from "./said.ts";
import { summaryLines } from "./summary.ts";
import { drawnOnce } from "./twins.ts";
import { metTexts, verdictLines, windowLine } from "./verdict.ts";
import { reportWords } from "./words.ts";

const INDENT = "  ";

/** About what no line of the file says. */
export function isNowhere({ span }: Reported): boolean {
  return span.start === 0 && span.end === 0;
}

function heading(finding: Reported, report: Report, { paint, link, columns }: View): string {
  const { line, column } = regionOf(finding.span, report).start;
  const words = reportWords[report.language];
  const severity = paint(finding.severity, words.severity[finding.severity]);
  const address = report.pageAddress?.(finding.rule);
  const place = isNowhere(finding) ? finding.span.file : `${finding.span.file}:${line}:${column}`;
  const rule = address && link ? link(finding.rule, address) : finding.rule;
  const isWide = widthOf(`${place} ${words.severity[finding.severity]} ${finding.rule}`) > columns;
  return `${paint("strong", place)} ${severity}${isWide ? `\n${INDENT}` : " "}${rule}`;
}

/** The deciding lines, none where what is missing stands nowhere. */
export function findingFrame(finding: Reported, report: Report, view: View): readonly string[] {
  return codeFrame(
    [
      ...(isNowhere(finding) ? [] : [{ span: finding.span, label: "", role: finding.severity }]),
      ...saidOf(finding, report).related.map(({ span, message }) => {
        return { span, label: message, role: "info" } as const;
      }),
    ],
    report.sources,
    view,
  );
}

interface Paragraphs {
  readonly frame: readonly string[];
  readonly chart: readonly string[];
  /** What to type. */
  readonly help: readonly string[];
  readonly evidence: readonly string[];
}

/** What to type, and which option writes it. */
function helpLines(
  { typed, safety }: SaidProposal,
  fix: Fix | undefined,
  language: Language,
  { columns, paint }: View,
): readonly string[] {
  const { help, remove } = reportWords[language];
  const option = safety === "safe" ? "(--fix)" : "(--unsafe-fixes)";
  const written = fix !== undefined && fix.edits.length > 0 ? [option] : [];
  const text = typed === undefined ? remove : paint("good", typed);
  const isWide = widthOf([help(typed ?? remove), ...written].join(" ")) > columns;
  return isWide ? [help(text), ...written] : [[help(text), ...written].join(" ")];
}

/** What a person has to know before typing it; that nanotune has no way to write it only who asks. */
function isWorthTelling({ code }: Refusal, { verbose }: View): boolean {
  return verbose === true || code === "brings" || code === "worse" || code === "given";
}

/** What is shown of a finding beside its sentence. */
export function findingParagraphs(finding: Reported, report: Report, view: View): Paragraphs {
  const words = reportWords[report.language];
  const { replay, outage, alternatives = [], evidence, refusal } = finding;
  const { paint } = view;
  const kinds = explainWords[report.language].kinds;
  const refs = evidence.map((one) => `${kinds[one.kind]} ${refText(one, report.language)}`).join("; ");
  return {
    frame: findingFrame(finding, report, view),
    chart: [
      ...(replay === undefined ? [] : windowChart(replay, alternatives, view, report.language)),
      ...(outage === undefined ? [] : outageChart(outage, view, report.language)),
    ],
    help: [
      ...saidOf(finding, report).proposals.flatMap((proposal, at) =>
        helpLines(proposal, finding.fixes[at], report.language, view),
      ),
      ...(refusal === undefined || !isWorthTelling(refusal, view)
        ? []
        : wrap(words.help(notOffered(refusal, report.language)), view.columns)),
    ],
    evidence:
      refs === "" ? [] : wrap(`${words.evidence}: ${refs}`, view.columns).map((line) => paint("quiet", line)),
  };
}

/** A finding with all that is known of it; `proof` stands below its chart, `remarks` below what to type. */
export function findingBlock(
  finding: Reported,
  report: Report,
  view: View,
  proof: readonly (readonly string[])[],
  remarks: readonly string[],
): string {
  const inner = { ...view, columns: view.columns - INDENT.length, verbose: true };
  const { frame: shown, chart, help, evidence } = findingParagraphs(finding, report, inner);
  const message = wrap(saidOf(finding, report).message, inner.columns);
  const body = [message, shown, chart, ...proof, [...help, ...remarks], evidence]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${INDENT}${line}\n`).join(""))
    .join("\n");
  return `${heading(finding, report, view)}\n${body}`;
}

/** What a report shows below the heading: what decides, what to type, and evidence only for who asks. */
function findingBody(finding: Reported, report: Report, view: View, hasFrame: boolean): string {
  const inner = { ...view, columns: view.columns - INDENT.length };
  const { frame: shown, chart, help, evidence } = findingParagraphs(finding, report, inner);
  const message = wrap(saidOf(finding, report).message, inner.columns);
  const drawn = hasFrame ? shown : [];
  const lines = [...message, ...drawn, ...chart, ...help, ...(view.verbose === true ? evidence : [])];
  return lines.map((line) => `${INDENT}${line}\n`).join("");
}

/** Below the findings: how many, and where nobody named a client, what the timer does to any. */
function ending(report: Report, view: View): string {
  const { started = [], language } = report;
  const window = windowLine(started, language);
  const below = [...metTexts(report), ...(window === undefined ? [] : [window])].flatMap((text) =>
    wrap(text, view.columns).map((line) => view.paint("quiet", line)),
  );
  return [...below, ...summaryLines(report, view)].map((line) => `${line}\n`).join("");
}

/** True where the frame of the finding above shows this one's place too. */
function haveOneFrame({ span: above }: Reported, { span, related }: Reported): boolean {
  return (
    related.length === 0 && span.file === above.file && span.start === above.start && span.end === above.end
  );
}

/** For people: what becomes of the broker, then each finding, the gravest first, with what to type; in pieces. */
export function* prettyPieces(report: Report, view: View): Iterable<string> {
  const framed = drawnOnce(report, (finding) => findingBody(finding, report, view, true));
  const bare = drawnOnce(report, (finding) => findingBody(finding, report, view, false));
  const verdict = verdictLines(report, view);
  for (const line of verdict) yield `${line}\n`;
  let isFirst = verdict.length === 0;
  let before: Reported | undefined;
  for (const finding of byWeight(shownFindings(report))) {
    const draw = before !== undefined && haveOneFrame(before, finding) ? bare : framed;
    yield `${isFirst ? "" : "\n"}${heading(finding, report, view)}\n${draw(finding).text}`;
    isFirst = false;
    before = finding;
  }
  yield `${isFirst ? "" : "\n"}${ending(report, view)}`;
}

export function pretty(report: Report, view: View): string {
  return [...prettyPieces(report, view)].join("");
}
