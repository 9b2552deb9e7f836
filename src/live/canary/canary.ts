/** What a canary measures: the close of a silent client, its will, or the duplicates of an unacknowledged message. */
export const measures = ["detection", "will", "redelivery"] as const;
export type Measure = (typeof measures)[number];

/** Clients that are alike for the broker's timer. */
export interface CanaryClass {
  readonly name: string;
  readonly keepaliveMs: number;
  /** 4 = MQTT 3.1.1, 5 = MQTT 5. */
  readonly protocol: 4 | 5;
  readonly transport: "tcp" | "ws";
}

/** One client that will be sacrificed; clean start always, so that nothing of it outlives its connection. */
export interface Canary {
  readonly clientId: string;
  readonly clients: CanaryClass;
  readonly measure: Measure;
  /** When to connect, since the start of the probe: a crowd at one moment would measure itself. */
  readonly startMs: number;
  /**
   * When to ping, since its CONNECT; after the last one (or the CONNECT, where there is none) it is silent. A message
   * that it will not acknowledge is published then.
   */
  readonly pingsMs: readonly number[];
}

/** `[milliseconds since the CONNECT, packet]`, as recordings have it. */
export type TimedPacket = readonly [number, string];
/** `[milliseconds since the CONNECT, message, packet id, 1 for a duplicate]` */
export type Delivery = readonly [number, number, number, 0 | 1];
/** `[milliseconds since the CONNECT, state]`; null = not listed any more. */
export type ListingChange = readonly [number, "connected" | "disconnected" | null];

export type CloseKind = "fin" | "rst";

/** What became of one canary; every time in milliseconds since its CONNECT, by a clock that never jumps. */
export interface Observation {
  readonly canary: Canary;
  readonly connackMs: number;
  readonly packets: readonly TimedPacket[];
  /** 0 where it never sent more than its CONNECT. */
  readonly lastPacketMs: number;
  /** Undefined = the broker had not closed it at the end. */
  readonly closeMs: number | undefined;
  readonly closeKind: CloseKind | undefined;
  readonly willMs: number | undefined;
  /** When the message for it was published; undefined unless it measures redelivery. */
  readonly publishMs: number | undefined;
  readonly deliveries: readonly Delivery[];
  /** Undefined where no API was asked. */
  readonly listing: readonly ListingChange[] | undefined;
  readonly untilMs: number;
  /** How late this process itself was at worst. */
  readonly lagMs: number;
}
