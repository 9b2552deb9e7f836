import type { Language } from "../../lint/language.ts";
import type { OutageObservation } from "../../live/bridge/run.ts";
import type { OutageQuestion } from "../../timing/outage/closed-form.ts";
import { outageAnswer } from "../../timing/outage/closed-form.ts";
import { storyOf, waitingAt } from "../../timing/outage/story.ts";
import type { BlindPrediction, Interval } from "../../timing/trace/outage/prediction.ts";
import type { OutageReplay } from "../../timing/trace/outage/replay-outage.ts";
import { rateText } from "../outage/rate.ts";
import type { View } from "../output/view.ts";
import { padTo, printable, widthOf, wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import { type BridgeProbeWords, bridgeProbeWords } from "./bridge-probe-words.ts";

/** An outage that was made, and what the model says about it. */
export interface BridgeProbe {
  readonly asked: {
    readonly bridge: { readonly name: string };
    readonly kind: string;
    readonly question: OutageQuestion;
  };
  readonly observation: OutageObservation;
  /** With the link events as they were, and without a look at them. */
  readonly given: OutageReplay;
  readonly blind: OutageReplay;
  /** The row of a recording. */
  readonly line: string;
}

/** Inside what chance allows, or near what the link events as they were come to. */
export function agreesWithModel({ given, blind }: BridgeProbe): boolean {
  return blind.agrees !== false || given.agrees !== false;
}

const INDENT = "  ";
const LEVELS = { unicode: " ▁▂▃▄▅▆▇█", plain: " .:-=+*#@" };

/** Measured beside predicted, on one axis of time and as figures. */
export function bridgeProbeLines(
  probe: BridgeProbe,
  version: string,
  view: View,
  language: Language,
): readonly string[] {
  const words = bridgeProbeWords[language];
  const { bridge, kind, question } = probe.asked;
  const { outageMs, everyMs, qos } = question;
  const heading = words.heading(
    ...([printable(bridge.name), version, kind, secondsText(outageMs), rateText(everyMs), qos] as const),
  );
  const agrees = agreesWithModel(probe);
  return [
    view.paint("strong", heading),
    "",
    ...picture(probe, view, words).map((line) => `${INDENT}${line}`),
    "",
    ...figures(probe, words).map((line) => `${INDENT}${line}`),
    "",
    ...wrap(words.verdict[agrees ? "agrees" : "differs"], view.columns).map((line) =>
      view.paint(agrees ? "good" : "warning", line),
    ),
  ];
}

function picture(
  { asked, observation }: BridgeProbe,
  view: View,
  words: BridgeProbeWords,
): readonly string[] {
  const { startMs, outageMs, backMs, endMs, events, deliveries } = observation;
  const labels = [words.link, words.bridge, words.arriving, words.waiting];
  const width = Math.max(...labels.map(widthOf));
  const columns = Math.max(10, Math.min(60, view.columns - width - 6));
  const stepMs = (endMs - startMs) / columns;
  const levels = view.unicode ? LEVELS.unicode : LEVELS.plain;
  const level = (share: number) => levels[Math.ceil(Math.min(1, share) * (levels.length - 1))] ?? " ";
  const draw = (mark: (fromMs: number, untilMs: number) => string) =>
    Array.from({ length: columns }, (_, i) => mark(startMs + i * stepMs, startMs + (i + 1) * stepMs)).join(
      "",
    );
  const within = (atMs: number, fromMs: number, untilMs: number) => atMs >= fromMs && atMs < untilMs;
  const arrived = (fromMs: number, untilMs: number) =>
    deliveries.filter(({ atMs }) => within(atMs, fromMs, untilMs)).length;
  const most = Math.max(
    1,
    ...Array.from({ length: columns }, (_, i) => arrived(startMs + i * stepMs, startMs + (i + 1) * stepMs)),
  );
  const story = storyOf(asked.question, outageAnswer(asked.question));
  const waiting = (atMs: number) => (story.full === 0 ? 0 : waitingAt(story, atMs - outageMs) / story.full);
  const isUp = (atMs: number) => {
    const last = events.findLast(([at, what]) => at <= atMs && (what === "connect" || what === "closed"));
    return last?.[1] === "connect";
  };
  const connects = (fromMs: number, untilMs: number) =>
    events.some(([atMs, what]) => what === "accept" && within(atMs, fromMs, untilMs));
  const row = (label: string, line: string) => `${padTo(label, width)}  ${line}`.trimEnd();
  const end = secondsText(Math.round((endMs - startMs) / 10) * 10);
  return [
    row(
      words.link,
      draw((fromMs) => (fromMs >= outageMs && fromMs < backMs ? "." : "-")),
    ),
    row(
      words.bridge,
      draw((fromMs, untilMs) => (connects(fromMs, untilMs) ? "|" : isUp(fromMs) ? "-" : ".")),
    ),
    row(
      words.arriving,
      draw((fromMs, untilMs) => level(arrived(fromMs, untilMs) / most)),
    ),
    row(
      words.waiting,
      draw((fromMs, untilMs) => level(waiting((fromMs + untilMs) / 2))),
    ),
    row("", `0 s${" ".repeat(Math.max(1, columns - 3 - end.length))}${end}`),
    ...wrap(words.legend, view.columns - INDENT.length).map((line) => view.paint("quiet", line)),
  ];
}

interface Observed {
  readonly lost_n: Readonly<Record<string, number>>;
  readonly dup_copies: number;
  readonly backlog_after_back: {
    readonly n: number;
    readonly first_ms: number | null;
    readonly last_ms: number | null;
  };
  readonly gave_up_ms: readonly number[] | null;
  readonly crash: readonly (number | null)[] | null;
  readonly t_start: number;
  readonly t_outage: number;
}

function sinceCut(atMs: number | null | undefined, cutMs: number): number | null {
  return atMs === null || atMs === undefined ? null : atMs - cutMs;
}

function figures(
  { observation, given, blind, line }: BridgeProbe,
  words: BridgeProbeWords,
): readonly string[] {
  const seen: Observed = JSON.parse(line);
  const predicted = intervalsOf(blind);
  const { pre, out, post } = observation.published;
  const count = (value: number | null) => (value === null ? words.never : String(value));
  const time = (ms: number | null) => (ms === null ? words.never : secondsText(Math.round(ms)));
  const lost = Object.values(seen.lost_n).reduce((sum, n) => sum + n, 0);
  const backlog = predicted.backlog_after_back;
  const crash = predicted.crash?.[0];
  const cutMs = seen.t_outage - seen.t_start;
  const row = (
    label: string,
    value: number | null,
    interval: Interval | null | undefined,
    text: (value: number | null) => string,
    field: string,
  ) => {
    const isInside = blind.fields[field] !== false || given.fields[field] !== false;
    return [label, text(value), rangeText(interval, text, words), isInside ? words.inside : words.outside];
  };
  const { rows } = words;
  const body = [
    row(rows.lost, lost, predicted.lost_total, count, "lost_n"),
    row(rows.duplicates, seen.dup_copies, predicted.dup_copies, count, "dup_copies"),
    row(rows.backlog, seen.backlog_after_back.n, backlog.n, count, "backlog_n"),
    row(rows.first, seen.backlog_after_back.first_ms, backlog.first_ms, time, "first_ms"),
    row(rows.last, seen.backlog_after_back.last_ms, backlog.last_ms, time, "last_ms"),
    row(rows.noticed, seen.gave_up_ms?.[0] ?? null, predicted.gave_up_ms?.[0] ?? null, time, "gave_up_ms"),
    row(
      rows.crash,
      sinceCut(seen.crash?.[0], seen.t_outage),
      crash && [sinceCut(crash[0], cutMs) ?? 0, sinceCut(crash[1], cutMs)],
      time,
      "crash",
    ),
  ];
  return tableOf([[...words.columns, ""], [rows.published, String(pre + out + post), "", ""], ...body]);
}

function intervalsOf({ predicted }: OutageReplay): BlindPrediction {
  if ("lost_total" in predicted) return predicted;
  throw new TypeError("not a prediction without a look at the link");
}

function rangeText(
  interval: Interval | null | undefined,
  text: (value: number | null) => string,
  words: BridgeProbeWords,
): string {
  if (interval === null || interval === undefined) return words.never;
  const [low, high] = interval;
  return low === high ? text(low) : words.range(text(low), text(high));
}

function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? "")))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, at) => padTo(cell, widths[at] ?? 0))
      .join(INDENT)
      .trimEnd(),
  );
}

/** The recording, and what the model says with and without a look at the link. */
export function bridgeProbeJson({ asked, given, blind, line }: BridgeProbe, nanomq: string): string {
  const recorded: unknown = JSON.parse(line);
  const replayed = ({ predicted, fields, agrees }: OutageReplay) => ({
    predicted,
    agrees: agrees ?? null,
    agrees_by: fields,
  });
  const report = {
    nanomq,
    bridge: asked.bridge.name,
    recorded,
    given: replayed(given),
    blind: replayed(blind),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
