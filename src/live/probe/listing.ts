import type { ListedClient } from "../../preflight/observed.ts";
import type { ListingChange } from "../canary/canary.ts";
import type { ApiAnswer, ApiFailure } from "../http-api/failure.ts";
import type { Clock } from "./clock.ts";

/** `GET /api/v4/clients`. */
export type Listing = () => Promise<ApiAnswer<readonly ListedClient[]>>;

/** As in the recordings of real brokers that the model was held against. */
const POLL_MS = 200;
type State = ListingChange[1];
type Watcher = (state: State, atMs: number) => void;

/** Asks the broker's API again and again, as long as somebody watches. */
export class ListingWatch {
  readonly #ask: Listing;
  readonly #clock: Clock;
  readonly #watchers = new Map<string, { readonly changed: Watcher; state: State }>();
  readonly #failed: (failure: ApiFailure) => void;

  constructor(ask: Listing, clock: Clock, failed: (failure: ApiFailure) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#failed = failed;
  }

  watch(clientId: string, changed: Watcher): void {
    this.#watchers.set(clientId, { changed, state: null });
  }

  unwatch(clientId: string): void {
    this.#watchers.delete(clientId);
  }

  /** Until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedMs = this.#clock.nowMs();
      if (this.#watchers.size > 0) await this.#poll();
      await this.#clock.wait(POLL_MS - (this.#clock.nowMs() - startedMs), signal);
    }
  }

  async #poll(): Promise<void> {
    const answer = await this.#ask();
    const atMs = this.#clock.nowMs();
    if (!answer.ok) {
      this.#failed(answer.failure);
      return;
    }
    const states = new Map(answer.value.map(({ clientId, connected }) => [clientId, connected]));
    for (const [clientId, watcher] of this.#watchers) {
      const connected = states.get(clientId);
      const state = connected === undefined ? null : connected ? "connected" : "disconnected";
      if (state === watcher.state) continue;
      watcher.state = state;
      watcher.changed(state, atMs);
    }
  }
}
