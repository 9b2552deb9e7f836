import type { ApiState, CloseReason } from "./core/events.ts";

/** One thing that happens, in milliseconds after the client's first CONNECT. */
export type TimelineEntry =
  | {
      readonly kind: "connect";
      readonly atMs: number;
      readonly connection: number;
      readonly sessionPresent: boolean;
    }
  /** A packet of the client; `arrivesMs` undefined = it never reaches the broker. */
  | {
      readonly kind: "packet";
      readonly atMs: number;
      readonly name: "PINGREQ";
      readonly arrivesMs: number | undefined;
    }
  /** What goes wrong, or what somebody does. */
  | { readonly kind: "turn"; readonly atMs: number; readonly what: Turn }
  /** `count` ticks since the last packet, so `silentMs`; over `limitMs` it kicks. */
  | {
      readonly kind: "tick";
      readonly atMs: number;
      readonly online: boolean;
      readonly count: number;
      readonly silentMs: number;
      readonly limitMs: number;
      readonly over: boolean;
    }
  /** The middle of a long quiet time. */
  | {
      readonly kind: "left-out";
      readonly atMs: number;
      readonly ticks: number;
      readonly packets: number;
      readonly sends: number;
    }
  /** 1.5 x keepalive after the last packet: what MQTT allows. */
  | { readonly kind: "mqtt-limit"; readonly atMs: number }
  | {
      readonly kind: "close";
      readonly atMs: number;
      readonly connection: number;
      readonly reason: CloseReason;
    }
  | { readonly kind: "will"; readonly atMs: number }
  | { readonly kind: "state"; readonly atMs: number; readonly state: ApiState }
  | { readonly kind: "publish"; readonly atMs: number; readonly message: number }
  | { readonly kind: "send"; readonly atMs: number; readonly message: number; readonly dup: boolean };

export type Turn =
  | "falls-silent"
  | "cable-pulled"
  | "crashes"
  | "nat-forgets"
  | "second-client"
  | "goes-offline"
  | "comes-back"
  | "stops-acknowledging";

export interface Timeline {
  readonly scenario: ScenarioName;
  readonly client: string;
  readonly keepaliveMs: number;
  readonly retryIntervalMs: number;
  /** Keepalive x multiplier as the broker computes it. */
  readonly limitMs: number;
  /** The last packet, a CONNECT too, that reached the broker (before the kick). */
  readonly lastPacketMs: number;
  /** The broker's keepalive kick; undefined where none comes. */
  readonly kickMs: number | undefined;
  readonly untilMs: number;
  /** In order of time. */
  readonly entries: readonly TimelineEntry[];
}

export const scenarioNames = [
  "silent",
  "silent-after-connect",
  "cable-pull",
  "crash",
  "slow-link",
  "nat-timeout",
  "takeover",
  "offline-then-resume",
  "no-acks",
] as const;

export type ScenarioName = (typeof scenarioNames)[number];
