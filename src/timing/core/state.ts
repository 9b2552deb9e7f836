import { behaviourOf } from "../../nanomq/behaviour.ts";
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { DeadlineQueue } from "./deadline-queue.ts";
import type { ApiState, BrokerEffect } from "./events.ts";
import {
  type Connection,
  idealPace,
  nextTickThatMatters,
  type Pace,
  type Session,
  type Terms,
} from "./session.ts";

const noEffects: readonly BrokerEffect[] = [];

/** Everything a broker remembers; the rules of what happens to it are in the files beside this one. */
export class BrokerState {
  terms: Terms;
  readonly watchTicks: boolean;
  readonly connections: (Connection | undefined)[] = [];
  /** By client id: the session that owns subscriptions, queue and API entry. */
  readonly sessions = new Map<string, Session>();
  readonly #deadlines = new DeadlineQueue();
  readonly #sleepers: (Connection | Session | undefined)[] = [];
  readonly #freeSlots: number[] = [];
  #effects: BrokerEffect[] | undefined;

  constructor(timer: Timer, version: NanomqVersion, pace: Pace | undefined, watchTicks: boolean) {
    this.terms = { timer, behaviour: behaviourOf(version), pace: pace ?? idealPace };
    this.watchTicks = watchTicks;
  }

  /** From now on for new connections, for the others it is the caller's to arrange. */
  changeTimer(timer: Timer): void {
    this.terms = { ...this.terms, timer };
  }

  get soonestMs(): number {
    return this.#deadlines.soonestMs;
  }

  /** Whoever `soonestMs` is for; undefined where nobody waits for it any more. */
  takeSoonest(): Connection | Session | undefined {
    const slot = this.#deadlines.pop();
    return slot < 0 ? undefined : this.#sleepers[slot];
  }

  emit(effect: BrokerEffect): void {
    if (this.#effects === undefined) this.#effects = [effect];
    else this.#effects.push(effect);
  }

  takeEffects(): readonly BrokerEffect[] {
    const effects = this.#effects;
    if (effects === undefined) return noEffects;
    this.#effects = undefined;
    return effects;
  }

  /** A place in the deadline queue. */
  takeSlot(): number {
    return this.#freeSlots.pop() ?? this.#sleepers.push(undefined) - 1;
  }

  sleepUntil(sleeper: Connection | Session, atMs: number): void {
    this.#sleepers[sleeper.slot] = sleeper;
    if (atMs < Infinity) this.#deadlines.schedule(sleeper.slot, atMs);
  }

  /** Forgets the sleeper; its slot goes to somebody else. */
  release(sleeper: Connection | Session): void {
    if (this.#sleepers[sleeper.slot] !== sleeper) return;
    this.#deadlines.cancel(sleeper.slot);
    this.#sleepers[sleeper.slot] = undefined;
    this.#freeSlots.push(sleeper.slot);
  }

  deadlineOf(session: Session): number {
    if (!this.watchTicks) return nextTickThatMatters(session, this.terms);
    const ticks = session.timerRuns && this.terms.timer.retry > 0;
    return ticks ? session.ticks.nextTickMs : Infinity;
  }

  /** The session's deadline may be another one from `atMs` on. */
  reschedule(session: Session, atMs: number): void {
    session.ticks.catchUp(atMs);
    this.sleepUntil(session, this.deadlineOf(session));
  }

  list(session: Session, state: ApiState, atMs: number): void {
    this.emit({ kind: "state", atMs, clientId: session.connect.clientId, state });
  }

  /** All sessions with a timer, those beside the one listed under their client id too. */
  *timedSessions(): Generator<Session> {
    for (const sleeper of this.#sleepers) if (sleeper?.kind === "session") yield sleeper;
  }
}
