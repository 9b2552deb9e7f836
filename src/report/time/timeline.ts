import type { Timeline, TimelineEntry } from "../../timing/timeline.ts";
import { wrap } from "../text-layout.ts";
import type { TimelineWords } from "./timeline-words.ts";

export type TimelineRole = "quiet" | "client" | "tick" | "turn" | "limit" | "kick" | "will" | "state";

export interface TimelineStyle {
  /** Columns of the terminal; 60 to 120 are used. */
  readonly width: number;
  /** Plain characters only. */
  readonly ascii: boolean;
  readonly words: TimelineWords;
  readonly colour?: ((role: TimelineRole, text: string) => string) | undefined;
}

interface Mark {
  readonly role: TimelineRole;
  readonly symbol: string;
  readonly label: string;
}

type Symbols = Readonly<
  Record<"line" | "client" | "tick" | "turn" | "limit" | "kick" | "other" | "more", string>
>;

const unicode: Symbols = {
  line: "─",
  client: "●",
  tick: "┬",
  turn: "◆",
  limit: "▽",
  kick: "✕",
  other: "·",
  more: "⋮",
};
const plain: Symbols = {
  line: "-",
  client: "o",
  tick: "|",
  turn: "*",
  limit: "v",
  kick: "X",
  other: ".",
  more: ":",
};

const NARROWEST = 60;
const WIDEST = 120;
const TIME_COLUMNS = 11;

/** A timeline as lines: what it is about, all of it on one ruler, then one line for each thing that happens. */
export function drawTimeline(timeline: Timeline, style: TimelineStyle): readonly string[] {
  const width = widthIn(style);
  const symbols = style.ascii ? plain : unicode;
  const colour = style.colour ?? ((_role, text) => text);
  const { words } = style;
  const { client, keepaliveMs, retryIntervalMs, limitMs } = timeline;
  return [
    ...wrap(words.title(client, duration(keepaliveMs), duration(retryIntervalMs), duration(limitMs)), width),
    ruler(timeline, width, words, symbols, colour),
    ...eventLines(timeline, style),
  ];
}

function widthIn({ width }: TimelineStyle): number {
  return Math.min(WIDEST, Math.max(NARROWEST, width));
}

/** One line for each thing that happens, more where it does not fit. */
export function eventLines(timeline: Timeline, style: TimelineStyle): readonly string[] {
  const symbols = style.ascii ? plain : unicode;
  const colour = style.colour ?? ((_role, text) => text);
  const { words } = style;
  return timeline.entries.flatMap((entry) => {
    const { role, symbol, label } = markOf(entry, words, symbols);
    const time = duration(entry.atMs).padStart(TIME_COLUMNS);
    const kicked = entry.kind === "close" && entry.reason === "keepalive";
    const since = kicked ? words.sinceLast(duration(entry.atMs - timeline.lastPacketMs)) : "";
    return wrap(label + since, widthIn(style) - TIME_COLUMNS - 4).map((line, i) =>
      i === 0
        ? `${colour("quiet", time)}  ${colour(role, `${symbol} ${line}`)}`
        : `${" ".repeat(TIME_COLUMNS + 4)}${colour(role, line)}`,
    );
  });
}

/** The whole span in one line; of two marks on one place the weightier one shows. */
function ruler(
  { entries }: Timeline,
  width: number,
  words: TimelineWords,
  symbols: Symbols,
  colour: NonNullable<TimelineStyle["colour"]>,
): string {
  const endMs = entries.at(-1)?.atMs ?? 0;
  const end = duration(endMs);
  const columns = width - end.length - 6;
  const places = Array.from({ length: columns }, (): Mark | undefined => undefined);
  for (const entry of entries) {
    const mark = markOf(entry, words, symbols);
    const place = endMs === 0 ? 0 : Math.round((entry.atMs / endMs) * (columns - 1));
    if (weight(mark.role) >= weight(places[place]?.role ?? "quiet")) places[place] = mark;
  }
  const line = places.map((mark) =>
    mark === undefined ? colour("quiet", symbols.line) : colour(mark.role, mark.symbol),
  );
  return `${colour("quiet", " 0 s ")}${line.join("")}${colour("quiet", ` ${end}`)}`;
}

const roles: readonly TimelineRole[] = ["quiet", "state", "tick", "client", "will", "turn", "limit", "kick"];

function weight(role: TimelineRole): number {
  return roles.indexOf(role);
}

export function markOf(entry: TimelineEntry, words: TimelineWords, symbols: Symbols = unicode): Mark {
  switch (entry.kind) {
    case "connect":
      return {
        role: "client",
        symbol: symbols.client,
        label: entry.connection === 0 ? words.connect : words.connectAgain(entry.sessionPresent),
      };
    case "packet":
      return { role: "client", symbol: symbols.client, label: packetLabel(entry, words) };
    case "turn":
      return { role: "turn", symbol: symbols.turn, label: words.turns[entry.what] };
    case "tick":
      return tickMark(entry, words, symbols);
    case "left-out":
      return { role: "quiet", symbol: symbols.more, label: words.leftOut(entry) };
    case "mqtt-limit":
      return { role: "limit", symbol: symbols.limit, label: words.mqttLimit };
    case "close":
      return { role: "kick", symbol: symbols.kick, label: words.close[entry.reason] };
    case "will":
      return { role: "will", symbol: symbols.other, label: words.will };
    case "state":
      return { role: "state", symbol: symbols.other, label: words.states[entry.state] };
    case "publish":
      return { role: "quiet", symbol: symbols.other, label: words.publish(entry.message) };
    case "send": {
      const label = entry.dup ? words.sendAgain(entry.message) : words.send(entry.message);
      return { role: "state", symbol: symbols.other, label };
    }
  }
}

function packetLabel(entry: TimelineEntry & { kind: "packet" }, words: TimelineWords): string {
  if (entry.arrivesMs === undefined) return words.pingLost;
  const delayMs = entry.arrivesMs - entry.atMs;
  return delayMs < 1 ? words.ping : words.pingLate(duration(delayMs));
}

function tickMark(entry: TimelineEntry & { kind: "tick" }, words: TimelineWords, symbols: Symbols): Mark {
  const silent = duration(entry.silentMs);
  const limit = duration(entry.limitMs);
  if (entry.over) return { role: "kick", symbol: symbols.tick, label: words.tickOver(silent, limit) };
  const label = entry.online ? words.tickBelow(silent, limit) : words.tickOffline(silent);
  return { role: "tick", symbol: symbols.tick, label };
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** "7.5 s", "15 min 25 s", "2 h 46 min": exact below ten minutes, to the smaller unit above. */
function duration(ms: number): string {
  if (ms < 10 * MINUTE_MS) return `${Math.round(ms / 10) / 100} s`;
  const [unitMs, unit, smallerMs, smaller] =
    ms < 2 * HOUR_MS
      ? ([MINUTE_MS, "min", SECOND_MS, "s"] as const)
      : ([HOUR_MS, "h", MINUTE_MS, "min"] as const);
  const rounded = Math.round(ms / smallerMs) * smallerMs;
  const rest = Math.round((rounded % unitMs) / smallerMs);
  const whole = `${Math.floor(rounded / unitMs)} ${unit}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smaller}`;
}
