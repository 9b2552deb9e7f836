// A lane of time for each client: its packets, the broker's ticks as high as the silence they counted, and what came of it.
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml, shape } from "../../src/report/html/markup.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import type { Cast, Deed, Happening, Member } from "./fleet.ts";
import { BASE, ground, isOver, LANE_HEIGHT, markOf } from "./marks.ts";
import { liveWords } from "./words.ts";

/** Where now is, as a share of the width: what is to come lies to its right. */
const NOW = 0.7;
/** Ticks, or packets, nearer to each other are one. */
const NEAREST_PX = 3;
const deeds = ["cable", "silence", "hang-up", "back"] as const satisfies readonly Deed[];

interface Mark {
  readonly atMs: number;
  readonly node: Element;
}

interface Lane {
  readonly row: Element;
  readonly moving: Element;
  readonly band: Element;
  readonly state: Element;
  readonly marks: Mark[];
  readonly lastPx: { tick: number; ping: number };
  shown: string;
}

function deedButton(deed: Deed, name: string, language: Language): string {
  const words = liveWords[language];
  const label = words.deed[deed];
  return element(
    "button",
    { type: "button", "data-do": "deed", "data-deed": deed, "aria-label": words.deedFor(label, name) },
    escapeHtml(label),
  );
}

function rowOf({ clientId }: Member, at: number, language: Language): string {
  const buttons = deeds.map((deed) => deedButton(deed, clientId, language));
  return element(
    "li",
    { class: "lane", "data-client": at },
    element(
      "div",
      { class: "who" },
      element("i", { class: "dot", "aria-hidden": "true" }, ""),
      element("b", {}, escapeHtml(clientId)),
      element("span", { class: "state" }, ""),
    ),
    element(
      "svg",
      { class: "track", height: LANE_HEIGHT, "aria-hidden": "true" },
      ground("100%"),
      element("g", { class: "moving" }, shape("rect", { class: "window", y: 4, height: BASE - 4, rx: 3 })),
      shape("line", { class: "now", x1: `${NOW * 100}%`, x2: `${NOW * 100}%`, y1: 0, y2: LANE_HEIGHT }),
    ),
    element("div", { class: "deeds" }, ...buttons),
  );
}

function within(row: Element, selector: string): Element {
  const found = row.querySelector(selector);
  if (found === null) throw new TypeError(selector);
  return found;
}

export class Lanes {
  readonly #host: Element;
  readonly #language: Language;
  readonly #lanes: readonly Lane[];
  readonly #windowMs;
  readonly #pxPerMs: number;
  readonly #width: number;

  constructor(host: HTMLElement, cast: Cast, members: readonly Member[], spanMs: number, language: Language) {
    this.#host = host;
    this.#language = language;
    this.#windowMs = detectionReplay(cast.timer, cast.version, cast.client).windowMs;
    host.innerHTML = members.map((member, at) => rowOf(member, at, language)).join("");
    this.#lanes = [...host.children].map((row) => ({
      row,
      moving: within(row, ".moving"),
      band: within(row, ".window"),
      state: within(row, ".state"),
      marks: [],
      lastPx: { tick: -Infinity, ping: -Infinity },
      shown: "",
    }));
    const [track] = host.getElementsByTagName("svg");
    this.#width = track?.getBoundingClientRect().width ?? 600;
    this.#pxPerMs = (this.#width * NOW) / spanMs;
  }

  /** What is older than the axis is long is never seen. */
  #oldestMs(nowMs: number): number {
    return nowMs - (this.#width * NOW) / this.#pxPerMs;
  }

  add(happened: readonly Happening[], nowMs: number): void {
    const oldestMs = this.#oldestMs(nowMs);
    for (const one of happened) {
      const lane = this.#lanes[one.client];
      if (lane === undefined || one.atMs < oldestMs || this.#isCrowded(one, lane)) continue;
      const markup = markOf(one, this.#pxPerMs);
      if (markup === undefined) continue;
      lane.moving.insertAdjacentHTML("beforeend", markup);
      const node = lane.moving.lastElementChild;
      if (node !== null) lane.marks.push({ atMs: one.atMs, node });
    }
  }

  #isCrowded(one: Happening, lane: Lane): boolean {
    const isTick = one.kind === "effect" && one.effect.kind === "tick" && !isOver(one.effect);
    if (!isTick && one.kind !== "ping") return false;
    const x = one.atMs * this.#pxPerMs;
    const kind = isTick ? "tick" : "ping";
    if (x - lane.lastPx[kind] < NEAREST_PX) return true;
    lane.lastPx[kind] = x;
    return false;
  }

  draw(nowMs: number, members: readonly Member[]): void {
    const left = this.#width * NOW - nowMs * this.#pxPerMs;
    const oldestMs = this.#oldestMs(nowMs);
    for (const [at, lane] of this.#lanes.entries()) {
      const member = members[at];
      if (member === undefined) continue;
      lane.moving.setAttribute("transform", `translate(${left.toFixed(2)} 0)`);
      for (let [old] = lane.marks; old !== undefined && old.atMs < oldestMs; [old] = lane.marks) {
        old.node.remove();
        lane.marks.shift();
      }
      this.#showState(lane, member);
    }
  }

  /** Only where it is another: a page that stands still has nothing to do. */
  #showState(lane: Lane, member: Member): void {
    const { link, api, lastPacketMs } = member;
    const shown = `${link} ${api} ${lastPacketMs}`;
    if (lane.shown === shown) return;
    lane.shown = shown;
    const words = liveWords[this.#language];
    lane.row.setAttribute("data-link", link);
    lane.row.setAttribute("data-api", api);
    const text = link === "waiting" ? words.link[link] : `${words.link[link]} · ${words.api[api]}`;
    if (lane.state.textContent !== text) lane.state.textContent = text;
    const waits = (link === "silent" || link === "cut") && api === "connected";
    const window = waits ? this.#windowMs : undefined;
    const x = (ms: number) => (ms * this.#pxPerMs).toFixed(2);
    lane.band.setAttribute("x", x((lastPacketMs ?? 0) + (window?.earliest ?? 0)));
    lane.band.setAttribute("width", x(window === undefined ? 0 : window.latest - window.earliest));
    for (const button of lane.row.querySelectorAll("button"))
      button.hidden = (button.dataset["deed"] === "back") === (link === "on" || link === "waiting");
  }

  get isWideAsBefore(): boolean {
    const [track] = this.#host.getElementsByTagName("svg");
    return track === undefined || Math.abs(track.getBoundingClientRect().width - this.#width) < 1;
  }
}
