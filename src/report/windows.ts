import type { Alternative } from "../findings/finding.ts";
import type { DetectionReplay } from "../replay/detection.ts";
import type { Language } from "../words/language.ts";
import { reportWords } from "../words/report.ts";
import type { View } from "./report.ts";
import { cutTo, padTo, widthOf } from "./text-layout.ts";

const LABEL_COLUMNS = 44;
const BAR_COLUMNS = { least: 12, most: 40 };

/** 1500 as "1.5 s", 90000 as "90 s". */
export function secondsText(ms: number): string {
  return `${Number((ms / 1000).toFixed(3))} s`;
}

interface Row {
  readonly label: string;
  readonly replay: DetectionReplay;
}

function latestMs({ windowMs, afterConnectMs }: DetectionReplay): number {
  return Math.max(windowMs?.latest ?? 0, afterConnectMs?.latest ?? 0);
}

function rowText({ windowMs, afterConnectMs }: DetectionReplay, language: Language): string {
  const words = reportWords[language];
  if (windowMs === undefined) return words.never;
  const window = words.window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
  if (afterConnectMs === undefined || afterConnectMs.latest <= windowMs.latest) return window;
  return `${window}, ${words.afterConnect(secondsText(afterConnectMs.latest))}`;
}

/** One bar: the window solid, what dying right after the CONNECT adds shaded, MQTT's limit as a line. */
function bar({ replay }: Row, columns: number, endMs: number, view: View): string {
  const glyphs = view.unicode
    ? { solid: "█", shade: "░", limit: "┊", none: "·" }
    : { solid: "#", shade: "-", limit: "|", none: "." };
  const { windowMs, mqttLimitMs } = replay;
  const column = (ms: number) => Math.min(columns - 1, Math.floor((ms / endMs) * columns));
  const limit = mqttLimitMs === undefined ? -1 : column(mqttLimitMs);
  const from = windowMs === undefined ? columns : column(windowMs.earliest);
  const to = windowMs === undefined ? -1 : Math.max(from, column(windowMs.latest) - 1);
  const last = column(latestMs(replay)) - (latestMs(replay) < endMs ? 1 : 0);
  const late = mqttLimitMs !== undefined && (windowMs?.latest ?? 0) > mqttLimitMs;
  const cells = Array.from({ length: columns }, (_, at) => {
    if (at >= from && at <= to) return view.paint(late ? "warning" : "good", glyphs.solid);
    if (at === limit) return view.paint("strong", glyphs.limit);
    if (windowMs !== undefined && at > to && at <= last) return view.paint("warning", glyphs.shade);
    return view.paint("quiet", glyphs.none);
  });
  return cells.join("");
}

function chart(
  rows: readonly Row[],
  title: string,
  limitMs: number | undefined,
  view: View,
  language: Language,
): readonly string[] {
  const label = Math.min(LABEL_COLUMNS, Math.max(...rows.map((row) => widthOf(row.label))));
  const texts = rows.map(({ replay }) => rowText(replay, language));
  const room = view.columns - label - Math.max(...texts.map(widthOf)) - 6;
  const columns = Math.min(BAR_COLUMNS.most, Math.max(BAR_COLUMNS.least, room));
  const endMs = Math.max(1, limitMs ?? 0, ...rows.map(({ replay }) => latestMs(replay)));
  const cut = view.unicode ? "…" : "...";
  const lines = rows.map((row, at) => {
    return `${padTo(cutTo(row.label, label, cut), label)}  ${bar(row, columns, endMs, view)}  ${texts[at]}`;
  });
  const limitColumn = limitMs === undefined ? 0 : Math.floor((limitMs / endMs) * columns);
  const caption =
    limitMs === undefined
      ? []
      : [
          `${" ".repeat(label + 2 + Math.min(limitColumn, columns - 1))}${view.paint("strong", `${view.unicode ? "└" : "'"} ${reportWords[language].limit(secondsText(limitMs))}`)}`,
        ];
  return [view.paint("quiet", title), ...lines, ...caption];
}

/** The detection windows of one client, today's settings above the alternatives, on one time axis. */
export function windowChart(
  today: DetectionReplay,
  settings: string,
  alternatives: readonly Alternative[],
  view: View,
  language: Language,
): readonly string[] {
  const words = reportWords[language];
  const rows = [
    { label: words.today(settings), replay: today },
    ...alternatives.map(({ text, replay }) => ({ label: text, replay })),
  ];
  const title = words.chartTitle(today.name, secondsText(today.keepaliveMs));
  return chart(rows, title, today.mqttLimitMs, view, language);
}
