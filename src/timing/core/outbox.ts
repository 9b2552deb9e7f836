import type { Behaviour } from "../../nanomq/behaviour.ts";
import type { Ms } from "../../nanomq/time.ts";

/** A QoS 1 or 2 message that its receiver has not acknowledged. */
export interface Unacknowledged {
  readonly packetId: number;
  readonly message: number;
  /** -Infinity where nobody noted it. */
  readonly publishMs: number;
  readonly expiryS: number | undefined;
}

export interface ResendStep {
  readonly dropped: readonly Unacknowledged[];
  readonly resend: Unacknowledged | undefined;
}

export interface ResendRules {
  readonly retry: Ms;
  /** `ignored` for MQTT 3.1.1 receivers in every version. */
  readonly messageExpiry: Behaviour["messageExpiry"];
  readonly resendOrder: Behaviour["resendOrder"];
}

const nothing: ResendStep = { dropped: [], resend: undefined };
const LAST_PACKET_ID = 0xffff;

/** Unacknowledged messages of one session by packet id, and where resending looks next. */
export class Outbox {
  #messages: Unacknowledged[] = [];
  #lastId = 0;
  /** Resending begins at the first packet id from here on. */
  #resendFrom = 1;

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** No packet id is left. */
  get isFull(): boolean {
    return this.#messages.length >= LAST_PACKET_ID;
  }

  /** Keeps a message; returns it with its packet id. */
  add(message: Omit<Unacknowledged, "packetId">, packetId: number | undefined): Unacknowledged {
    const id = packetId ?? this.#freeId();
    this.#lastId = id;
    const kept: Unacknowledged = { ...message, packetId: id };
    this.#messages.splice(this.#placeOf(id), 0, kept);
    return kept;
  }

  acknowledge(packetId: number): void {
    const place = this.#placeOf(packetId);
    if (this.#messages[place]?.packetId === packetId) this.#messages.splice(place, 1);
    this.#resendFrom = idAfter(packetId);
  }

  /** A new connection looks from the lowest packet id again. */
  rewind(): void {
    this.#resendFrom = 1;
  }

  /** What one tick does: at most one message goes out. */
  step(nowMs: number, rules: ResendRules): ResendStep {
    const dropped: Unacknowledged[] = [];
    for (let next = this.#candidate(); next !== undefined; next = this.#candidate()) {
      if (rules.messageExpiry !== "ignored" && hasExpired(next, nowMs)) {
        dropped.push(next);
        this.#messages.splice(this.#placeOf(next.packetId), 1);
        if (rules.messageExpiry === "drops-and-goes-on") continue;
        return { dropped, resend: undefined };
      }
      if (nowMs - next.publishMs < 1.25 * rules.retry) break;
      if (rules.resendOrder === "round-robin") this.#resendFrom = idAfter(next.packetId);
      return { dropped, resend: next };
    }
    return dropped.length === 0 ? nothing : { dropped, resend: undefined };
  }

  #candidate(): Unacknowledged | undefined {
    return this.#messages[this.#placeOf(this.#resendFrom)] ?? this.#messages[0];
  }

  #freeId(): number {
    let id = idAfter(this.#lastId);
    while (this.#messages[this.#placeOf(id)]?.packetId === id) id = idAfter(id);
    return id;
  }

  /** Where `packetId` stands or would stand. */
  #placeOf(packetId: number): number {
    let low = 0;
    let high = this.#messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#messages[middle]?.packetId ?? Infinity) < packetId) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function idAfter(packetId: number): number {
  return packetId >= LAST_PACKET_ID ? 1 : packetId + 1;
}

function hasExpired(message: Unacknowledged, nowMs: number): boolean {
  return message.expiryS !== undefined && nowMs > message.publishMs + message.expiryS * 1000;
}
