import type { Facts } from "../../facts/facts.ts";
import type { Reported, Severity } from "../../lint/finding/finding.ts";
import { fill } from "../../lint/rules/page.ts";
import { type Check, type CheckArea, type CheckStatus, checkAreas } from "../../preflight/check.ts";
import { type CheckCode, checkId } from "../../preflight/codes.ts";
import { type Report, regionOf, saidOf, shownFindings } from "../finding/reporter.ts";
import { printable } from "../text-layout.ts";
import { preflightWords } from "./words.ts";

/** What `lint` and the checks of this host came to. */
export interface PreflightReport {
  /** Name of the conf. */
  readonly conf: string;
  readonly lint: Report;
  readonly checks: readonly Check<CheckCode>[];
  /** Rules whose findings are about files on this host rather than about the conf's text. */
  readonly fileRules: ReadonlySet<string>;
  /** What nanotune.toml makes of checks, by their ids. */
  readonly levels: Facts["rules"];
}

/** A check with its words. */
export interface ShownCheck {
  readonly area: CheckArea;
  readonly code: string;
  /** The name that `nanotune explain` and nanotune.toml know it by. */
  readonly id: string;
  readonly status: CheckStatus;
  readonly subject: string;
  readonly message: string;
  /** What to do or to type. */
  readonly todo?: string | undefined;
  readonly place?: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

/** Of a conf without findings. */
const CONF_CLEAN = "conf-clean";

const statuses: Readonly<Record<Exclude<Severity, "info">, CheckStatus>> = { error: "fail", warning: "warn" };

/** A finding as a check; an info is nothing to stop a roll-out for. */
function shownFinding(finding: Reported, { lint, fileRules }: PreflightReport): readonly ShownCheck[] {
  const { severity, rule, key, span } = finding;
  const { message, proposals } = saidOf(finding, lint);
  if (severity === "info") return [];
  const { line, column } = regionOf(span, lint).start;
  const place = `${span.file}:${line}:${column}`;
  const typed = proposals.find((one) => one.typed !== undefined)?.typed;
  const shown: ShownCheck = {
    area: fileRules.has(rule) ? "files" : "conf",
    code: rule,
    id: rule,
    status: statuses[severity],
    subject: fileRules.has(rule) ? (key ?? place) : place,
    message,
    ...(typed === undefined ? {} : { todo: typed }),
    place: { file: span.file, line, column },
  };
  return [shown];
}

/** What nanotune.toml makes of it: what is off, or an info, is nothing to stop a roll-out for, as with findings. */
function levelled(id: string, status: CheckStatus, levels: Facts["rules"]): CheckStatus | undefined {
  const severity = levels.get(id)?.severity;
  if (severity === "off" || (severity === "info" && status !== "pass")) return undefined;
  const isFault = status === "warn" || status === "fail";
  return severity === undefined || severity === "info" || !isFault ? status : statuses[severity];
}

function shownCheck(
  { area, code, status: found, subject, args }: Check<CheckCode>,
  { lint, levels }: PreflightReport,
): readonly ShownCheck[] {
  const id = checkId(code);
  const status = levelled(id, found, levels);
  if (status === undefined) return [];
  const { says, todo } = preflightWords[lint.language].checks[code];
  const shown: ShownCheck = {
    area,
    code,
    id,
    status,
    subject: printable(subject),
    message: printable(fill(says, args)),
    ...(todo === undefined ? {} : { todo: printable(fill(todo, args)) }),
  };
  return [shown];
}

/** Every check in the order of the report; a clean conf is one that passed. */
export function shownChecks(report: PreflightReport): readonly ShownCheck[] {
  const { lint, conf } = report;
  const found = shownFindings(lint).flatMap((finding) => shownFinding(finding, report));
  const message = preflightWords[lint.language].confClean;
  const clean: ShownCheck = {
    area: "conf",
    code: CONF_CLEAN,
    id: CONF_CLEAN,
    status: "pass",
    subject: conf,
    message,
  };
  const all = [
    ...(found.some(({ area }) => area === "conf") ? found : [clean, ...found]),
    ...report.checks.flatMap((check) => shownCheck(check, report)),
  ];
  return checkAreas.flatMap((area) => all.filter((check) => check.area === area));
}

export function countChecks(
  checks: readonly Pick<ShownCheck, "status">[],
): Readonly<Record<CheckStatus, number>> {
  const count = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
  return { pass: count("pass"), warn: count("warn"), fail: count("fail"), skipped: count("skipped") };
}
