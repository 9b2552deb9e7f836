import { type OutageStory, waitingAt } from "../../timing/outage/story.ts";
import type { View } from "../output/view.ts";
import { padTo, widthOf, wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import type { OutageWords } from "./words.ts";

const LEVELS = { unicode: " ▁▂▃▄▅▆▇█", plain: " .:-=+*#@" };
const COLUMNS = 60;
/** A drain that takes longer is cut off: the outage shall be seen. */
const MOST_TIMES_BACK = 4;
const MARGIN = 1.03;

/** Link, bridge, attempts and what waits, on one axis of time. */
export function outagePicture(story: OutageStory, view: View, words: OutageWords): readonly string[] {
  const labels = [words.link, words.bridge, words.waiting, words.losing];
  const width = Math.max(...labels.map(widthOf));
  const columns = Math.max(10, Math.min(COLUMNS, view.columns - width - 6));
  const isCut = story.deliveredMs > MOST_TIMES_BACK * story.backMs;
  const spanMs =
    MARGIN * (isCut ? MOST_TIMES_BACK * story.backMs : Math.max(story.backMs, story.deliveredMs));
  const draw = (mark: (fromMs: number, untilMs: number) => string) =>
    Array.from({ length: columns }, (_, i) =>
      mark((i / columns) * spanMs, ((i + 1) / columns) * spanMs),
    ).join("");
  const row = (label: string, line: string) => `${padTo(label, width)}  ${line}`.trimEnd();
  const roundMs = spanMs < 10_000 ? 10 : 1000;
  const end = `${secondsText(Math.round(spanMs / roundMs) * roundMs)}${isCut ? " ..." : ""}`;
  return [
    row(
      words.link,
      draw((fromMs) => (fromMs < story.outageMs ? "." : "-")),
    ),
    row(
      words.bridge,
      draw((fromMs, untilMs) => bridgeMark(story, fromMs, untilMs)),
    ),
    ...(story.full === 0 ? [] : [row(words.waiting, draw(levelOf(story, view)))]),
    ...(story.losingMs === Infinity ? [] : [row(words.losing, draw(losesMark(story)))]),
    row("", `0 s${" ".repeat(Math.max(1, columns - 3 - end.length))}${end}`),
    ...wrap(words.legend(story.losingMs < Infinity, story.crashMs < Infinity), view.columns).map((line) =>
      view.paint("quiet", line),
    ),
  ];
}

function bridgeMark(
  { noticedMs, tries, backMs, crashMs }: OutageStory,
  fromMs: number,
  untilMs: number,
): string {
  if (untilMs > crashMs) return fromMs <= crashMs ? "X" : " ";
  if (fromMs >= backMs) return "-";
  if (tries.some((atMs) => atMs >= fromMs && atMs < untilMs)) return "|";
  return fromMs < noticedMs ? "?" : ".";
}

function levelOf(story: OutageStory, { unicode }: View): (fromMs: number, untilMs: number) => string {
  const levels = unicode ? LEVELS.unicode : LEVELS.plain;
  return (fromMs, untilMs) => {
    const share = waitingAt(story, (fromMs + untilMs) / 2) / story.full;
    return levels[Math.ceil(share * (levels.length - 1))] ?? " ";
  };
}

function losesMark({ losingMs, backMs }: OutageStory): (fromMs: number, untilMs: number) => string {
  return (fromMs, untilMs) => (untilMs > losingMs && fromMs < backMs ? "!" : " ");
}
