import type { BridgeCore } from "./bridge-core.ts";
import type { BridgeEffect, BridgeEvent } from "./events.ts";
import { type Flow, publishedBefore, publishedMs, publishedUntil } from "./flow.ts";
import type { Reply, Upstream, UpstreamChange } from "./upstream.ts";

/** An outage as it happens to a bridge. */
export interface OutageScript {
  readonly flow: Flow;
  readonly changes: readonly UpstreamChange[];
  /** Events of the link that are told rather than played: connections of a recording. */
  readonly told: readonly Reply[];
  readonly untilMs: number;
}

/** What the bridge said, without what it sent; `published` messages were there before a crash, if there was one. */
export interface Played {
  readonly effects: readonly BridgeEffect[];
  readonly published: number;
}

/** Runs `core` against `upstream` in virtual time; what arrives stands in `upstream.arrivals`. */
export function playOutage(core: BridgeCore, upstream: Upstream, script: OutageScript): Played {
  const player = new Player(core, upstream, script);
  while (player.step());
  return { effects: player.effects, published: player.published };
}

class Player {
  readonly effects: BridgeEffect[] = [];
  published = 0;
  readonly #core: BridgeCore;
  readonly #upstream: Upstream;
  readonly #script: OutageScript;
  readonly #changes: UpstreamChange[];
  readonly #replies: Reply[];
  #crashed = false;
  /** When the bridge gets the next message. */
  #messageMs: number;

  constructor(core: BridgeCore, upstream: Upstream, script: OutageScript) {
    this.#core = core;
    this.#upstream = upstream;
    this.#script = script;
    this.#changes = script.changes.toSorted((a, b) => a.atMs - b.atMs);
    this.#replies = script.told.toSorted((a, b) => a.atMs - b.atMs);
    this.#messageMs = this.#nextMessageMs(-Infinity);
  }

  /** The next thing that happens; false at the end. At the same time: upstream, replies, timers, messages. */
  step(): boolean {
    const changeMs = this.#changes[0]?.atMs ?? Infinity;
    const replyMs = this.#replies[0]?.atMs ?? Infinity;
    const coreMs = this.#core.nextDeadlineMs();
    const otherMs = Math.min(changeMs, replyMs, coreMs);
    const { untilMs } = this.#script;
    const messageMs = this.#messageMs;
    if (this.#crashed || Math.min(otherMs, messageMs) > untilMs) return false;
    if (messageMs < otherMs) this.#publish(messageMs, Math.min(otherMs, untilMs));
    else if (changeMs === otherMs) this.#change();
    else if (replyMs === otherMs) this.#reply();
    else this.#happen({ kind: "elapse" }, coreMs);
    return true;
  }

  /** One message or burst; all up to `untilMs` where the link is down and nothing can come in between. */
  #publish(atMs: number, untilMs: number): void {
    const { flow } = this.#script;
    const first = this.published;
    const alone = this.#core.isUp || flow.burst > 1;
    const until = alone ? Math.min(flow.count, first + flow.burst) : publishedBefore(flow, untilMs);
    const qos = flow.qosOf(first);
    let end = Math.max(first + 1, until);
    while (end - 1 > first && flow.qosOf(end - 1) !== qos) end = first + Math.ceil((end - first) / 2);
    this.published = end;
    this.#messageMs = this.#nextMessageMs(atMs);
    const everyMs = flow.burst > 1 ? 0 : flow.everyMs;
    this.#happen({ kind: "publish", first, count: end - first, qos, everyMs }, atMs);
  }

  /** Messages do not overtake each other. */
  #nextMessageMs(afterMs: number): number {
    const { flow } = this.#script;
    if (this.published >= flow.count) return Infinity;
    return Math.max(afterMs, publishedMs(flow, this.published) + (flow.lateMs?.() ?? 0));
  }

  #change(): void {
    const change = this.#changes.shift();
    if (change !== undefined) this.#schedule(this.#upstream.change(change));
  }

  #reply(): void {
    const reply = this.#replies.shift();
    if (reply !== undefined) this.#happen(reply.event, reply.atMs);
  }

  #happen(event: BridgeEvent, atMs: number): void {
    for (const effect of this.#core.handle(event, atMs)) {
      if (effect.kind !== "send") this.effects.push(effect);
      if (effect.kind === "crash") this.#crash(effect.atMs);
      this.#schedule(this.#upstream.answer(effect));
    }
  }

  /** What a broker that died would have got afterwards was never published. */
  #crash(atMs: number): void {
    const { flow } = this.#script;
    this.#crashed = true;
    this.published = publishedUntil(flow, atMs);
  }

  #schedule(replies: readonly Reply[]): void {
    for (const reply of replies) {
      let place = this.#replies.length;
      while (place > 0 && (this.#replies[place - 1]?.atMs ?? 0) > reply.atMs) place--;
      this.#replies.splice(place, 0, reply);
    }
  }
}
