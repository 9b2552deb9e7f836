import { topicMatches } from "./topics.ts";

export type Qos = 0 | 1 | 2;

export interface Subscriber {
  readonly clientId: string;
  readonly qos: Qos;
}

/** Who gets what: topic filters by client id. They live as long as the session in the core. */
export class Subscribers {
  readonly #filters = new Map<string, Map<string, Qos>>();

  add(clientId: string, filter: string, qos: Qos): void {
    const filters = this.#filters.get(clientId) ?? new Map<string, Qos>();
    this.#filters.set(clientId, filters.set(filter, qos));
  }

  remove(clientId: string, filter: string): void {
    this.#filters.get(clientId)?.delete(filter);
  }

  forget(clientId: string): void {
    this.#filters.delete(clientId);
  }

  *all(): Generator<Subscriber & { readonly filter: string }> {
    for (const [clientId, filters] of this.#filters) {
      for (const [filter, qos] of filters) yield { clientId, filter, qos };
    }
  }

  /** Each client once, with the best QoS of its matching filters. */
  *of(topic: string): Generator<Subscriber> {
    for (const [clientId, filters] of this.#filters) {
      const matching = [...filters].filter(([filter]) => topicMatches(filter, topic));
      const best = matching.map(([, qos]) => qos).toSorted((a, b) => b - a)[0];
      if (best !== undefined) yield { clientId, qos: best };
    }
  }
}
