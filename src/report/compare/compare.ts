import type { Difference } from "../../advise/compare/difference.ts";
import type { Upgrade, WrittenChange } from "../../advise/compare/upgrade.ts";
import type { WindowChange } from "../../advise/compare/windows.ts";
import type { Language } from "../../lint/language.ts";
import { isAsWritten, type Outcome } from "../../start/run.ts";
import type { SettingChange } from "../../start/settings.ts";
import type { Effect } from "../../start/value.ts";
import type { Source } from "../../text/source.ts";
import type { View } from "../output/view.ts";
import { originText, placeText, shownValue, valueText } from "../settings/settings.ts";
import { settingsWords } from "../settings/words.ts";
import { padTo, widthOf } from "../text-layout.ts";
import { windowChart } from "../time/windows.ts";
import { behaviourText, compareWords } from "./words.ts";

/** Everything a text about a comparison needs besides the comparison. */
export interface CompareView extends View {
  readonly language: Language;
  readonly sources: ReadonlyMap<string, Source>;
}

interface Labels {
  readonly before: string;
  readonly after: string;
}

function block(title: string, lines: readonly string[], view: CompareView): readonly string[] {
  return lines.length === 0 ? [] : [`${view.paint("strong", title)}\n${lines.join("\n")}`];
}

/** Two lines for each setting: what it was, what it becomes, each with its origin. */
function settingLines(
  changes: readonly SettingChange[],
  labels: Labels,
  view: CompareView,
): readonly string[] {
  const { language } = view;
  const width = Math.max(widthOf(labels.before), widthOf(labels.after));
  const side = (label: string, change: SettingChange, which: "before" | "after") => {
    const value = valueText({ path: change.path, value: change[which] }, language);
    const origin = which === "before" ? change.originBefore : change.originAfter;
    const from = view.paint("quiet", `(${originText(origin, view, language)})`);
    return `    ${padTo(label, width)}  ${value}  ${from}`;
  };
  return changes.flatMap((change) => [
    `  ${change.path}`,
    side(labels.before, change, "before"),
    side(labels.after, change, "after"),
  ]);
}

function effectWords(path: string, effect: Effect, language: Language): string {
  if (effect.kind === "used") return compareWords[language].used;
  const shown = effect.kind === "misread" ? { ...effect, value: shownValue(path, effect.value) } : effect;
  return settingsWords[language].reason(shown);
}

function writtenLines(
  written: readonly WrittenChange[],
  labels: Labels,
  view: CompareView,
): readonly string[] {
  const { language } = view;
  const width = Math.max(widthOf(labels.before), widthOf(labels.after));
  return written.flatMap(({ path, span, before, after }) => [
    `  ${placeText(span, view.sources)}  ${path}`,
    `    ${padTo(labels.before, width)}  ${effectWords(path, before, language)}`,
    `    ${padTo(labels.after, width)}  ${effectWords(path, after, language)}`,
  ]);
}

/** Nothing where both sides run. */
function outcomeBlock(
  { outcome }: Pick<Difference, "outcome">,
  labels: Labels,
  view: CompareView,
): readonly string[] {
  if (outcome.before === outcome.after && isAsWritten(outcome.before)) return [];
  const words = compareWords[view.language];
  const lines = [
    `  ${labels.before}  ${words.outcome[outcome.before]}`,
    `  ${labels.after}  ${words.outcome[outcome.after]}`,
  ];
  return block(words.fileAsWhole, lines, view);
}

function windowBlocks(
  windows: readonly WindowChange[],
  labels: Labels,
  view: CompareView,
): readonly string[] {
  return windows
    .filter(({ changed }) => changed)
    .map(({ before, after }) => {
      const alternatives = [{ text: labels.after, replay: after }];
      return windowChart(before, alternatives, view, view.language, labels.before).join("\n");
    });
}

function text(blocks: readonly string[]): string {
  return `${blocks.join("\n\n")}\n`;
}

/** What becomes of a conf on the way from one version to another; `all` adds what it does not touch. */
export function drawUpgrade(upgrade: Upgrade, all: boolean, view: CompareView): string {
  const words = compareWords[view.language];
  const { from, to, settings, behaviours, notes, general } = upgrade;
  const labels = { before: from.text, after: to.text };
  const moved = settings.filter(({ set }) => !set);
  const distant = behaviours.filter(({ concerns }) => !concerns);
  const told = all ? behaviours : behaviours.filter(({ concerns }) => concerns);
  const about = all ? [...notes, ...general] : notes;
  const lines = about.map(({ since, text: note }) => `  ${since}  ${note[view.language]}`);
  const blocks = [
    ...outcomeBlock(upgrade, labels, view),
    ...block(words.written, writtenLines(upgrade.written, labels, view), view),
    ...block(
      words.settings,
      settingLines(
        settings.filter(({ set }) => set),
        labels,
        view,
      ),
      view,
    ),
    ...block(
      words.behaviours,
      told.map((change) => `  ${behaviourText(change, view.language)}`),
      view,
    ),
    ...block(from.rank > to.rank ? words.undone : words.notes, lines, view),
    ...windowBlocks(upgrade.windows, labels, view),
    ...(all ? block(words.defaults, settingLines(moved, labels, view), view) : []),
  ];
  if (!upgrade.affected) blocks.push(words.unchanged(from.text, to.text));
  const left = all ? 0 : moved.length + distant.length + general.length;
  if (left > 0) blocks.push(view.paint("quiet", words.more(left)));
  return text(blocks);
}

/** What one broker does otherwise with the second conf. */
export function drawDifference(difference: Difference, labels: Labels, view: CompareView): string {
  const words = compareWords[view.language];
  const blocks = [
    ...outcomeBlock(difference, labels, view),
    ...block(words.settings, settingLines(difference.settings, labels, view), view),
    ...windowBlocks(difference.windows, labels, view),
  ];
  return text(difference.different ? blocks : [words.alike]);
}

/** A setting for JSON; secrets are masked. */
export function changeJson({ path, before, after, ...rest }: SettingChange): object {
  return { path, before: shownValue(path, before), after: shownValue(path, after), ...rest };
}

/** The names JSON has had for outcomes since the first release. */
const fates: Readonly<Record<Outcome, string>> = {
  runs: "reads",
  "runs-on-part": "reads-part",
  "runs-on-defaults": "defaults",
  exits: "exits",
  crashes: "crashes",
  depends: "depends",
};

/** Both outcomes for JSON. */
export function fateJson({ outcome }: Pick<Difference, "outcome">): object {
  return { before: fates[outcome.before], after: fates[outcome.after] };
}
