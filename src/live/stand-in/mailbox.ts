import type { Transport } from "../../timing/core/events.ts";
import type { Qos } from "./subscribers.ts";

export interface Message {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly qos: Qos;
  readonly retain: boolean;
  readonly expiryS?: number | undefined;
  /** What it was published over. */
  readonly publisher?: Transport | undefined;
}

/** Contents of the messages that the core knows by number only, until they are acknowledged or dropped. */
export class Mailbox {
  readonly #messages = new Map<string, Map<number, Message>>();
  readonly #inFlight = new Map<string, Map<number, number>>();
  #next = 0;

  /** Keeps a message for one subscriber; the number is what the core calls it. */
  put(clientId: string, message: Message): number {
    const number = this.#next++;
    const messages = this.#messages.get(clientId) ?? new Map<number, Message>();
    this.#messages.set(clientId, messages.set(number, message));
    return number;
  }

  /** The content of a message that goes out under `packetId`. */
  sent(clientId: string, number: number, packetId: number): Message | undefined {
    const inFlight = this.#inFlight.get(clientId) ?? new Map<number, number>();
    this.#inFlight.set(clientId, inFlight.set(packetId, number));
    return this.#messages.get(clientId)?.get(number);
  }

  acknowledge(clientId: string, packetId: number): void {
    const number = this.#inFlight.get(clientId)?.get(packetId);
    if (number === undefined) return;
    this.#inFlight.get(clientId)?.delete(packetId);
    this.drop(clientId, number);
  }

  drop(clientId: string, number: number): void {
    this.#messages.get(clientId)?.delete(number);
  }

  forget(clientId: string): void {
    this.#messages.delete(clientId);
    this.#inFlight.delete(clientId);
  }
}
