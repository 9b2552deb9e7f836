import type { Timer } from "../../nanomq/time.ts";

export type Transport = "tcp" | "ws";

/** MQTT 5 will delay in seconds; absent where the property is (0 is not the same). */
export interface Will {
  readonly delayS?: number | undefined;
}

export interface ConnectPacket {
  readonly clientId: string;
  /** 4 = MQTT 3.1.1, 5 = MQTT 5. */
  readonly protocol: 4 | 5;
  readonly cleanStart: boolean;
  readonly keepaliveS: number;
  /** MQTT 5 session expiry; absent and 0 are alike. */
  readonly sessionExpiryS?: number | undefined;
  readonly will?: Will | undefined;
}

/** A message that matched a subscription of the client; `message` is the driver's own name for it. */
export interface OutgoingMessage {
  readonly clientId: string;
  readonly message: number;
  readonly qos: 0 | 1 | 2;
  readonly expiryS?: number | undefined;
  /** What it was published over; TCP where absent. */
  readonly publisher?: Transport | undefined;
  /** Given by the broker where absent. */
  readonly packetId?: number | undefined;
}

/**
 * What reaches the broker. Connections are numbered by the driver, small whole numbers; an event for a connection that
 * is closed already has crossed with the close and is ignored.
 */
export type BrokerEvent =
  /** A complete control packet with no effect but to be alive: PINGREQ, PUBLISH, UNSUBSCRIBE, PUBREC, PUBREL. */
  | { readonly kind: "packet"; readonly connection: number }
  | { readonly kind: "open"; readonly connection: number; readonly transport: Transport }
  | { readonly kind: "connect"; readonly connection: number; readonly packet: ConnectPacket }
  /** Bytes that do not complete a packet. */
  | { readonly kind: "partial"; readonly connection: number }
  /** SUBSCRIBE to a topic filter of the session. */
  | { readonly kind: "subscribe"; readonly connection: number }
  /** PUBACK or PUBCOMP. */
  | { readonly kind: "acknowledge"; readonly connection: number; readonly packetId: number }
  | {
      readonly kind: "disconnect";
      readonly connection: number;
      readonly sessionExpiryS?: number | undefined;
    }
  /** The client's FIN (half-close too) or RST. */
  | { readonly kind: "hang-up"; readonly connection: number }
  | ({ readonly kind: "message" } & OutgoingMessage)
  /** New settings on a running broker (HTTP API). */
  | { readonly kind: "settings"; readonly timer: Timer }
  /** Nothing but time. */
  | { readonly kind: "elapse" };

export type CloseReason =
  | "keepalive"
  | "no-connect"
  | "takeover"
  | "negative-interval"
  | "disconnect"
  | "hang-up";

/** What the HTTP API's `conn_state` shows; `gone` = no longer listed. */
export type ApiState = "connected" | "disconnected" | "gone";

/** What the broker does, each with the moment it does it. */
export type BrokerEffect =
  | {
      readonly kind: "connack";
      readonly atMs: number;
      readonly connection: number;
      readonly sessionPresent: boolean;
    }
  /** `finMs` is when the client sees it: a WebSocket's FIN comes later than the decision. */
  | {
      readonly kind: "close";
      readonly atMs: number;
      readonly finMs: number;
      readonly connection: number;
      readonly reason: CloseReason;
    }
  | { readonly kind: "will"; readonly atMs: number; readonly clientId: string }
  | { readonly kind: "state"; readonly atMs: number; readonly clientId: string; readonly state: ApiState }
  | {
      readonly kind: "send";
      readonly atMs: number;
      readonly connection: number;
      readonly message: number;
      readonly packetId: number;
      readonly dup: boolean;
    }
  /** A message whose expiry passed before it was acknowledged. */
  | { readonly kind: "drop"; readonly atMs: number; readonly clientId: string; readonly message: number }
  /** Only where ticks are watched: silence counted so far, before this tick adds to it. */
  | {
      readonly kind: "tick";
      readonly atMs: number;
      readonly clientId: string;
      readonly online: boolean;
      readonly count: number;
      readonly silentMs: number;
      readonly limitMs: number;
    };
