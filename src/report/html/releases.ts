import { type Assessment, advisoriesOf, weightsOf } from "../../advise/release/assess.ts";
import { type Defect, isAvoidable, isSerious } from "../../nanomq/known-defects.ts";
import { adviceSentences, cellsOf, releaseColumns, roleOf } from "../release/advice.ts";
import { releaseWords } from "../release/words.ts";
import type { ReleaseOutlook } from "./broker.ts";
import { both, element, escapeHtml, say, sayProse } from "./markup.ts";
import { pageWords } from "./words.ts";

function marks({ version }: Assessment, { choice }: ReleaseOutlook): string {
  const { today, recommended, nearest } = choice;
  const is = (other: Assessment | undefined) => other?.version.rank === version.rank;
  const chip = (name: string, text: string) => element("span", { class: `chip ${name}` }, text);
  return [
    is(today) ? chip("today", say(both((language) => pageWords[language].inForce))) : "",
    is(recommended) ? chip("meets", say(both((language) => pageWords[language].recommended))) : "",
    is(nearest) && !is(recommended) ? chip("mqtt", say(both((language) => pageWords[language].nearest))) : "",
  ].join("");
}

function rowOf(assessment: Assessment, outlook: ReleaseOutlook): string {
  const cells = releaseColumns.map((column) => {
    const text = say(both((language) => cellsOf(assessment, releaseWords[language])[column]));
    return column === "release"
      ? element("th", { scope: "row" }, text, marks(assessment, outlook))
      : element("td", {}, text);
  });
  const isToday = assessment === outlook.choice.today;
  return element("tr", { class: isToday ? `${roleOf(assessment)} now` : roleOf(assessment) }, ...cells);
}

function defectItem(defect: Defect): string {
  const { id, severity, say: sentence, remedy, cure } = defect;
  const tail = both((language) => {
    const words = releaseWords[language];
    const doing = isAvoidable(defect) ? remedy?.[language] : undefined;
    return [
      ...(doing === undefined ? [] : [doing]),
      cure === undefined ? words.stays : words.ends(cure),
    ].join("; ");
  });
  return element(
    "li",
    {},
    element(
      "span",
      { class: `badge ${severity === "critical" ? "error" : "warning"}` },
      say(both((language) => releaseWords[language].severity[severity])),
    ),
    element("code", {}, escapeHtml(id)),
    " ",
    sayProse(sentence),
    " ",
    element("span", { class: "soft" }, sayProse(tail)),
  );
}

function bites(assessment: Assessment, isOpen: boolean): string {
  const { text } = assessment.version;
  const grave = assessment.met
    .filter(isSerious)
    .toSorted((one, other) => one.severity.localeCompare(other.severity));
  if (grave.length === 0)
    return element("p", {}, say(both((language) => releaseWords[language].nothingBites(text))));
  const title = say(both((language) => releaseWords[language].bites(text)));
  return element(
    "details",
    isOpen ? { open: true } : {},
    element("summary", {}, `${title} ${element("b", {}, String(grave.length))}`),
    element("ul", { class: "defects" }, ...grave.map(defectItem)),
  );
}

/** Every release against this conf, which to take and why, and what bites on the two that matter. */
export function releasesSection(outlook: ReleaseOutlook): string {
  const { assessments, choice } = outlook;
  const { today, recommended } = choice;
  const [first, ...others] = both((language) => adviceSentences(choice, language)).en.map((_, at) =>
    say(both((language) => adviceSentences(choice, language)[at] ?? "")),
  );
  const heads = releaseColumns.map((column) =>
    element("th", { scope: "col" }, say(both((language) => releaseWords[language].heads[column]))),
  );
  const rows = assessments.toReversed().map((assessment) => rowOf(assessment, outlook));
  return [
    element("p", { class: today === recommended ? "advice met" : "advice change" }, first ?? ""),
    ...others.map((sentence) => element("p", {}, sentence)),
    bites(today, weightsOf(today).critical + advisoriesOf(today).length > 0),
    today === recommended ? "" : bites(recommended, false),
    element(
      "div",
      { class: "scroll releases", tabindex: 0 },
      element(
        "table",
        { class: "plain" },
        element("thead", {}, element("tr", {}, ...heads)),
        element("tbody", {}, ...rows),
      ),
    ),
    element(
      "p",
      { class: "soft" },
      say(both((language) => releaseWords[language].legend.replace(/^.*?[;；]\s*/, ""))),
    ),
  ].join("");
}
