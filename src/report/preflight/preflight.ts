import { type CheckStatus, checkAreas } from "../../preflight/check.ts";
import { escapeXml } from "../finding/xml.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { padTo, widthOf, wrap } from "../text-layout.ts";
import { countChecks, type PreflightReport, type ShownCheck, shownChecks } from "./preflight-report.ts";
import { preflightWords } from "./words.ts";

const marks: Readonly<Record<CheckStatus, readonly [unicode: string, ascii: string]>> = {
  pass: ["✓", "+"],
  warn: ["!", "!"],
  fail: ["✗", "x"],
  skipped: ["–", "-"],
};

const roles: Readonly<Record<CheckStatus, Role>> = {
  pass: "good",
  warn: "warning",
  fail: "error",
  skipped: "quiet",
};

/** A longer subject has a line of its own. */
const WIDEST_SUBJECT = 30;

/** What to do, behind an arrow. */
function todoLines(todo: string, room: number, unicode: boolean): readonly string[] {
  const arrow = unicode ? "→ " : "> ";
  return wrap(todo, room - 2).map((line, at) => `${at === 0 ? arrow : "  "}${line}`);
}

function lines(check: ShownCheck, subjectColumns: number, { columns, unicode, paint }: View): string {
  const { status, subject, message, todo, id } = check;
  const mark = paint(roles[status], marks[status][unicode ? 0 : 1]);
  const isLong = widthOf(subject) > subjectColumns;
  const indent = " ".repeat(isLong ? 4 : 4 + subjectColumns + 2);
  const room = columns - indent.length;
  const isFault = status === "warn" || status === "fail";
  const body = [
    ...wrap(message, room).map((line) => (status === "skipped" ? paint("quiet", line) : line)),
    ...(isFault ? [paint("quiet", id)] : []),
    ...(todo === undefined ? [] : todoLines(todo, room, unicode)),
  ];
  const below = (rest: readonly string[]) => rest.map((line) => `\n${indent}${line}`).join("");
  if (isLong) return `  ${mark} ${paint("strong", subject)}${below(body)}`;
  const [first = "", ...rest] = body;
  return `  ${mark} ${paint("strong", padTo(subject, subjectColumns))}  ${first}${below(rest)}`;
}

/** For people: one line for each check, what to do below it. */
export function prettyPreflight(report: PreflightReport, view: View): string {
  const { paint } = view;
  const words = preflightWords[report.lint.language];
  const checks = shownChecks(report);
  const widths = checks.map(({ subject }) => widthOf(subject)).filter((width) => width <= WIDEST_SUBJECT);
  const subjectColumns = Math.max(0, ...widths);
  const groups = checkAreas.flatMap((area) => {
    const own = checks.filter((check) => check.area === area);
    if (own.length === 0) return [];
    return [[words.areas[area], ...own.map((check) => lines(check, subjectColumns, view))].join("\n")];
  });
  const counts = countChecks(checks);
  const worst: Role = counts.fail > 0 ? "error" : counts.warn > 0 ? "warning" : "good";
  const title = paint("strong", words.title(report.conf, report.lint.nanomq));
  return `${[title, ...groups, paint(worst, words.summary(counts))].join("\n\n")}\n`;
}

/** The report of `schemas/preflight.schema.json`. */
export function jsonPreflight(report: PreflightReport): string {
  const shown = shownChecks(report);
  const checks = shown.map(({ place, ...check }) => ({ ...check, ...place }));
  const { conf, lint } = report;
  const result = { version: 1, conf, nanomq: lint.nanomq, checks, summary: countChecks(shown) };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function testCase({ area, subject, code, status, message, todo }: ShownCheck): string {
  const said = escapeXml(todo === undefined ? message : `${message} (${todo})`);
  const name = `    <testcase classname="${area}" name="${escapeXml(`${code} ${subject}`)}">`;
  switch (status) {
    case "pass":
      return `${name}<system-out>${said}</system-out></testcase>\n`;
    case "skipped":
      return `${name}<skipped message="${said}"></skipped></testcase>\n`;
    case "warn":
    case "fail":
      return `${name}<failure type="${status}" message="${said}"></failure></testcase>\n`;
  }
}

/** JUnit XML: one suite for each area. */
export function junitPreflight(report: PreflightReport): string {
  const checks = shownChecks(report);
  const suites = checkAreas.flatMap((area) => {
    const own = checks.filter((check) => check.area === area);
    if (own.length === 0) return [];
    const { warn, fail, skipped } = countChecks(own);
    const counts = `tests="${own.length}" failures="${warn + fail}" skipped="${skipped}"`;
    return [`  <testsuite name="${area}" ${counts}>\n${own.map(testCase).join("")}  </testsuite>\n`];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nanotune preflight">\n${suites.join("")}</testsuites>\n`;
}
