import type { BridgeEffect } from "./events.ts";
import { type Flow, publishedMs } from "./flow.ts";
import type { Played } from "./play.ts";
import type { Arrival } from "./upstream.ts";

/** Messages `from` to `to`, both included. */
export type MessageRange = readonly [from: number, to: number];

/** Messages of the outage that arrived after it; times in ms after its end, null where there were none. */
export interface BacklogArrival {
  readonly n: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly medianGapMs: number | null;
}

/** What an outage came to; what was still waiting at the end counts as lost. */
export interface Tally {
  readonly lost: readonly MessageRange[];
  readonly backlog: BacklogArrival;
  /** Arrivals of a copy that was there already. */
  readonly duplicates: number;
  /** When the bridge gave up a link on which the upstream was silent. */
  readonly gaveUpMs: number | undefined;
  readonly crashMs: number | undefined;
}

export interface OutageWindow {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Whether the upstream was silent in it, so that a death of the broker ends a link, too. */
  readonly silent: boolean;
}

export function tally(
  played: Played,
  arrivals: readonly Arrival[],
  flow: Flow,
  rules: number,
  window: OutageWindow,
): Tally {
  const arrived = new Uint8Array(played.published * rules);
  const messages = new Uint8Array(played.published);
  const backlogMs: number[] = [];
  let duplicates = 0;
  for (const { copy, atMs } of arrivals) {
    const message = Math.floor(copy / rules);
    if (arrived[copy] === 1) duplicates += 1;
    else if (messages[message] === 0 && isBacklog(publishedMs(flow, message), atMs, window))
      backlogMs.push(atMs);
    arrived[copy] = 1;
    messages[message] = 1;
  }
  const crashMs = timeOf(played.effects, (effect) => effect.kind === "crash");
  const gaveUpMs = timeOf(played.effects, (effect) => endsSilentLink(effect, window));
  return { lost: missing(messages), backlog: backlogOf(backlogMs, window), duplicates, gaveUpMs, crashMs };
}

export function countOf(ranges: readonly MessageRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

/** The part of `ranges` with numbers in [from, end). */
export function within(ranges: readonly MessageRange[], from: number, end: number): readonly MessageRange[] {
  return ranges.flatMap(([first, last]): readonly MessageRange[] => {
    const range: MessageRange = [Math.max(first, from), Math.min(last, end - 1)];
    return range[0] <= range[1] ? [range] : [];
  });
}

function isBacklog(publishMs: number, arrivalMs: number, { fromMs, untilMs }: OutageWindow): boolean {
  return publishMs >= fromMs && publishMs < untilMs && arrivalMs >= untilMs;
}

function endsSilentLink(effect: BridgeEffect, { fromMs, untilMs, silent }: OutageWindow): boolean {
  if (effect.kind === "lost" || effect.atMs < fromMs || effect.atMs >= untilMs) return false;
  return (effect.kind === "down" && effect.by === "keepalive") || (effect.kind === "crash" && silent);
}

function timeOf(
  effects: readonly BridgeEffect[],
  isIt: (effect: BridgeEffect) => boolean,
): number | undefined {
  return effects.find(isIt)?.atMs;
}

function missing(messages: Uint8Array): readonly MessageRange[] {
  const ranges: MessageRange[] = [];
  for (let from = messages.indexOf(0); from >= 0; ) {
    const next = messages.indexOf(1, from);
    const to = next < 0 ? messages.length - 1 : next - 1;
    ranges.push([from, to]);
    from = next < 0 ? -1 : messages.indexOf(0, next);
  }
  return ranges;
}

function backlogOf(arrivalsMs: readonly number[], { untilMs }: OutageWindow): BacklogArrival {
  const sorted = arrivalsMs.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((atMs, i) => atMs - (sorted[i] ?? atMs));
  gaps.sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  return {
    n: sorted.length,
    firstMs: first === undefined ? null : first - untilMs,
    lastMs: last === undefined ? null : last - untilMs,
    medianGapMs: gaps[Math.floor(gaps.length / 2)] ?? null,
  };
}
