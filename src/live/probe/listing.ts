import type { ListedClient } from "../../preflight/observed.ts";
import type { ListingChange } from "../canary/canary.ts";
import type { ApiAnswer, ApiFailure } from "../http-api/failure.ts";
import type { Clock } from "./clock.ts";

/** `GET /api/v4/clients`. */
export type Listing = () => Promise<ApiAnswer<readonly ListedClient[]>>;

/**
 * The broker is asked this long after a client's close, and then ever more rarely. Asking while connections close
 * crashes 0.25.3 (releases/defects.toml, api-poll-crash: 3 of 8 brokers asked 5 to 30 times a second, 0 of 6 without).
 */
const FIRST_ASK_MS = 250;
const LONGEST_WAIT_MS = 30_000;

type State = ListingChange[1];

export interface ListingEvents {
  changed(state: State, atMs: number): void;
  /** The API does not answer: nothing more is to be learnt about this client. */
  unknown(): void;
}

interface Watched {
  readonly events: ListingEvents;
  readonly over: AbortController;
  state: State;
}

/** Whether the broker's API still lists clients whose connection it has closed. */
export class ListingWatch {
  readonly #ask: Listing;
  readonly #clock: Clock;
  readonly #watched = new Map<string, Watched>();
  readonly #failed: (failure: ApiFailure) => void;
  #lastCloseMs = -Infinity;
  #asking: Promise<boolean> | undefined;

  constructor(ask: Listing, clock: Clock, failed: (failure: ApiFailure) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#failed = failed;
  }

  /** A client that is connected. */
  watch(clientId: string, events: ListingEvents): void {
    this.#watched.set(clientId, { events, state: "connected", over: new AbortController() });
  }

  unwatch(clientId: string): void {
    this.#watched.get(clientId)?.over.abort();
    this.#watched.delete(clientId);
  }

  /** Its connection has ended: is it still listed? Until it is not, or nobody watches any more. */
  closed(clientId: string): void {
    this.#lastCloseMs = this.#clock.nowMs();
    const watched = this.#watched.get(clientId);
    if (watched !== undefined) void this.#follow(watched);
  }

  async #follow(watched: Watched): Promise<void> {
    const { signal } = watched.over;
    for (let waitMs = FIRST_ASK_MS; watched.state !== null; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      await this.#clock.wait(waitMs, signal);
      await this.#untilCalm(signal);
      if (signal.aborted) return;
      this.#asking ??= this.#poll().finally(() => {
        this.#asking = undefined;
      });
      if (!(await this.#asking)) return watched.events.unknown();
    }
  }

  /** Another client's close is not met with a question either. */
  async #untilCalm(signal: AbortSignal): Promise<void> {
    for (;;) {
      const waitMs = this.#lastCloseMs + FIRST_ASK_MS - this.#clock.nowMs();
      if (waitMs <= 0 || signal.aborted) return;
      await this.#clock.wait(waitMs, signal);
    }
  }

  async #poll(): Promise<boolean> {
    const answer = await this.#ask();
    const atMs = this.#clock.nowMs();
    if (!answer.ok) {
      this.#failed(answer.failure);
      return false;
    }
    const states = new Map(answer.value.map(({ clientId, connected }) => [clientId, connected]));
    for (const [clientId, watched] of this.#watched) {
      const connected = states.get(clientId);
      const state = connected === undefined ? null : connected ? "connected" : "disconnected";
      if (state === watched.state) continue;
      watched.state = state;
      watched.events.changed(state, atMs);
    }
    return true;
  }
}
