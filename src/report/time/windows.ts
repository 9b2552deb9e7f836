import type { Alternative } from "../../lint/finding/finding.ts";
import type { Language } from "../../lint/language.ts";
import type { DetectionReplay } from "../../timing/detection.ts";
import { reportWords } from "../finding/words.ts";
import type { View } from "../output/view.ts";
import { padTo, widthOf, wrap } from "../text-layout.ts";

const BAR_COLUMNS = { least: 8, most: 50 };

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
  return `${window} (${secondsText(afterConnectMs.latest)})`;
}

export interface Glyphs {
  readonly solid: string;
  readonly shade: string;
  readonly limit: string;
  readonly none: string;
}

export function glyphsOf({ unicode }: View): Glyphs {
  if (!unicode) return { solid: "#", shade: "-", limit: "|", none: "." };
  return { solid: "█", shade: "░", limit: "┊", none: "·" };
}

/** One bar: the window solid, what dying right after the CONNECT adds shaded, MQTT's limit as a line. */
function bar({ replay }: Row, columns: number, endMs: number, view: View): string {
  const glyphs = glyphsOf(view);
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

function legend(limitMs: number | undefined, view: View, language: Language): readonly string[] {
  const words = reportWords[language];
  const { solid, shade, limit } = glyphsOf(view);
  const parts = [`${solid} ${words.afterLastPacket}`, `${shade} (${words.afterConnect})`];
  if (limitMs !== undefined) parts.push(`${limit} ${words.limit(secondsText(limitMs))}`);
  const line = parts.join("   ");
  return widthOf(line) <= view.columns ? [line] : parts.flatMap((part) => wrap(part, view.columns));
}

function chart(rows: readonly Row[], view: View, language: Language): readonly string[] {
  const texts = rows.map(({ replay }) => rowText(replay, language));
  const text = Math.max(...texts.map(widthOf));
  const longest = Math.max(...rows.map((row) => widthOf(row.label)));
  // Where they do not fit beside the bars, labels stand above them: their end is what differs.
  const above = longest > view.columns - BAR_COLUMNS.least - text - 4;
  const label = above ? 0 : longest;
  const room = view.columns - label - text - 4;
  const columns = Math.min(BAR_COLUMNS.most, Math.max(BAR_COLUMNS.least, room));
  const limits = rows.map(({ replay }) => replay.mqttLimitMs ?? 0);
  const endMs = Math.max(1, ...limits, ...rows.map(({ replay }) => latestMs(replay)));
  return rows.flatMap((row, at) => {
    const drawn = `  ${bar(row, columns, endMs, view)}  ${texts[at]}`;
    return above ? [...wrap(row.label, view.columns), drawn] : [padTo(row.label, label) + drawn];
  });
}

/** The detection windows of one client, today's settings above the alternatives, on one time axis. */
export function windowChart(
  today: DetectionReplay,
  alternatives: readonly Alternative[],
  view: View,
  language: Language,
  label = reportWords[language].today,
): readonly string[] {
  const words = reportWords[language];
  const rows = [
    { label, replay: today },
    ...alternatives.map(({ text, replay }) => ({ label: text, replay })),
  ];
  const title = words.chartTitle(today.name, secondsText(today.keepaliveMs));
  return [
    ...wrap(title, view.columns).map((line) => view.paint("quiet", line)),
    ...chart(rows, view, language),
    ...legend(today.mqttLimitMs, view, language).map((line) => view.paint("quiet", line)),
  ];
}
