import type { AskedOutage, BridgeOutlook, Course } from "../../advise/outage/outlook.ts";
import type { Language } from "../../lint/language.ts";
import type { BridgeStall } from "../../nanomq/bridge-stalls.ts";
import type { Range } from "../../timing/outage/noticing.ts";
import { type RemedySetting, settingText } from "../../timing/outage/remedy-settings.ts";
import { storyOf } from "../../timing/outage/story.ts";
import type { View } from "../output/view.ts";
import { padTo, printable, widthOf, wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import { outagePicture } from "./picture.ts";
import { rateText } from "./rate.ts";
import { type OutageWords, outageWords } from "./words.ts";

const INDENT = "  ";

/** A bridge, and what to type for it; `settings` are for the release of `outlook.elsewhere` where there is one. */
export interface ShownBridge {
  readonly outlook: BridgeOutlook;
  readonly settings: readonly RemedySetting[];
}

/** One bridge: the figures, the picture of time, and what to type. */
export function outageText(
  { outlook, settings }: ShownBridge,
  asked: AskedOutage,
  version: string,
  view: View,
  language: Language,
): string {
  const words = outageWords[language];
  const rate = rateText(asked.everyMs);
  const question = words.question(words.cuts[asked.cut], secondsText(asked.outageMs), rate, outlook.qos);
  const inner = { ...view, columns: view.columns - INDENT.length };
  const story = storyOf(outlook.question, outlook.answer);
  const parts = [
    wrap(question, inner.columns),
    table(figures(outlook, words)),
    outagePicture(story, inner, words),
    factsOf(outlook, asked, words).flatMap((text) => wrap(text, inner.columns)),
    typed(outlook, settings, asked, words).flatMap((text) => wrap(text, inner.columns)),
  ];
  const body = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${INDENT}${line}\n`).join(""));
  const heading = view.paint("strong", words.heading(printable(outlook.name), version));
  return `${heading}\n${body.join("\n")}`;
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([label]) => widthOf(label)));
  return rows.map(([label, figure]) => `${padTo(label, width)}${INDENT}${figure}`);
}

function figures(
  { answer, deliveredMs, memoryBytes, diskBytes }: BridgeOutlook,
  words: OutageWords,
): readonly (readonly [string, string])[] {
  const times = (range: Range) => rangeText(range, words, secondsText);
  const numbers = (range: Range) => rangeText(range, words, String);
  const lost = [words.lost, numbers(answer.lost)] as const;
  const noticed = [words.noticed, times(answer.noticedMs)] as const;
  // A broker that dies comes back to nothing, and has nothing to deliver.
  if (answer.crash === "certain") return [noticed, lost];
  return [
    noticed,
    [words.back, times(answer.backMs)],
    [words.published, numbers(answer.published)],
    [words.kept[answer.store], numbers(answer.kept)],
    lost,
    [words.duplicates, numbers(answer.duplicates)],
    [words.drain, times(answer.drainMs)],
    [words.delivered, times(deliveredMs)],
    [words.memory, kilobytes(memoryBytes)],
    ...(diskBytes === 0 ? [] : [[words.disk, kilobytes(diskBytes)] as const]),
  ];
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB`;
}

function rangeText({ low, high }: Range, words: OutageWords, text: (value: number) => string): string {
  const one = (value: number) => (value === Infinity ? words.never : text(value));
  return low === high ? one(low) : words.range(one(low), one(high));
}

function factsOf(outlook: BridgeOutlook, asked: AskedOutage, words: OutageWords): readonly string[] {
  const { answer, carriedPerSecond, question } = outlook;
  const carried = Math.floor(carriedPerSecond);
  const { workers } = question.settings;
  const waits = answer.needsMessage && answer.crash !== "certain";
  return [
    words.crash[answer.crash],
    answer.mayStayMute ? words.mute : "",
    waits ? (asked.quietAfter ? words.neverStarts : words.needsMessage) : "",
    1000 / asked.everyMs > carriedPerSecond
      ? words.overload(String(carried), secondsText(asked.roundTripMs), String(workers))
      : "",
  ].filter((text) => text !== "");
}

function typed(
  { met, remedy, remedied, elsewhere }: BridgeOutlook,
  settings: readonly RemedySetting[],
  { goal }: AskedOutage,
  words: OutageWords,
): readonly string[] {
  const within = goal.drainWithinMs === Infinity ? undefined : secondsText(goal.drainWithinMs);
  if (met) return [goal.loseAtMost === 0 && within === undefined ? words.fine : words.met];
  const lines = settings.map((setting) => `${INDENT}${settingText(setting)}`);
  if (remedy === undefined) {
    return [words.noRemedy, ...(elsewhere ? [words.elsewhere(elsewhere.release), ...lines] : [])];
  }
  return [words.remedy(goal.loseAtMost, within), ...lines, ...(remedied ? [thenText(remedied, words)] : [])];
}

function thenText({ answer, deliveredMs, memoryBytes, diskBytes }: Course, words: OutageWords): string {
  return words.thereby(
    rangeText(answer.lost, words, String),
    rangeText(deliveredMs, words, secondsText),
    kilobytes(memoryBytes),
    diskBytes === 0 ? undefined : kilobytes(diskBytes),
  );
}

/** What clients of this broker meet meanwhile, all its bridges together. */
export function localText(
  stall: BridgeStall | undefined,
  down: number,
  { columns }: View,
  language: Language,
): string {
  const words = outageWords[language];
  const text =
    stall === undefined
      ? words.localFree
      : words.localHeldUp(down, `${stall.medianMs} ms`, `${stall.worstMs} ms`);
  return wrap(text, columns).join("\n");
}
