import type { Transport } from "../../timing/core/events.ts";
import { Mailbox, type Message } from "./mailbox.ts";
import { type Qos, Subscribers } from "./subscribers.ts";
import { topicMatches } from "./topics.ts";

/** One subscriber's copy of a message; `number` is what the core calls it. */
export interface Copy {
  readonly clientId: string;
  readonly number: number;
  readonly qos: Qos;
  readonly expiryS: number | undefined;
  readonly publisher: Transport | undefined;
}

/** Counted since the start, as `GET /api/v4/prometheus` shows them. */
export interface Counts {
  received: number;
  sent: number;
  dropped: number;
}

/** Which message goes to whom: subscriptions, retained messages and wills. When it goes is the core's business. */
export class PostOffice {
  readonly subscribers = new Subscribers();
  readonly mailbox = new Mailbox();
  readonly counts: Counts = { received: 0, sent: 0, dropped: 0 };
  readonly #wills = new Map<string, Message>();
  readonly #retained = new Map<string, Message>();

  keepWill(clientId: string, will: Message | undefined): void {
    if (will === undefined) this.#wills.delete(clientId);
    else this.#wills.set(clientId, will);
  }

  willOf(clientId: string): Message | undefined {
    return this.#wills.get(clientId);
  }

  takeWill(clientId: string): Message | undefined {
    const will = this.#wills.get(clientId);
    this.#wills.delete(clientId);
    return will;
  }

  /** A copy for everyone who subscribed to its topic. */
  *copies(message: Message): Generator<Copy> {
    this.counts.received += 1;
    if (message.retain && message.payload.length === 0) this.#retained.delete(message.topic);
    else if (message.retain) this.#retained.set(message.topic, message);
    let found = false;
    for (const { clientId, qos } of this.subscribers.of(message.topic)) {
      found = true;
      yield this.#copy(clientId, qos, { ...message, retain: false });
    }
    if (!found) this.counts.dropped += 1;
  }

  *retainedFor(clientId: string, filter: string, qos: Qos): Generator<Copy> {
    for (const message of this.#retained.values()) {
      if (topicMatches(filter, message.topic)) yield this.#copy(clientId, qos, message);
    }
  }

  forget(clientId: string): void {
    this.subscribers.forget(clientId);
    this.mailbox.forget(clientId);
  }

  #copy(clientId: string, granted: Qos, message: Message): Copy {
    const qos = message.qos < granted ? message.qos : granted;
    const number = this.mailbox.put(clientId, { ...message, qos });
    return { clientId, number, qos, expiryS: message.expiryS, publisher: message.publisher };
  }
}
