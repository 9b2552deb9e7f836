// Which release: one line for each, the recommendation with its reason, and what bites on the two that matter.
import { type Assessment, advisoriesOf, weightsOf } from "../../advise/release/assess.ts";
import type { Choice } from "../../advise/release/choose.ts";
import type { Language } from "../../lint/language.ts";
import { type Defect, isAvoidable, isSerious } from "../../nanomq/known-defects.ts";
import { doubtOf } from "../../nanomq/releases.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { padTo, widthOf, wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import { type ReleaseWords, releaseWords } from "./words.ts";

export interface AdviceView extends View {
  readonly language: Language;
}

type Column = keyof ReleaseWords["heads"];

/** From left to right; where they do not all fit, those at the end of {@link leastNeeded} stay out. */
export const releaseColumns: readonly Column[] = [
  "release",
  "starts",
  "findings",
  "noticed",
  "serious",
  "advisories",
  "changes",
];
const leastNeeded: readonly Column[] = ["changes", "noticed", "findings"];

function marksOf({ version }: Assessment, { today, recommended, nearest }: Choice): string {
  const is = (other: Assessment | undefined) => other?.version.rank === version.rank;
  return [
    is(today) ? ">" : " ",
    is(recommended) ? "*" : is(nearest) ? "~" : " ",
    doubtOf(version.text) === undefined ? " " : "?",
  ].join("");
}

/** Figures of one release, by column. */
export function cellsOf(assessment: Assessment, words: ReleaseWords): Readonly<Record<Column, string>> {
  const { version, outcome, errors, warnings, infos, detection, changes } = assessment;
  const { critical, serious, avoidable } = weightsOf(assessment);
  const window = detection.windowMs;
  return {
    release: version.text,
    starts: words.outcome[outcome],
    findings: `${errors}/${warnings}/${infos}`,
    noticed:
      window === undefined
        ? words.never
        : `${secondsText(window.earliest)}-${secondsText(window.latest)}`.replace(/ s-/, "-"),
    serious: `${critical + serious}${avoidable > 0 ? `+${avoidable}` : ""}`,
    advisories: String(advisoriesOf(assessment).length),
    changes: String(changes),
  };
}

/** How good it is for this conf. */
export function roleOf(assessment: Assessment): Role {
  const { fails, critical, serious, advisories } = weightsOf(assessment);
  if (fails > 0) return "error";
  if (critical + advisories > 0) return "warning";
  return serious > 0 ? "info" : "good";
}

const GAP = "  ";
const MARKS = 4;

function tableLines(assessments: readonly Assessment[], choice: Choice, view: AdviceView): readonly string[] {
  const words = releaseWords[view.language];
  const rows = assessments.map((assessment) => cellsOf(assessment, words));
  const widths = new Map(
    releaseColumns.map((column) => [
      column,
      Math.max(...[words.heads, ...rows].map((row) => widthOf(row[column]))),
    ]),
  );
  const shown = [...releaseColumns];
  const needed = () =>
    shown.reduce((sum, column) => sum + (widths.get(column) ?? 0) + GAP.length, MARKS - GAP.length);
  for (const column of leastNeeded) {
    if (needed() <= view.columns) break;
    shown.splice(shown.indexOf(column), 1);
  }
  const line = (row: Readonly<Record<Column, string>>) =>
    shown
      .map((column) => padTo(row[column], widths.get(column) ?? 0))
      .join(GAP)
      .trimEnd();
  return [
    view.paint("strong", `${" ".repeat(MARKS)}${line(words.heads)}`),
    ...assessments.map((assessment, at) => {
      const row = rows[at];
      const text = row === undefined ? "" : line(row);
      return `${marksOf(assessment, choice)} ${view.paint(roleOf(assessment), text)}`;
    }),
  ];
}

/** What bites, the worst first; what the conf keeps off says how. */
function biteLines(defect: Defect, view: AdviceView): readonly string[] {
  const words = releaseWords[view.language];
  const { id, severity, say, remedy, cure } = defect;
  const role: Role = severity === "critical" ? "error" : "warning";
  const doing = isAvoidable(defect) ? remedy?.[view.language] : undefined;
  const end = cure === undefined ? words.stays : words.ends(cure);
  const tail = [doing, end].filter((part) => part !== undefined).join("; ");
  const text = `${id} ${words.severity[severity]}: ${say[view.language]} (${tail})`;
  return wrap(text, Math.max(20, view.columns - 4)).map((line, at) =>
    at === 0 ? `  ${view.paint(role, line)}` : `    ${line}`,
  );
}

function bites(assessment: Assessment, view: AdviceView): readonly string[] {
  const words = releaseWords[view.language];
  const grave = assessment.met
    .filter(isSerious)
    .toSorted((one, other) => one.severity.localeCompare(other.severity));
  const { text } = assessment.version;
  if (grave.length === 0) return wrap(words.nothingBites(text), view.columns);
  return [
    ...wrap(words.bites(text), view.columns).map((line) => view.paint("strong", line)),
    ...grave.flatMap((defect) => biteLines(defect, view)),
  ];
}

/** The recommendation in sentences: the release, why, what is not known of it, and the nearest step. */
export function adviceSentences(choice: Choice, language: Language): readonly string[] {
  const words = releaseWords[language];
  const { today, recommended, reason, nearest } = choice;
  const { text } = recommended.version;
  const doubt = doubtOf(text)?.[language];
  const [now, then] = [weightsOf(today), weightsOf(recommended)];
  const why = reason && words.why[reason](today.version.text, now[reason], then[reason]);
  return [
    why === undefined ? words.stay(text) : words.go(text, why),
    ...(doubt === undefined ? [] : [words.doubt(text, doubt)]),
    ...(nearest === undefined ? [] : [words.nearest(nearest.version.text, nearest.changes)]),
  ];
}

/** The whole answer for a terminal. */
export function releaseAdvice(assessments: readonly Assessment[], choice: Choice, view: AdviceView): string {
  const { today, recommended } = choice;
  const isSame = today === recommended;
  const sentences = adviceSentences(choice, view.language);
  return [
    ...tableLines(assessments, choice, view),
    ...wrap(releaseWords[view.language].legend, view.columns).map((line) => view.paint("quiet", line)),
    "",
    ...sentences.flatMap((sentence, at) =>
      wrap(sentence, view.columns).map((line) => (at === 0 ? view.paint("strong", line) : line)),
    ),
    "",
    ...bites(today, view),
    ...(isSame ? [] : ["", ...bites(recommended, view)]),
    "",
  ].join("\n");
}
