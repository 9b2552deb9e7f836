import type { Timeline } from "../replay/timeline.ts";
import type { Language } from "../words/language.ts";
import { timelineWords } from "../words/timeline.ts";
import type { Role, View } from "./report.ts";
import { drawTimeline, type TimelineRole } from "./timeline.ts";

const roles: Readonly<Record<TimelineRole, Role>> = {
  quiet: "quiet",
  client: "good",
  tick: "quiet",
  turn: "warning",
  limit: "strong",
  kick: "error",
  will: "info",
  state: "info",
};

/** A timeline as a terminal shows it. */
export function timelineLines(timeline: Timeline, view: View, language: Language): readonly string[] {
  return drawTimeline(timeline, {
    width: view.columns,
    ascii: !view.unicode,
    words: timelineWords[language],
    colour: (role, text) => view.paint(roles[role], text),
  });
}
