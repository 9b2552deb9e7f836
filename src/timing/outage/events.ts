import type { Qos } from "../../nanomq/bridge-settings.ts";

/**
 * What reaches a bridge. A message is known by its number; with several forward rules it makes copies, numbered
 * `message x rules + rule`.
 */
export type BridgeEvent =
  /**
   * Messages from clients of this broker, `everyMs` apart (0: a burst). More than one with time between them is for a
   * link that is down, since no acknowledgement can come in between.
   */
  | {
      readonly kind: "publish";
      readonly first: number;
      readonly count: number;
      readonly qos: Qos;
      readonly everyMs: number;
    }
  /** CONNACK; `empty` = of MQTT 5 and without any property. */
  | { readonly kind: "connected"; readonly empty?: boolean | undefined }
  /** The attempt to connect failed: refused or reset. */
  | { readonly kind: "refused" }
  /** FIN or RST of the upstream on the connection that was up. */
  | { readonly kind: "closed" }
  /** PUBACK or PUBCOMP. */
  | { readonly kind: "acknowledge"; readonly packetId: number }
  /** Any other packet of the upstream. */
  | { readonly kind: "packet" }
  /** Whether the kernel takes no more for this connection, since the upstream does not read. */
  | { readonly kind: "socket"; readonly full: boolean }
  | { readonly kind: "elapse" };

/** Why a copy is gone for good as the bridge sees it; one under way may have reached the upstream all the same. */
export type LossReason =
  | "slot-busy"
  | "socket-full"
  | "link-down"
  | "queue-full"
  | "disk-full"
  | "unacknowledged";

/** From where a copy is sent. */
export type SendSource = "client" | "queue" | "held" | "disk" | "resend";

export interface SendEffect {
  readonly kind: "send";
  readonly atMs: number;
  readonly copy: number;
  readonly qos: Qos;
  /** 0 for QoS 0. */
  readonly packetId: number;
  readonly source: SendSource;
}

export type BridgeEffect =
  | SendEffect
  /** Copies `first` to `first + count - 1`. */
  | {
      readonly kind: "lost";
      readonly atMs: number;
      readonly first: number;
      readonly count: number;
      readonly why: LossReason;
    }
  | { readonly kind: "ping"; readonly atMs: number }
  /** The bridge knows that its link is gone. */
  | { readonly kind: "down"; readonly atMs: number; readonly by: "upstream" | "keepalive" }
  /** TCP connect and CONNECT. */
  | { readonly kind: "try"; readonly atMs: number }
  /** `sure` is false for releases that often forget it. */
  | { readonly kind: "subscribe"; readonly atMs: number; readonly sure: boolean }
  /** DISCONNECT in place of SUBSCRIBE; the bridge goes on publishing. */
  | { readonly kind: "disconnect"; readonly atMs: number }
  | { readonly kind: "crash"; readonly atMs: number };
