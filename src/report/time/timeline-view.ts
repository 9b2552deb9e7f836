import type { Language } from "../../lint/language.ts";
import type { Timeline } from "../../timing/timeline.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { drawTimeline, type TimelineRole } from "./timeline.ts";
import { timelineWords } from "./timeline-words.ts";

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
