import type { BridgeEffect, BridgeEvent, SendEffect } from "./events.ts";

/**
 * What the other end does: acknowledge after `ackMs` (late for a slow one, Infinity for one that never does), refuse
 * connections, accept them and answer nothing, or fall silent on all of them.
 */
export type UpstreamState =
  | { readonly kind: "answers"; readonly ackMs: number }
  | { readonly kind: "refuses" }
  | { readonly kind: "hangs" }
  | { readonly kind: "silent" };

/** A change of the upstream; `closes` ends the connection, by FIN or RST, and what the kernel held is lost. */
export interface UpstreamChange {
  readonly atMs: number;
  readonly state: UpstreamState;
  readonly closes: boolean;
}

export interface Reply {
  readonly atMs: number;
  readonly event: BridgeEvent;
}

/** The first arrival of every copy, and those after the first. */
export interface Arrival {
  readonly atMs: number;
  readonly copy: number;
}

export interface UpstreamOptions {
  readonly roundTripMs: number;
  /** Its CONNACKs of MQTT 5 carry no property. */
  /** What a message takes on the wire, and what the kernels on both ends hold for an upstream that does not read. */
  readonly messageBytes?: number | undefined;
  readonly socketBytes?: number | undefined;
  readonly emptyConnack?: boolean | undefined;
  /** When a bridge that noticed at `downMs` is connected again; for a bridge that does not try by itself. */
  readonly returnMs?: ((downMs: number) => number) | undefined;
}

/** The upstream as far as a bridge sees it, in the same time without a clock. */
export class Upstream {
  readonly arrivals: Arrival[] = [];
  #state: UpstreamState;
  readonly #options: UpstreamOptions;
  /** Sent into the silence; of the present connection from `#ownFrom` on. */
  #unread: SendEffect[] = [];
  #ownFrom = 0;
  #unansweredPings = 0;
  #isTrying = false;

  constructor(state: UpstreamState, options: UpstreamOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** What it says to `effect`. */
  answer(effect: BridgeEffect): readonly Reply[] {
    switch (effect.kind) {
      case "send":
        return this.#receive(effect);
      case "ping":
        return this.#pong(effect.atMs);
      case "try":
        return this.#accept(effect.atMs);
      case "down":
        this.#forgetConnection();
        return this.#welcomeBack(effect.atMs);
      case "crash":
        this.#forgetConnection();
        return [];
      case "lost":
      case "subscribe":
      case "disconnect":
        return [];
    }
  }

  change({ atMs, state, closes }: UpstreamChange): readonly Reply[] {
    this.#state = state;
    const replies: Reply[] = closes ? [{ atMs, event: { kind: "closed" } }] : this.#readOn(atMs);
    this.#unread = [];
    this.#ownFrom = 0;
    if (this.#isTrying) replies.push(...this.#accept(atMs));
    return replies;
  }

  #forgetConnection(): void {
    this.#ownFrom = this.#unread.length;
    this.#unansweredPings = 0;
  }

  #welcomeBack(downMs: number): readonly Reply[] {
    const atMs = this.#options.returnMs?.(downMs) ?? Infinity;
    return atMs === Infinity ? [] : [{ atMs, event: this.#connack() }];
  }

  #connack(): BridgeEvent {
    return { kind: "connected", empty: this.#options.emptyConnack };
  }

  #receive(sent: SendEffect): readonly Reply[] {
    if (this.#state.kind === "answers") return this.#read(sent, sent.atMs);
    this.#unread.push(sent);
    const { messageBytes = 0, socketBytes = Infinity } = this.#options;
    const full = (this.#unread.length - this.#ownFrom) * messageBytes > socketBytes;
    return full ? [{ atMs: sent.atMs, event: { kind: "socket", full } }] : [];
  }

  /** Of QoS 2 the acknowledgement takes one round trip more. */
  #read({ copy, qos, packetId }: SendEffect, atMs: number): readonly Reply[] {
    this.arrivals.push({ atMs, copy });
    const ackMs = this.#state.kind === "answers" ? this.#state.ackMs : Infinity;
    if (qos === 0 || ackMs === Infinity) return [];
    const answeredMs = atMs + ackMs + this.#options.roundTripMs * qos;
    return [{ atMs: answeredMs, event: { kind: "acknowledge", packetId } }];
  }

  #pong(atMs: number): readonly Reply[] {
    if (this.#state.kind === "answers")
      return [{ atMs: atMs + this.#options.roundTripMs, event: { kind: "packet" } }];
    this.#unansweredPings += 1;
    return [];
  }

  /** All that was sent into the silence is read now; only the present connection gets acknowledgements. */
  #readOn(atMs: number): Reply[] {
    const replies = this.#unread.flatMap((sent, i) => {
      const answers = this.#read(sent, atMs);
      return i < this.#ownFrom ? [] : answers;
    });
    replies.push({ atMs, event: { kind: "socket", full: false } });
    if (this.#unansweredPings === 0) return replies;
    this.#unansweredPings = 0;
    return [...replies, { atMs: atMs + this.#options.roundTripMs, event: { kind: "packet" } }];
  }

  /** An attempt to connect; one that hangs is answered as soon as the upstream is back. */
  #accept(atMs: number): readonly Reply[] {
    const answers = this.#state.kind === "answers";
    this.#isTrying = this.#state.kind === "hangs" || this.#state.kind === "silent";
    if (this.#isTrying) return [];
    const event: BridgeEvent = answers ? this.#connack() : { kind: "refused" };
    return [{ atMs: atMs + this.#options.roundTripMs, event }];
  }
}
