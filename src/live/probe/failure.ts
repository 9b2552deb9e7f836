/** Why a client could not be had; `reason` is the system's or the broker's own word. */
export type ProbeFailure =
  /** Nothing listens, no such host, no route. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** TLS or the WebSocket handshake failed. */
  | { readonly kind: "handshake"; readonly reason: string }
  /** No connection, or a connection and no CONNACK or SUBACK, within the limit. */
  | { readonly kind: "silent"; readonly waitedMs: number }
  /** The CONNACK's return or reason code. */
  | { readonly kind: "refused"; readonly code: number }
  | { readonly kind: "closed" }
  | { readonly kind: "not-mqtt"; readonly reason: string }
  /** The broker does not grant a subscription that the measurement needs. */
  | { readonly kind: "denied"; readonly topic: string }
  /** The broker, or the way to it, went away while its clients were watched: nothing can be said of the rest. */
  | { readonly kind: "lost" }
  /** Somebody closed the canary on purpose; the reason code of the broker's DISCONNECT [MQTT5-3.14.2.1]. */
  | { readonly kind: "kicked"; readonly code: number }
  /** No bridge connected to the upstream that nanotune plays. */
  | { readonly kind: "no-bridge"; readonly waitedMs: number }
  | { readonly kind: "stopped" };

export class ProbeError extends Error {
  override readonly name = "ProbeError";
  readonly failure: ProbeFailure;

  constructor(failure: ProbeFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
