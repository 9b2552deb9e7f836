// A step to another release: what it breaks for this conf, what it mends, and what to type before and after.
import type { ReleaseStep } from "../../advise/release/step.ts";
import type { Finding } from "../../lint/finding/finding.ts";
import type { Language } from "../../lint/language.ts";
import { type Defect, isAvoidable } from "../../nanomq/known-defects.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { isLeafRead, isRead, keyAt } from "../../start/keys.ts";
import { said } from "../finding/said.ts";
import type { Role } from "../output/roles.ts";
import { wrap } from "../text-layout.ts";
import type { AdviceView } from "./advice.ts";
import { type StepWords, stepWords } from "./step-words.ts";

/** One thing that comes or goes; `id` where it is a row of the table. */
interface Told {
  readonly id?: string | undefined;
  readonly rule?: string | undefined;
  readonly severity: string;
  readonly message: string;
}

function toldOf({ id, rule, severity, say }: Defect, language: Language): Told {
  return { id, ...(rule === undefined ? {} : { rule }), severity, message: say[language] };
}

/** Rules that only sum up rows of the table. */
const SUMS = "version/";

/** Rows in the words of the table, the rest in those of its rule; a finding that a row stands for is not told twice. */
function toldBy(
  defects: readonly Defect[],
  findings: readonly Finding[],
  language: Language,
): readonly Told[] {
  const rows = new Set(defects.map(({ rule }) => rule));
  const others = findings.filter(({ rule }) => !rows.has(rule) && !rule.startsWith(SUMS));
  return [
    ...defects.map((defect) => toldOf(defect, language)),
    ...others.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: said(finding, language).message,
    })),
  ];
}

interface Typed {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A key that the release of today does not know yet is for after the step. */
function isKnownTo(from: NanomqVersion, paths: readonly string[]): boolean {
  return paths.every((path) => {
    const key = keyAt(path);
    return key === undefined || isRead(key, from);
  });
}

/** The same of a sentence that says what to write: "Write `max_topic_alias = 1024` in mqtt". */
function isSayableTo(from: NanomqVersion, remedy: string): boolean {
  return [...remedy.matchAll(/`(\w+) = /g)].every(([, leaf = ""]) => isLeafRead(leaf, from));
}

function typedFor({ comes, breaks }: ReleaseStep<Finding>, from: NanomqVersion, language: Language): Typed {
  const fixed = comes.flatMap(({ rule, proposals }) => {
    const [proposal] = proposals;
    if (proposal === undefined || proposal.text === "") return [];
    const paths = proposal.set.map(([path]) => path.join("."));
    return [{ rule, text: proposal.text, isBefore: isKnownTo(from, paths) }];
  });
  const rules = new Set(fixed.map(({ rule }) => rule));
  const worded = breaks.flatMap((defect) => {
    const { rule = "", remedy } = defect;
    if (!isAvoidable(defect) || remedy === undefined || rules.has(rule)) return [];
    return [{ text: remedy[language], isBefore: isSayableTo(from, remedy.en) }];
  });
  const textOf = (isBefore: boolean) => [
    ...new Set([...fixed, ...worded].flatMap((one) => (one.isBefore === isBefore ? [one.text] : []))),
  ];
  return { before: textOf(true), after: textOf(false) };
}

const roles: Readonly<Record<string, Role>> = {
  critical: "error",
  error: "error",
  serious: "warning",
  warning: "warning",
};

const gravest = ["critical", "error", "serious", "warning", "moderate", "minor"];

function block(title: string, all: readonly Told[], view: AdviceView, words: StepWords): readonly string[] {
  if (all.length === 0) return [];
  const sorted = all.toSorted(
    (one, other) => gravest.indexOf(one.severity) - gravest.indexOf(other.severity),
  );
  const lines = sorted.flatMap(({ id, severity, message }) => {
    const name = [id, words.severity[severity] ?? severity].filter((part) => part !== undefined).join(" ");
    const [first = "", ...rest] = wrap(`${name}${words.colon}${message}`, view.columns - 4);
    const role = roles[severity] ?? "quiet";
    return [`  ${view.paint(role, first)}`, ...rest.map((line) => `    ${line}`)];
  });
  return [`${view.paint("strong", title)}\n${lines.join("\n")}`];
}

function typeBlock(title: string, texts: readonly string[], view: AdviceView): readonly string[] {
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) => text.split("\n")).map((line) => `  ${line}`);
  return [`${view.paint("strong", title)}\n${lines.join("\n")}`];
}

/** For a terminal, in front of what the two releases do otherwise. */
export function drawStep(
  step: ReleaseStep<Finding>,
  from: NanomqVersion,
  to: NanomqVersion,
  view: AdviceView,
): string {
  const { language } = view;
  const words = stepWords[language];
  const { before, after } = typedFor(step, from, language);
  const untold = step.untold.map((defect) => toldOf(defect, language));
  const blocks = [
    ...block(words.breaks(to.text), toldBy(step.breaks, step.comes, language), view, words),
    ...block(words.mends(to.text), toldBy(step.mends, step.goes, language), view, words),
    ...typeBlock(words.before, before, view),
    ...typeBlock(words.after, after, view),
    ...block(words.untold(to.text), untold, view, words),
  ];
  return `${blocks.join("\n\n")}\n\n`;
}

/** The same as part of the report of `nanotune upgrade --format json`. */
export function stepJson(
  step: ReleaseStep<Finding>,
  from: NanomqVersion,
  language: Language,
): { readonly [name: string]: unknown } {
  return {
    breaks: toldBy(step.breaks, step.comes, language),
    mends: toldBy(step.mends, step.goes, language),
    type: typedFor(step, from, language),
    untold: step.untold.map((defect) => toldOf(defect, language)),
  };
}
