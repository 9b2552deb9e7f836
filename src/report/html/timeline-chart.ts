import type { Language } from "../../lint/language.ts";
import type { Timeline, TimelineEntry } from "../../timing/timeline.ts";
import { eventLines, markOf, type TimelineRole } from "../time/timeline.ts";
import { timelineWords } from "../time/timeline-words.ts";
import { both, element, escapeHtml, inBoth, say, shape } from "./markup.ts";
import { pageWords } from "./words.ts";

const WIDTH = 720;
const HEIGHT = 64;
const MARGIN = 12;
const AXIS = 40;

/** How far a mark stands out of the axis: what decides stands highest. */
const heights: Readonly<Record<TimelineRole, number>> = {
  quiet: 4,
  state: 6,
  will: 8,
  tick: 10,
  client: 14,
  turn: 22,
  limit: 26,
  kick: 30,
};

function roleOf(entry: TimelineEntry): TimelineRole {
  return markOf(entry, timelineWords.en).role;
}

/** All of it on one ruler. */
function ruler({ entries }: Timeline): string {
  const endMs = Math.max(1, entries.at(-1)?.atMs ?? 1);
  const x = (ms: number) => Number((MARGIN + (ms / endMs) * (WIDTH - 2 * MARGIN)).toFixed(1));
  const marks = entries.map((entry) => {
    const role = roleOf(entry);
    const [at, top] = [x(entry.atMs), AXIS - heights[role]];
    const head = shape("circle", { class: role, cx: at, cy: top, r: role === "kick" ? 5 : 3 });
    return shape("line", { class: role, x1: at, x2: at, y1: AXIS, y2: top }) + head;
  });
  const text = (ms: number, anchor: string) =>
    element(
      "text",
      { x: x(ms), y: HEIGHT - 8, "text-anchor": anchor },
      `${Number((ms / 1000).toFixed(1))} s`,
    );
  return element(
    "svg",
    { class: "ruler", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    shape("line", { class: "axis", x1: MARGIN, x2: WIDTH - MARGIN, y1: AXIS, y2: AXIS }),
    ...marks,
    text(0, "start"),
    text(endMs, "end"),
  );
}

function eventsOf(timeline: Timeline, language: Language): string {
  const lines = eventLines(timeline, { width: 90, ascii: false, words: timelineWords[language] });
  return escapeHtml(lines.join("\n"));
}

/** The story of a client: a ruler with every event, and the events one by one. */
export function timelineChart(timeline: Timeline): string {
  return element(
    "figure",
    { class: "timeline" },
    ruler(timeline),
    element(
      "details",
      {},
      element("summary", {}, say(both((language) => pageWords[language].timeline))),
      element("pre", {}, inBoth(both((language) => eventsOf(timeline, language)))),
    ),
  );
}
