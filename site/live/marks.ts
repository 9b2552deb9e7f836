// What a lane of time shows of what happens, as shapes: on the page, and on a picture.
import { shape } from "../../src/report/html/markup.ts";
import type { BrokerEffect } from "../../src/timing/core/events.ts";
import type { Happening } from "./fleet.ts";

export const LANE_HEIGHT = 44;
export const BASE = 36;
/** Height of a tick that counted just the limit. */
export const LIMIT = 20;
const HIGHEST = 32;

type Tick = Extract<BrokerEffect, { kind: "tick" }>;

export function isOver({ online, silentMs, limitMs }: Tick): boolean {
  return online && silentMs > limitMs;
}

/** A tick stands as high as the silence that it counted. */
function tickHeight({ silentMs, limitMs }: Tick): number {
  const share = limitMs === 0 ? 0 : silentMs / limitMs;
  return Math.min(HIGHEST, Math.max(4, share * LIMIT));
}

/** Markup of SVG; undefined for what is not drawn. */
export function markOf(one: Happening, pxPerMs: number): string | undefined {
  const x = Number((one.atMs * pxPerMs).toFixed(2));
  const dot = (name: string, y: number, r: number) => shape("circle", { class: name, cx: x, cy: y, r });
  const line = (name: string, height: number) =>
    shape("line", { class: name, x1: x, x2: x, y1: BASE, y2: BASE - height });
  if (one.kind === "ping") return dot("ping", BASE, 2.6);
  if (one.kind === "deed") return line(`turn ${one.deed}`, HIGHEST) + dot("turn", BASE - HIGHEST, 3.2);
  const { effect } = one;
  switch (effect.kind) {
    case "connack":
      return dot("connect", BASE, 4.2);
    case "tick":
      return line(isOver(effect) ? "tick over" : "tick", tickHeight(effect));
    case "close":
      return shape("path", { class: "kick", d: `M${x - 5} ${BASE - 5}l10 10m0 -10l-10 10` });
    case "will":
      return shape("path", { class: "will", d: `M${x + 10} ${BASE - 12}l5 5l-5 5l-5 -5z` });
    case "state":
    case "send":
    case "drop":
      return undefined;
  }
}

/** What does not move. */
export function ground(width: number | string): string {
  const across = (name: string, y: number) => shape("line", { class: name, x1: 0, x2: width, y1: y, y2: y });
  return across("base", BASE) + across("limit", BASE - LIMIT);
}
